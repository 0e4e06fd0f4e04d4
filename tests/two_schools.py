"""Two schools that are one, and what people did in each."""

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from neambition.framework import Level
from neambition.store import (
    answers,
    audits,
    memberships,
    merging,
    people,
    schools,
)
from neambition.store.memberships import Role
from neambition.store.merging import Pair
from tests.play import house

NOW = 1_800_000_000
VERSION = house().framework.version
REFERS = """
SELECT t.name || '.' || f."from", f."table"
FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
WHERE t.schema = 'main' AND f."table" IN ('school', 'audit')
"""


@dataclass
class Two:
    """Two schools, `gone` and `kept`, each with a clock of its own, and people by name."""

    db: sqlite3.Connection
    pair: Pair = field(init=False)
    persons: dict[str, int] = field(default_factory=dict)
    clocks: list[int] = field(default_factory=lambda: [NOW, NOW])

    def __post_init__(self) -> None:
        made = [schools.add(self.db, name, "", NOW).id for name in ("Newsham", "Newsham Primary")]
        self.pair = Pair(*made)

    def person(self, name: str) -> int:
        if name not in self.persons:
            account = people.meet(self.db, "telegram", name, name.capitalize(), NOW)
            self.persons[name] = account.person
        return self.persons[name]

    def account(self, name: str) -> int:
        return people.accounts(self.db, self.person(name))[0]

    def joins(self, name: str, school: int, role: Role = Role.TEACHER, at: int = NOW) -> int:
        return memberships.join(self.db, self.person(name), school, role, at).id

    def starts(self, school: int, at: int = NOW) -> int:
        return audits.start(self.db, school, VERSION, False, at)

    def answers(self, audit: int, statement: str, level: Level, at: int, name: str = "ana") -> None:
        of = audits.audit(self.db, audit, 0)
        assert of
        answers.give(self.db, of, statement, level, self.person(name), Role.TEACHER, at)

    def shares(self, school: int, cohort: int, results: bool, notes: bool = False) -> None:
        self.db.execute(
            "INSERT INTO sharing (school, cohort, results, notes, at) VALUES (?, ?, ?, ?, ?)",
            (school, cohort, results, notes, NOW),
        )

    def merges(self, lead: str | None = None) -> list[int]:
        return merging.merge(self.db, self.pair, self.person(lead) if lead else None)

    def rows(self, sql: str, *values: object) -> list[Any]:
        return self.db.execute(sql, values).fetchall()

    def here(self, name: str) -> tuple[str, bool] | None:
        """How somebody stands in the school that is kept, and whether they lead it."""
        of = memberships.at(self.db, self.person(name), self.pair.kept)
        return (of.state, of.leads) if of else None
