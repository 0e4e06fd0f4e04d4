"""What a rule finds, and where in a file."""

from collections.abc import Iterator
from pathlib import Path

from neambition.framework import Action, Statement

Found = Iterator[tuple[str, str]]
"""Path within a file, and what is wrong there with its cure."""


def path_of(statement: Statement, action: Action | None = None) -> str:
    """Where in a benchmark's file a statement, or one of its actions, stands."""
    path = f"statements.{statement.id}"
    return f"{path}.actions.{action.id}" if action else path


def in_file(file: Path, found: Found) -> Iterator[str]:
    """What was found, as lines that name the file."""
    return (f"{file}: {path}: {what}" for path, what in found)
