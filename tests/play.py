"""Plays a transcript: people say and tap, and what each is shown is written down.

Everything is reloaded from the database between turns. Clock and ids are fixed.

    Ana: /start                              words or a command
    Ana: [Quick look (2 minutes)]            a tap on the newest screen
    Ana: [Started], 7 times                  only the last screen is written down
    Ana (on the message "1.1"): [Started]    a tap on the newest earlier screen that says so
    Ana (replying to "1.1"): words           Telegram's reply to the newest message that says so
    Ana: [Early years …]                     whatever follows, such as how many there are
    Ana sends a sticker                      neither words nor a tap
    Ana edits a message
    Fay sends the file schools.csv           of tests/transcripts/files
    -- 3 days later                          what is due by then arrives
    -- the register is read                  `tests/register.csv`, in which no school exists
    -- the register has 100001 Newsham Primary, Blyth
    -- the operator invites a facilitator to Primary pilot 2026
    -- Fay facilitates Primary pilot 2026    a cohort, made if there is none
    -- Newsham Primary, Blyth joins Primary pilot 2026
    -- Ana's school Newsham Primary has finished a review
    -- Ana's school has done 2.1a: 2.1 is fully
    -- 4 schools of Primary pilot 2026 have finished and share
    -- a newer catalogue has ne-primary-network with cost paid
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import count
from pathlib import Path
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

from bot.desk import Delivery, Desk
from bot.plain import plain
from bot.register import import_register, told
from dialogs.codes import encode
from dialogs.event import Did, Event
from dialogs.screen import Attachment, Screen
from dialogs.turn import House
from neambition import framework_files
from neambition.framework import Level
from neambition.plan import Field, State
from neambition.resources import catalogue
from neambition.resources.entry import Resource
from neambition.resources.parts import cells
from neambition.resources.shelf import Shelf
from neambition.store import (
    answers,
    audits,
    cohorts,
    frameworks,
    invitations,
    memberships,
    people,
    plan,
    results,
    schools,
    sharing,
)
from neambition.store import now as since
from neambition.store.catalogue import Shelves, version
from neambition.store.database import Store, open_store
from neambition.store.invitations import Into, Terms
from neambition.store.later import Sent
from neambition.store.memberships import Role
from neambition.store.plan import Doer, What

CHANNEL = "telegram"
FILES = Path(__file__).parent / "transcripts" / "files"
TUESDAY_AT_TEN = 1795514400
A_TURN = 20
SPANS = {"minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}

SAYS = re.compile(
    r'(?P<who>[A-Z]\w+)(?: \(on the message "(?P<old>.+)"\))?'
    r'(?: \(replying to "(?P<earlier>.+)"\))?: (?P<what>.+)'
)
TAPS = re.compile(r"\[(?P<label>[^]]+)\](?:, (?P<times>\d+) times)?")
DOES = re.compile(r"(?P<who>[A-Z]\w+) (?P<did>sends a sticker|edits a message)")
SENDS = re.compile(r"(?P<who>[A-Z]\w+) sends the file (?P<file>\S+)")
FACILITATES = re.compile(r"-- (?P<who>[A-Z]\w+) facilitates (?P<cohort>.+)")
JOINS = re.compile(r"-- (?P<school>.+) joins (?P<cohort>.+)")
HAS = re.compile(r"-- the register has (?P<urn>\d+) (?P<name>[^,]+), (?P<town>.+)")
INVITES = re.compile(r"-- the operator invites a facilitator to (?P<cohort>.+)")
WAITS = re.compile(r"-- (?P<count>\d+) (?P<span>minute|hour|day|week)s? later")
READS = "-- the register is read"
REGISTER = Path(__file__).parent / "register.csv"
SHARE = re.compile(r"-- (?P<count>\d+) schools of (?P<cohort>.+) have finished and share")

NEWER = re.compile(r"-- a newer catalogue has (?P<id>\S+) with (?P<part>\w+) (?P<cell>.+)")
REVIEWED = re.compile(r"-- (?P<who>[A-Z]\w+)'s school (?P<school>.+) has finished a review")
DONE = re.compile(
    r"-- (?P<who>[A-Z]\w+)'s school has done (?P<action>\S+): (?P<statement>\S+) is (?P<level>.+)"
)


@cache
def house() -> House:
    """The shipped content, run by nobody in particular."""
    current = framework_files.read(framework_files.newest())
    return House(
        framework=current,
        pinned={current.version: current},
        shelves=Shelves(catalogue.read()),
        operator="Tyne Careers Hub",
        contact="hub@example.org",
        zone=ZoneInfo("Europe/London"),
        link="https://t.me/neambition_bot",
        secret=lambda: token_urlsafe(16),
    )


class OwnShelves(Shelves):
    """What one database makes of the catalogue; as long as it makes nothing of the shipped one,
    all share what that is made into."""

    def at(self, db: sqlite3.Connection) -> Shelf:
        shared = house().shelves
        return shared.at(db) if self.file is shared.file and not version(db) else super().at(db)


@dataclass
class Play:
    """A database, a clock in UTC seconds, and the screens that each person has."""

    database: Path
    now: int = TUESDAY_AT_TEN
    screens: dict[str, list[Screen]] = field(default_factory=dict)

    secrets: Iterator[int] = field(default_factory=lambda: count(1))
    shelves: Shelves = field(default_factory=lambda: OwnShelves(house().shelves.file))

    def secret(self) -> str:
        """`secret-1`, `secret-2`: what stands in a link, which nobody could guess elsewhere."""
        return f"secret-{next(self.secrets)}"

    async def line(self, text: str) -> list[str]:
        """Play one line; returns what was shown, line by line."""
        if waits := WAITS.fullmatch(text):
            self.now += int(waits["count"]) * SPANS[waits["span"]]
            return []
        if text == READS:
            return told(await import_register(self.database, REGISTER)).splitlines()
        if newer := NEWER.fullmatch(text):
            self._reissue(newer["id"], {newer["part"]: newer["cell"]})
            return []
        if text.startswith("--"):
            await self._happens(text)
            return []
        if sends := SENDS.fullmatch(text):
            words = (FILES / sends["file"]).read_text("utf-8")
            return await self._turn(sends["who"], Did.FILE, words)
        if does := DOES.fullmatch(text):
            did = Did.ODD if does["did"] == "sends a sticker" else Did.EDITED
            return await self._turn(does["who"], did, "")
        says = SAYS.fullmatch(text)
        assert says, f"nobody says this: {text}"
        if taps := TAPS.fullmatch(says["what"]):
            shown: list[str] = []
            for _ in range(int(taps["times"] or 1)):
                code = self.code(says["who"], taps["label"], says["old"])
                shown = await self._turn(says["who"], Did.TAPPED, code)
            return shown
        if says["what"].startswith("/"):
            command, _, argument = says["what"][1:].partition(" ")
            return await self._turn(says["who"], Did.COMMANDED, command, argument)
        earlier = self._number(says["who"], says["earlier"]) if says["earlier"] else None
        return await self._turn(says["who"], Did.TYPED, says["what"], reply_to=earlier)

    def _reissue(self, id_: str, but: dict[str, str]) -> None:
        """A newer file comes, in which one entry reads otherwise or is new."""
        file = self.shelves.file
        row = cells(file[id_] if id_ in file else next(iter(file.values()))) | {"id": id_} | but
        self.shelves = OwnShelves(file | {id_: Resource.model_validate(row)})

    def _number(self, who: str, words: str) -> int:
        """The number in the chat of somebody's newest message that says so."""
        return max(n for n, s in enumerate(self.screens[who], 1) if words in plain(s.html))

    async def _happens(self, text: str) -> None:
        """What is so from now on, without anybody's saying it here."""
        store = await open_store(self.database)
        try:
            await store.write(lambda db: frameworks.pin(db, house().framework))
            await store.write(partial(self._settle, text))
        finally:
            await store.close()

    def _settle(self, text: str, db: sqlite3.Connection) -> None:
        if has := HAS.fullmatch(text):
            school = schools.add(db, has["name"], has["town"], self.now)
            db.execute("UPDATE school SET urn = ? WHERE id = ?", (has["urn"], school.id))
        elif invites := INVITES.fullmatch(text):
            cohort = cohorts.add(db, invites["cohort"], self.now)
            terms = Terms(Into.COHORT, None, cohort=cohort.id)
            invitations.make(db, self.secret(), terms, self.now)
        elif facilitates := FACILITATES.fullmatch(text):
            who = facilitates["who"]
            account = people.meet(db, CHANNEL, who.lower(), who, self.now)
            cohort = cohorts.add(db, facilitates["cohort"], self.now)
            cohorts.put_facilitator(db, cohort.id, account.person, self.now)
        elif share := SHARE.fullmatch(text):
            self._share(int(share["count"]), share["cohort"], db)
        elif reviewed := REVIEWED.fullmatch(text):
            account = people.meet(db, CHANNEL, reviewed["who"].lower(), reviewed["who"], self.now)
            school = schools.add(db, reviewed["school"], "", self.now)
            self._review(db, school.id, account.person)
        elif done := DONE.fullmatch(text):
            self._done(done, db)
        else:
            joins = JOINS.fullmatch(text)
            assert joins, f"nothing happens so: {text}"
            cohort = cohorts.add(db, joins["cohort"], self.now)
            keys = [schools.name_key(n) for n in (joins["school"], joins["school"].split(", ")[0])]
            sql = "SELECT id FROM school WHERE name_key IN (?, ?) ORDER BY id"
            found = db.execute(sql, keys).fetchone()
            id_ = found[0] if found else schools.add(db, joins["school"], "", self.now).id
            cohorts.put_school(db, cohort.id, id_, "", self.now)

    def _share(self, count: int, cohort: str, db: sqlite3.Connection) -> None:
        """Schools one, two and so on."""
        made = cohorts.add(db, cohort, self.now)
        lead = people.meet(db, CHANNEL, "nobody", "Nobody", self.now).person
        for number in range(cohorts.size(db, made.id) + 1, cohorts.size(db, made.id) + 1 + count):
            school = schools.add(db, f"School {number}", "", self.now)
            self._review(db, school.id, lead)
            cohorts.put_school(db, made.id, school.id, "", self.now)
            sharing.put(db, school.id, made.id, True, False, lead, self.now)

    def _review(self, db: sqlite3.Connection, school: int, lead: int) -> None:
        """Somebody leads it and has finished an audit there: mostly in place, benchmark 1 fully;
        Not sure of 8.4."""
        framework = house().framework
        memberships.join(db, lead, school, Role.LEAD, self.now)
        id_ = audits.start(db, school, framework.version, False, self.now)
        audit = audits.audit(db, id_, lead)
        assert audit
        for statement in framework.statements:
            level = Level.FULLY if statement.benchmark == 1 else Level.MOSTLY
            level = Level.NOT_SURE if statement.id == "8.4" else level
            answers.give(db, audit, statement.id, level, lead, Role.LEAD, self.now)
        audits.finish(db, id_, self.now, lead)
        results.keep(db, id_, framework)

    def _done(self, done: re.Match[str], db: sqlite3.Connection) -> None:
        """Something of the plan is done, and said to have moved its statement."""
        who = people.meet(db, CHANNEL, done["who"].lower(), done["who"], self.now).person
        here = memberships.belongs(db, who)
        assert here
        framework = house().framework
        action = framework.actions[done["action"]]
        benchmark = framework.by_id[action.statement].benchmark
        by = Doer(who, here.role)
        what = What(framework.version, benchmark, action.id, action.text)
        item = plan.add(db, here.school.id, what, by, self.now)
        plan.change(db, item, Field.STATE, State.DONE, by, self.now)
        level = Level(done["level"])
        given = (here.school.id, framework.version, done["statement"], level)
        since.give(db, *given, who, here.role, item, self.now)

    def code(self, who: str, label: str, old: str | None = None) -> str:
        """The code of a button that somebody has before them."""
        screens = self.screens[who]
        if old:
            screens = [s for s in screens[:-1] if old in plain(s.html)]
        for row in screens[-1].rows:
            for button in row:
                if button.label == label or _begins(button.label, label):
                    return encode(button.route)
        raise AssertionError(f"no button [{label}] before {who}")

    def _house(self) -> House:
        return replace(house(), secret=self.secret, shelves=self.shelves)

    async def _turn(
        self, who: str, did: Did, body: str, argument: str = "", reply_to: int | None = None
    ) -> list[str]:
        store = await open_store(self.database)
        desk = Desk(store, self._house(), lambda: self.now)
        try:
            await store.write(lambda db: frameworks.pin(db, house().framework))
            event = Event(
                channel=CHANNEL,
                external_id=who.lower(),
                first_name=who,
                did=did,
                body=body,
                argument=argument,
                reply_to=reply_to,
            )
            delivery = await desk.take(event)
            shown = self._shown(who, delivery)
            await desk.paid(delivery, len(self.screens[who]))
            return shown + await self._messages(desk, store)
        finally:
            await desk.press.close()
            await store.close()
            self.now += A_TURN

    async def due(self) -> list[str]:
        """What arrives by itself at this time."""
        store = await open_store(self.database)
        try:
            return await self._messages(Desk(store, self._house(), lambda: self.now), store)
        finally:
            await store.close()

    async def _messages(self, desk: Desk, store: Store) -> list[str]:
        shown: list[str] = []
        sent = True
        while sent:  # what was sent may end a nudge, and that is told
            await desk.tick()
            sent = False
            while message := await desk.next_message(CHANNEL):
                outgoing, delivery = message
                assert delivery
                who = delivery.account.external_id.capitalize()
                shown += ["", f"to {who}:", *self._shown(who, delivery)]
                await desk.settle(outgoing, Sent.SENT, len(self.screens[who]))
                sent = True
        return shown + await self._changes(desk)

    async def _changes(self, desk: Desk) -> list[str]:
        """What is followed, in the message that it is followed in."""
        shown: list[str] = []
        for live, delivery in await desk.live():
            who = delivery.account.external_id.capitalize()
            if self.screens[who][live.message - 1] != delivery.screen:
                self.screens[who][live.message - 1] = delivery.screen
                shown += ["", f"{who}'s message changes:", *written(delivery)]
            if live.over:
                await desk.unwatch(live)
        return shown

    def _shown(self, who: str, delivery: Delivery) -> list[str]:
        assert "went wrong on my side" not in delivery.screen.html
        self.screens.setdefault(who, []).append(delivery.screen)
        return written(delivery)


def written(delivery: Delivery) -> list[str]:
    """A delivery as a transcript has it."""
    screen = delivery.screen
    lines = [f"(toast) {delivery.toast}"] if delivery.toast else []
    for attachment in screen.attachments:
        lines += _attached(attachment)
    if screen.forward:
        lines += [f"| {line}".rstrip() for line in plain(screen.forward).splitlines()]
    lines += [line.rstrip() for line in plain(screen.html).splitlines()]
    return lines + [" ".join(f"[{button.label}]" for button in row) for row in screen.rows]


def _attached(attachment: Attachment) -> list[str]:
    if attachment.picture:
        return f"(picture) {attachment.picture}".splitlines()
    return [f"(file) {attachment.name}"]


def _begins(label: str, said: str) -> bool:
    return said.endswith(" …") and label.startswith(said[:-1])


async def played(script: str, database: Path) -> str:
    """The transcript that a script makes: its own lines, and under each what was shown."""
    play = Play(database)
    out: list[str] = []
    for line in script.splitlines():
        if line.startswith("#"):
            out += [line] if out and out[-1].startswith("#") else ["", line]
        elif line and not line.startswith(" "):
            out += ["", line, *_indented(await play.line(line))]
            if line.startswith("--"):
                out += _indented(await play.due())
    return "\n".join(out).strip() + "\n"


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]
