"""The command line: run, chat, check, links, export, schools, and inviting."""

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
schools = register.app
facilitator = typer.Typer(no_args_is_help=True, help="Those who look after a cohort's schools.")
app.add_typer(schools, name="schools")
app.add_typer(facilitator, name="facilitator")

Cohort = Annotated[str, typer.Option(help='The cohort, for example "Primary pilot 2026".')]

LONGEST_COHORT = 60


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
    """Check the questions and the catalogue: prints every problem, and exits 1 if there is one.

    Where all is sound, prints what the catalogue has for each benchmark, stage and kind, and where
    that is thin: something to see to, and no problem.
    """
    from bot.coverage import show
    from neambition import framework_files
    from neambition.check import problems
    from neambition.resources import catalogue

    folder = path or framework_files.FRAMEWORKS
    found = problems(folder, catalogue.FILE)
    for problem in found:
        typer.echo(problem)
    if found:
        typer.echo(f"{len(found)} to mend.")
        raise typer.Exit(1)
    typer.echo("The questions and the catalogue are sound.\n")
    show(folder, catalogue.read().values())


@app.command()
def links() -> None:
    """Look whether the catalogue's links open, one by one and politely, and keep what was found.

    The bot may run meanwhile. Ctrl-C ends it and loses nothing.
    """
    from bot.links.command import check_links

    check_links(settings.load())


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


@facilitator.command("invite")
def facilitator_invite(cohort: Cohort) -> None:
    """Print a link that makes one person a facilitator. A cohort that is new is made."""
    from bot.inviting import invite_facilitator

    typer.echo(asyncio.run(invite_facilitator(settings.load(), _named(cohort))))
    typer.echo("It lets in one person, within 14 days, and is shown only here.", err=True)


def _named(cohort: str) -> str:
    name = " ".join(cohort.split())
    if not 1 <= len(name) <= LONGEST_COHORT:
        raise NeambitionError(f"A cohort's name has 1 to {LONGEST_COHORT} letters.")
    return name


@schools.command("invite")
def schools_invite(
    file: Annotated[
        Path, typer.Argument(help="One school a line: a URN, or a name and town; CSV.")
    ],
    cohort: Cohort,
    csv: Annotated[Path, typer.Option(help="Where the links go, for a mail merge.")],
    letters: Annotated[
        Path | None, typer.Option(help="Where letters with QR codes go, PDF.")
    ] = None,
    anew: Annotated[
        bool, typer.Option(help="Also where a link still works; that one then stops.")
    ] = False,
) -> None:
    """Make a link for the lead of each school in FILE. What is not found is printed."""
    from bot.inviting import invite_schools

    work = invite_schools(settings.load(), file, _named(cohort), csv, letters, anew)
    done = asyncio.run(work)
    plan = done.plan
    typer.echo(f"{len(plan.found)} of {plan.lines - plan.again} found, {done.made} links made.")
    for count, said in (
        (len(plan.there), "have people here already: no link, but in the cohort."),
        (0 if anew else len(plan.waiting), "have a link that still works: no second one."),
        (len(plan.missed), "not found, and nothing is made for these:"),
    ):
        if count:
            typer.echo(f"{count} {said}")
    for miss in plan.missed:
        nearest = f" - perhaps {miss.nearest.school.full}?" if miss.nearest else ""
        typer.echo(f"  {miss.text} ({miss.why}){nearest}")


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
