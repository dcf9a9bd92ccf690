"""People as Slack last described them, and what each of them asked of us."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, false, or_, select, update
from sqlalchemy import Row as Found

from bot.domain.people import Person, Recognition, Wishes
from bot.storage.among import among
from bot.storage.rows import PERSON, Repository, column, keyed, made_of, upsert, values_of

PEOPLE = keyed(
    "people",
    column("id", PERSON, key=True),
    column("name"),
    column("zone"),
    column("locale"),
    column("is_bot", bool),
    column("is_deactivated", bool),
    column("is_stranger", bool),
    column("is_admin", bool, server_default=false()),
    column("is_guest", bool, server_default=false()),
    column("seen_at", datetime),
)
# Kept apart from what Slack says: somebody may ask to be hidden before we know them.
PREFERENCES = keyed(
    "preferences",
    column("person", PERSON, key=True),
    column("is_hidden", bool, default=False),
    column("is_left_alone", bool, default=False),
    column("asked_at", datetime, null=True),
    column("recognition", Recognition, server_default=Recognition.PUBLIC.value),
    column("is_spared_notices", bool, server_default=false()),
    column("told_at", datetime, null=True),  # of ideas that moved
    column("is_spared_thanks", bool, server_default=false()),
)
_KEEP = upsert(PEOPLE, *(each.name for each in PEOPLE.c if not each.primary_key))
NO_MEMBER = or_(PEOPLE.c.is_bot, PEOPLE.c.is_deactivated, PEOPLE.c.is_stranger)
# Columns by the names in `Wishes`; those of the second are set where something is not wanted.
_COLUMNS = {"hidden": "is_hidden", "recognition": "recognition"}
_SPARED = {
    "asked": "is_left_alone",
    "notices": "is_spared_notices",
    "thanks": "is_spared_thanks",
}
_IS_UNNAMED = or_(PREFERENCES.c.is_hidden, PREFERENCES.c.recognition == Recognition.NONE)


class PeopleRepository(Repository):
    tables = (PREFERENCES, PEOPLE)

    def keep(self, people: Iterable[Person], at: datetime) -> None:
        """What Slack says of them now."""
        if said := [values_of(person, PEOPLE, id=person.id, seen_at=at) for person in people]:
            self._run(_KEEP, said)

    def get(self, workspace: str, ids: Collection[str]) -> Mapping[str, Person]:
        """Those of them that we know."""
        found = self._run(select(PEOPLE).where(*_those(workspace, ids)))
        return {row.id: made_of(Person, row) for row in found}

    def names(self, workspace: str, ids: Sequence[str]) -> Sequence[str]:
        """What each is called, or their id where that is not known."""
        known = self.get(workspace, ids)
        return [known[id].name if id in known else id for id in ids]

    def choose(self, workspace: str, person: str, **wishes: bool | Recognition) -> None:
        """Keep wishes of theirs, by their names in `Wishes`."""
        chosen = {_COLUMNS[name]: wish for name, wish in wishes.items() if name in _COLUMNS}
        spared = {_SPARED[name]: not wish for name, wish in wishes.items() if name in _SPARED}
        self._prefer(workspace, person, **chosen, **spared)

    def wishes(self, workspace: str, ids: Collection[str]) -> Mapping[str, Wishes]:
        """What each of them chose for themselves."""
        found = dict.fromkeys(ids, Wishes())
        if ids:
            rows = self._run(select(PREFERENCES).where(*_theirs(workspace, ids)))
            found |= {row.person: _wishes(row) for row in rows}
        return found

    def recognition(self, workspace: str, ids: Collection[str]) -> dict[str, Recognition]:
        """How each likes to be thanked. Who hides is thanked privately at most."""
        wishes = self.wishes(workspace, ids)
        found = {id: wish.recognition for id, wish in wishes.items()}
        hiding = [id for id, wish in wishes.items() if wish.hidden]
        quieter = {id: Recognition.PRIVATE for id in hiding if found[id] is Recognition.PUBLIC}
        return found | quieter

    def hidden(self, workspace: str, ids: Collection[str]) -> frozenset[str]:
        """Which of them we name nowhere by ourselves: who hides, and who wants no mention."""
        if not ids:
            return frozenset()
        return self._set(select(PREFERENCES.c.person).where(*_theirs(workspace, ids), _IS_UNNAMED))

    def named_on_boards(self, workspace: str, ids: Collection[str]) -> Mapping[str, str]:
        """The names of those of them who may stand on one: members who do not hide."""
        hides = exists().where(
            PREFERENCES.c.workspace == PEOPLE.c.workspace,
            PREFERENCES.c.person == PEOPLE.c.id,
            _IS_UNNAMED,
        )
        query = select(PEOPLE.c.id, PEOPLE.c.name).where(*_those(workspace, ids))
        found = self._run(query.where(~NO_MEMBER, ~hides))
        return {row.id: row.name for row in found}

    def no_members(self, workspace: str, ids: Collection[str]) -> frozenset[str]:
        """Which of them cannot be thanked: apps, who left, who is from elsewhere."""
        if not ids:
            return frozenset()
        return self._set(select(PEOPLE.c.id).where(*_those(workspace, ids), NO_MEMBER))

    def unnamed(self, workspace: str, ids: Collection[str]) -> frozenset[str]:
        """Which of them no message names: those who hide, and those who are not members."""
        return self.hidden(workspace, ids) | self.no_members(workspace, ids)

    def who_lead_no_more(self, workspace: str, leaders: Collection[str]) -> frozenset[str]:
        """Which of them are no members any more, or became guests, who do not see every channel."""
        no_more = or_(NO_MEMBER, PEOPLE.c.is_guest)
        return self._set(select(PEOPLE.c.id).where(*_those(workspace, leaders), no_more))

    def may_be_asked(self, workspace: str, person: str) -> bool:
        return self.wishes(workspace, [person])[person].asked

    def note_asked(self, workspace: str, person: str, at: datetime) -> None:
        self._prefer(workspace, person, asked_at=at)

    def asked_since(self, workspace: str, person: str, since: datetime) -> bool:
        asked = select(PREFERENCES.c.person).filter_by(workspace=workspace, person=person)
        return self._exists(asked.where(PREFERENCES.c.asked_at >= since))

    def note_told(
        self, workspace: str, people: Collection[str], at: datetime, *, unless_since: datetime
    ) -> frozenset[str]:
        """Those of them who were told nothing after `unless_since`: they are, now.

        Of two who ask at the same time for somebody, one is answered with them.
        """
        if not people:
            return frozenset()
        told = [{"workspace": workspace, "person": person, "told_at": at} for person in people]
        last = PREFERENCES.c.told_at
        is_due = or_(last.is_(None), last <= unless_since)
        note = upsert(PREFERENCES, "told_at", where=lambda _: is_due)
        in_order = sorted(told, key=lambda each: str(each["person"]))
        return frozenset(self._run(note.returning(PREFERENCES.c.person), in_order).scalars())

    def told_at(self, workspace: str, ids: Collection[str]) -> dict[str, datetime]:
        """When each was last told of ideas that moved, if ever."""
        query = select(PREFERENCES.c.person, PREFERENCES.c.told_at).where(
            *_theirs(workspace, ids), PREFERENCES.c.told_at.is_not(None)
        )
        return {row.person: row.told_at for row in self._run(query)}

    def forget(self, workspace: str, person: str) -> None:
        """What they asked of us stays: who hid would else reappear."""
        self._run(delete(PEOPLE).filter_by(workspace=workspace, id=person))
        if self.wishes(workspace, [person])[person] == Wishes():
            self._drop(workspace, person, PREFERENCES.c.person)
        theirs = update(PREFERENCES).filter_by(workspace=workspace, person=person)
        self._run(theirs.values(asked_at=None, told_at=None))

    def _prefer(self, workspace: str, person: str, **values: object) -> None:
        row = {"workspace": workspace, "person": person, **values}
        self._run(upsert(PREFERENCES, *values), row)


def _wishes(row: Found[Any]) -> Wishes:
    return Wishes(
        hidden=row.is_hidden,
        asked=not row.is_left_alone,
        notices=not row.is_spared_notices,
        thanks=not row.is_spared_thanks,
        recognition=row.recognition,
    )


def _those(workspace: str, ids: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return PEOPLE.c.workspace == workspace, among(PEOPLE.c.id, ids)


def _theirs(workspace: str, ids: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return PREFERENCES.c.workspace == workspace, among(PREFERENCES.c.person, ids)
