"""People as Slack last described them, and what each of them asked of us."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, false, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.people import Person, Recognition, Wishes
from bot.storage.among import among
from bot.storage.rows import PersonId, Repository, Row, insert_into, table_of


class PersonRow(Row):
    __tablename__ = "people"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[PersonId] = mapped_column(primary_key=True)
    name: Mapped[str]
    zone: Mapped[str]
    locale: Mapped[str]
    is_bot: Mapped[bool]
    is_deactivated: Mapped[bool]
    is_stranger: Mapped[bool]
    is_admin: Mapped[bool] = mapped_column(server_default=false())
    is_guest: Mapped[bool] = mapped_column(server_default=false())
    seen_at: Mapped[datetime]


class PreferenceRow(Row):
    """Kept apart from what Slack says: somebody may ask to be hidden before we know them."""

    __tablename__ = "preferences"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[PersonId] = mapped_column(primary_key=True)
    is_hidden: Mapped[bool]
    is_left_alone: Mapped[bool]
    asked_at: Mapped[datetime | None]
    recognition: Mapped[str] = mapped_column(server_default=Recognition.PUBLIC.value)
    is_spared_notices: Mapped[bool] = mapped_column(server_default=false())
    told_at: Mapped[datetime | None]  # of ideas that moved
    is_spared_thanks: Mapped[bool] = mapped_column(server_default=false())


PEOPLE, PREFERENCES = table_of(PersonRow), table_of(PreferenceRow)
_SLACKS_OWN = (
    "name",
    "zone",
    "locale",
    "is_bot",
    "is_deactivated",
    "is_stranger",
    "is_admin",
    "is_guest",
)
_PERSON = ("workspace", "id", *_SLACKS_OWN)
NO_MEMBER = or_(PEOPLE.c.is_bot, PEOPLE.c.is_deactivated, PEOPLE.c.is_stranger)
_IS_UNNAMED = or_(PREFERENCES.c.is_hidden, PREFERENCES.c.recognition == Recognition.NONE.value)
_INSERT = insert_into(PEOPLE)
_KEEP = _INSERT.on_conflict_do_update(
    index_elements=[PEOPLE.c.workspace, PEOPLE.c.id],
    set_={name: _INSERT.excluded[name] for name in (*_SLACKS_OWN, "seen_at")},
)


class PeopleRepository(Repository):
    tables = (PREFERENCES, PEOPLE)

    def keep(self, people: Iterable[Person], at: datetime) -> None:
        """What Slack says of them now."""
        said = [{name: getattr(person, name) for name in _PERSON} for person in people]
        if said:
            self._run(_KEEP, [{**each, "seen_at": at} for each in said])

    def get(self, workspace: str, ids: Collection[str]) -> Mapping[str, Person]:
        """Those of them that we know."""
        query = select(*(PEOPLE.c[name] for name in _PERSON)).where(
            PEOPLE.c.workspace == workspace, among(PEOPLE.c.id, ids)
        )
        return {row.id: Person(**row._mapping) for row in self._run(query)}

    def hide(self, workspace: str, person: str, hidden: bool) -> None:
        self._prefer(workspace, person, is_hidden=hidden)

    def hidden(self, workspace: str, ids: Collection[str]) -> frozenset[str]:
        """Which of them we name nowhere by ourselves: who hides, and who wants no mention."""
        if not ids:
            return frozenset()
        query = select(PREFERENCES.c.person).where(*self._of(workspace, ids), _IS_UNNAMED)
        return frozenset(self._run(query).scalars())

    def named_on_boards(self, workspace: str, ids: Collection[str]) -> Mapping[str, str]:
        """The names of those of them who may stand on one: members who do not hide."""
        hides = exists().where(
            PREFERENCES.c.workspace == PEOPLE.c.workspace,
            PREFERENCES.c.person == PEOPLE.c.id,
            _IS_UNNAMED,
        )
        theirs = (PEOPLE.c.workspace == workspace, among(PEOPLE.c.id, ids))
        found = self._run(select(PEOPLE.c.id, PEOPLE.c.name).where(*theirs, ~NO_MEMBER, ~hides))
        return {row.id: row.name for row in found.all()}

    def no_members(self, workspace: str, ids: Collection[str]) -> frozenset[str]:
        """Which of them cannot be thanked: apps, who left, who is from elsewhere."""
        if not ids:
            return frozenset()
        theirs = (PEOPLE.c.workspace == workspace, among(PEOPLE.c.id, ids))
        return frozenset(self._run(select(PEOPLE.c.id).where(*theirs, NO_MEMBER)).scalars())

    def unnamed(self, workspace: str, ids: Collection[str]) -> frozenset[str]:
        """Which of them no message names: those who hide, and those who are not members."""
        return self.hidden(workspace, ids) | self.no_members(workspace, ids)

    def who_lead_no_more(self, workspace: str, leaders: Collection[str]) -> frozenset[str]:
        """Which of them are no members any more, or became guests, who do not see every channel."""
        theirs = (PEOPLE.c.workspace == workspace, among(PEOPLE.c.id, leaders))
        guests = self._run(select(PEOPLE.c.id).where(*theirs, PEOPLE.c.is_guest)).scalars()
        return self.no_members(workspace, leaders) | frozenset(guests)

    def stop_asking(self, workspace: str, person: str, stop: bool) -> None:
        self._prefer(workspace, person, is_left_alone=stop)

    def may_be_asked(self, workspace: str, person: str) -> bool:
        mine = (PREFERENCES.c.workspace == workspace, PREFERENCES.c.person == person)
        return not self._run(select(PREFERENCES.c.is_left_alone).where(*mine)).scalar()

    def note_asked(self, workspace: str, person: str, at: datetime) -> None:
        self._prefer(workspace, person, asked_at=at)

    def asked_since(self, workspace: str, person: str, since: datetime) -> bool:
        mine = (PREFERENCES.c.workspace == workspace, PREFERENCES.c.person == person)
        asked = self._run(select(PREFERENCES.c.asked_at).where(*mine)).scalar()
        return asked is not None and asked >= since

    def recognise(self, workspace: str, person: str, wish: Recognition) -> None:
        self._prefer(workspace, person, recognition=wish.value)

    def recognition(self, workspace: str, ids: Collection[str]) -> dict[str, Recognition]:
        """How each likes to be thanked, but for those who said nothing: in public.

        Who hides is thanked privately at most.
        """
        columns = (PREFERENCES.c.person, PREFERENCES.c.recognition, PREFERENCES.c.is_hidden)
        query = select(*columns).where(*self._of(workspace, ids))
        return {
            person: Recognition.PRIVATE if hides and wish == "public" else Recognition(wish)
            for person, wish, hides in self._run(query)
        }

    def wishes(self, workspace: str, person: str) -> Wishes:
        """What they chose for themselves."""
        mine = (PREFERENCES.c.workspace == workspace, PREFERENCES.c.person == person)
        found = self._run(select(PREFERENCES).where(*mine)).first()
        if found is None:
            return Wishes()
        return Wishes(
            hidden=found.is_hidden,
            asked=not found.is_left_alone,
            notices=not found.is_spared_notices,
            thanks=not found.is_spared_thanks,
            recognition=Recognition(found.recognition),
        )

    def set_wants_notices(self, workspace: str, person: str, wanted: bool) -> None:
        self._prefer(workspace, person, is_spared_notices=not wanted)

    def want_notices(self, workspace: str, ids: Collection[str]) -> frozenset[str]:
        """Those of them who did not ask to be spared."""
        spared = select(PREFERENCES.c.person).where(
            *self._of(workspace, ids), PREFERENCES.c.is_spared_notices
        )
        return frozenset(ids) - frozenset(self._run(spared).scalars())

    def set_wants_thanks(self, workspace: str, person: str, wanted: bool) -> None:
        self._prefer(workspace, person, is_spared_thanks=not wanted)

    def want_thanks(self, workspace: str, ids: Collection[str]) -> frozenset[str]:
        """Those of them who want a message when they were thanked."""
        spared = select(PREFERENCES.c.person).where(
            *self._of(workspace, ids), PREFERENCES.c.is_spared_thanks
        )
        return frozenset(ids) - frozenset(self._run(spared).scalars())

    def note_told(
        self, workspace: str, people: Collection[str], at: datetime, *, unless_since: datetime
    ) -> frozenset[str]:
        """Those of them who were told nothing after `unless_since`: they are, now.

        Of two who ask at the same time for somebody, one is answered with them.
        """
        told = [self._wishing(workspace, person, told_at=at) for person in sorted(people)]
        if not told:
            return frozenset()
        is_due = or_(PREFERENCES.c.told_at.is_(None), PREFERENCES.c.told_at <= unless_since)
        insert = insert_into(PREFERENCES).values(told)
        statement = insert.on_conflict_do_update(
            index_elements=[PREFERENCES.c.workspace, PREFERENCES.c.person],
            set_={"told_at": insert.excluded.told_at},
            where=is_due,
        )
        return frozenset(self._run(statement.returning(PREFERENCES.c.person)).scalars())

    def told_at(self, workspace: str, ids: Collection[str]) -> dict[str, datetime]:
        """When each was last told of ideas that moved, if ever."""
        query = select(PREFERENCES.c.person, PREFERENCES.c.told_at).where(
            *self._of(workspace, ids), PREFERENCES.c.told_at.is_not(None)
        )
        return {row.person: row.told_at for row in self._run(query)}

    def _of(
        self, workspace: str, ids: Collection[str]
    ) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        theirs = among(PREFERENCES.c.person, ids)
        return PREFERENCES.c.workspace == workspace, theirs

    def forget(self, workspace: str, person: str) -> None:
        """What they asked of us stays: who hid would else reappear."""
        them = (PEOPLE.c.workspace == workspace, PEOPLE.c.id == person)
        self._run(delete(PEOPLE).where(*them))
        theirs = (PREFERENCES.c.workspace == workspace, PREFERENCES.c.person == person)
        has_wishes = or_(
            PREFERENCES.c.is_hidden,
            PREFERENCES.c.is_left_alone,
            PREFERENCES.c.is_spared_notices,
            PREFERENCES.c.is_spared_thanks,
            PREFERENCES.c.recognition != Recognition.PUBLIC.value,
        )
        self._run(delete(PREFERENCES).where(*theirs, ~has_wishes))
        self._run(update(PREFERENCES).where(*theirs).values(asked_at=None, told_at=None))

    def _prefer(self, workspace: str, person: str, **wish: bool | str | datetime) -> None:
        insert = insert_into(PREFERENCES)
        statement = insert.on_conflict_do_update(
            index_elements=[PREFERENCES.c.workspace, PREFERENCES.c.person],
            set_={name: insert.excluded[name] for name in wish},
        )
        self._run(statement, self._wishing(workspace, person, **wish))

    def _wishing(
        self, workspace: str, person: str, **wish: bool | str | datetime
    ) -> dict[str, bool | str | datetime]:
        """The row of somebody who wishes that and nothing else."""
        unset: dict[str, bool | str] = {"is_hidden": False, "is_left_alone": False}
        unset |= {"is_spared_notices": False, "is_spared_thanks": False}
        unset |= {"recognition": Recognition.PUBLIC.value}
        return {"workspace": workspace, "person": person, **unset, **wish}
