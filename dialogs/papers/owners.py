"""Who does what of a plan, as its school's people read it: a first name and role, or words."""

from dialogs.saying import giver
from dialogs.turn import Turn
from neambition.plan import Owner
from neambition.store import memberships, people


class Owners:
    """Of one school, each person looked up once."""

    def __init__(self, turn: Turn, school: int) -> None:
        self._turn = turn
        self._school = school
        self._said: dict[int, str] = {}

    def said(self, owner: Owner) -> str:
        """`Ben (teacher)`, `office`; empty for nobody."""
        if owner.person is None:
            return owner.words
        if owner.person not in self._said:
            self._said[owner.person] = self._person(owner.person)
        return self._said[owner.person]

    def _person(self, person: int) -> str:
        here = memberships.at(self._turn.db, person, self._school)
        if here is None:  # erased since, or never of this school
            return "a colleague"
        return giver(people.first_name(self._turn.db, person), here.role)
