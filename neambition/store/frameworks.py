"""Each version of the questions, kept as it was when first used."""

import sqlite3

from neambition.framework import Framework
from neambition.store.database import StoreError


def pin(db: sqlite3.Connection, framework: Framework) -> None:
    """Keep this version's text; StoreError if it was first used here with another."""
    row = db.execute(
        "SELECT sha256 FROM framework WHERE version = ?", (framework.version,)
    ).fetchone()
    if row is None:
        db.execute(
            "INSERT INTO framework (version, sha256, body) VALUES (?, ?, ?)",
            (framework.version, framework.sha256, framework.model_dump_json()),
        )
    elif row[0] != framework.sha256:
        raise StoreError(
            f"The questions of {framework.version} have changed since they were first used with "
            "this database. Put the changed questions in a folder of their own with the next "
            "version's number, and leave the old ones as they were."
        )


def pinned(db: sqlite3.Connection) -> dict[str, Framework]:
    """Every version that an audit here may stand on."""
    rows = db.execute("SELECT version, body FROM framework")
    return {version: Framework.model_validate_json(body) for version, body in rows}
