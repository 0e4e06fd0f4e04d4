"""The command line: run, chat, check, export, schools."""

import asyncio
import json
import os
import sqlite3
import sys
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot import logs, register, settings
from bot.lock import alone
from neambition.errors import NeambitionError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="School self-review by conversation.",
)
app.add_typer(register.app, name="schools")


class Format(StrEnum):
    """What an export is written as."""

    JSON = "json"


@app.command()
def run() -> None:
    """Serve the conversation: on Telegram if NEAMBITION_TELEGRAM_TOKEN is set, else here."""
    chosen = settings.load()
    if chosen.telegram_token is None:
        chat()
        return
    from bot.telegram.serve import serve

    with alone(chosen.database):
        asyncio.run(serve(chosen, chosen.telegram_token.get_secret_value()))


@app.command()
def chat() -> None:
    """Hold the conversation in this terminal."""
    chosen = settings.load()
    with alone(chosen.database):
        asyncio.run(_chat(chosen))


async def _chat(chosen: settings.Settings) -> None:
    from bot import terminal
    from bot.desk import open_desk

    async with open_desk(chosen) as desk:
        await terminal.chat(desk, save_to=Path.cwd())


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(help="A folder of frameworks, or one version's folder.")
    ] = None,
) -> None:
    """Check the questions and the catalogue: prints every problem, and exits 1 if there is one."""
    from neambition import framework_files, resources
    from neambition.check import problems

    found = problems(path or framework_files.FRAMEWORKS, resources.CATALOGUE)
    for problem in found:
        typer.echo(problem)
    if found:
        typer.echo(f"{len(found)} to mend.")
        raise typer.Exit(1)
    typer.echo("The questions and the catalogue are sound.")


@app.command()
def export(
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.JSON,
) -> None:
    """Write schools, roles, audits and answers with their history to standard output."""
    from neambition.store.export import everything

    file = settings.load().database
    if not file.is_file():
        raise NeambitionError(f"There is no database at {file}. Name it with NEAMBITION_DATABASE.")
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as db:
            db.execute("BEGIN")
            data = everything(db)
    except sqlite3.Error as error:
        raise NeambitionError(f"{file} is no database of this program's ({error}).") from error
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def main() -> None:
    """Run a command. What can be said in a sentence is, on standard error, with exit code 2."""
    logs.begin()
    try:
        app()
    except NeambitionError as error:
        sys.exit(_said(error))
    except KeyboardInterrupt:
        # All is saved. The thread that still waits for a line would keep an ordinary exit waiting.
        sys.stdout.flush()
        os._exit(130)


def _said(error: NeambitionError) -> int:
    print(error, file=sys.stderr)
    return 2


if __name__ == "__main__":
    main()
