"""Invitations from the command line, on a short connection of their own beside a running bot."""

import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.desk import secret
from bot.settings import Settings
from dialogs.mailing import Made, letters, table
from dialogs.sharing import ask_about
from dialogs.turn import House
from neambition import framework_files, invitees
from neambition.errors import NeambitionError
from neambition.resources import catalogue
from neambition.store import cohorts, invitations, many
from neambition.store.catalogue import Shelves
from neambition.store.database import Store, open_store
from neambition.store.invitations import Into, Terms
from neambition.store.many import Plan


@dataclass(frozen=True)
class Outcome:
    """What became of a list: the plan, and how many links were made."""

    plan: Plan
    made: int


async def invite_facilitator(settings: Settings, cohort: str) -> str:
    """What opens the cohort, made if new, for one facilitator: a link, or the line to type."""
    async with _at_work(settings) as (house, store):
        token = house.secret()

        def make(db: sqlite3.Connection) -> None:
            now = int(time.time())
            terms = Terms(Into.COHORT, None, cohort=cohorts.add(db, cohort, now).id)
            invitations.make(db, token, terms, now)

        await store.write(make)
        return house.opening(token)


async def invite_schools(
    settings: Settings, listed: Path, cohort: str, csv: Path, pdf: Path | None, anew: bool
) -> Outcome:
    """A link for each school of the list that nobody has come in to, in files. `anew`: in place of
    links that still work too."""
    lines = _lines(listed)
    async with _at_work(settings) as (house, store):
        if pdf and not house.link:
            raise NeambitionError(
                "Letters need a link for a camera to read. Set NEAMBITION_TELEGRAM_TOKEN, or leave "
                "out --letters."
            )
        now = int(time.time())
        of = await store.write(lambda db: cohorts.add(db, cohort, now))
        plan = await store.read(lambda db: many.plan(db, of.id, lines, now))
        linked = plan.to_link + (plan.waiting if anew else ())
        until = now + invitations.DAYS * 86400
        made = [Made(found, house.secret(), until) for found in linked]
        parts = [_part(csv, table(house, made, None))] if made else []
        if pdf and made:
            from bot.printing import MAKERS

            paper = letters(house, made)
            parts.append(_part(pdf, MAKERS[paper.template](paper.facts)))
        await store.write(partial(_make, of.id, plan, made, now))
        for part, file in parts:  # only now, so that no file holds a link that was never kept
            part.replace(file)
        return Outcome(plan, len(made))


def _make(cohort: int, plan: Plan, made: list[Made], now: int, db: sqlite3.Connection) -> None:
    many.put_in(db, cohort, plan, now)
    for added in plan.to_add:
        ask_about(db, added.school.id, cohort, now)
    for one in made:
        many.stop(db, cohort, one.school.school.id, now)
    many.make(db, cohort, {one.school.school.id: one.token for one in made}, None, now)


def _lines(file: Path) -> list[invitees.Line]:
    try:
        text = invitees.decoded(file.read_bytes())
    except OSError as error:
        raise NeambitionError(f"{file} cannot be read ({error.strerror}).") from error
    lines = invitees.lines(text) if text else []
    if not lines:
        raise NeambitionError(
            f"{file} names no school. It takes text, one school a line: a URN, or a name and town."
        )
    return lines


def _part(file: Path, content: bytes) -> tuple[Path, Path]:
    """The content written beside the file that it is to become."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(content)
    except OSError as error:
        raise NeambitionError(f"{file} cannot be written ({error.strerror}).") from error
    return part, file


@asynccontextmanager
async def _at_work(settings: Settings) -> AsyncIterator[tuple[House, Store]]:
    """The house, and the store for as long as it takes. No message waits or is settled here."""
    house = House(
        framework=framework_files.read(framework_files.newest()),
        pinned={},
        shelves=Shelves(catalogue.read()),
        operator=settings.operator,
        contact=settings.contact,
        zone=ZoneInfo(settings.timezone),
        link=await _link(settings),
        secret=secret,
    )
    store = await open_store(settings.database)
    try:
        yield house, store
    finally:
        await store.close()


async def _link(settings: Settings) -> str | None:
    """The address that opens the bot; none without a token."""
    if settings.telegram_token is None:
        return None
    from telegram.error import InvalidToken, TelegramError

    from bot.telegram.serve import wrong_token
    from bot.telegram.wire import connect

    wire = connect(settings.telegram_token.get_secret_value(), settings.telegram_api_url)
    try:
        await wire.initialize()
        return f"https://t.me/{wire.username}"
    except InvalidToken:
        raise wrong_token() from None
    except TelegramError as error:
        raise NeambitionError(
            "Telegram does not answer, and only it knows the bot's link. Nothing was made; please "
            "try again."
        ) from error
    finally:
        await wire.shutdown()
