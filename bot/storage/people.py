"""People as Slack last described them, and what each of them asked of us."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, false, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.people import Person
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
    seen_at: Mapped[datetime]


class PreferenceRow(Row):
    """Kept apart from what Slack says: somebody may ask to be hidden before we know them."""

    __tablename__ = "preferences"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[PersonId] = mapped_column(primary_key=True)
    is_hidden: Mapped[bool]
    is_left_alone: Mapped[bool]
    asked_at: Mapped[datetime | None]


PEOPLE, PREFERENCES = table_of(PersonRow), table_of(PreferenceRow)
_SLACKS_OWN = ("name", "zone", "locale", "is_bot", "is_deactivated", "is_stranger", "is_admin")
_PERSON = ("workspace", "id", *_SLACKS_OWN)
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
            PEOPLE.c.workspace == workspace, among(self._connection, PEOPLE.c.id, ids)
        )
        return {row.id: Person(**row._mapping) for row in self._run(query)}

    def hide(self, workspace: str, person: str, hidden: bool) -> None:
        self._prefer(workspace, person, is_hidden=hidden)

    def hidden(self, workspace: str, ids: Collection[str]) -> frozenset[str]:
        """Which of them asked to be in no board and no count by name."""
        theirs = (
            PREFERENCES.c.workspace == workspace,
            among(self._connection, PREFERENCES.c.person, ids),
        )
        query = select(PREFERENCES.c.person).where(*theirs, PREFERENCES.c.is_hidden)
        return frozenset(self._run(query).scalars())

    def no_members(self, workspace: str, ids: Collection[str]) -> frozenset[str]:
        """Which of them cannot be thanked: apps, who left, who is from elsewhere."""
        theirs = (PEOPLE.c.workspace == workspace, among(self._connection, PEOPLE.c.id, ids))
        none = or_(PEOPLE.c.is_bot, PEOPLE.c.is_deactivated, PEOPLE.c.is_stranger)
        return frozenset(self._run(select(PEOPLE.c.id).where(*theirs, none)).scalars())

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

    def forget(self, workspace: str, person: str) -> None:
        """What they asked of us stays: who hid would else reappear."""
        them = (PEOPLE.c.workspace == workspace, PEOPLE.c.id == person)
        self._run(delete(PEOPLE).where(*them))
        theirs = (PREFERENCES.c.workspace == workspace, PREFERENCES.c.person == person)
        has_wishes = or_(PREFERENCES.c.is_hidden, PREFERENCES.c.is_left_alone)
        self._run(delete(PREFERENCES).where(*theirs, ~has_wishes))
        self._run(update(PREFERENCES).where(*theirs).values(asked_at=None))

    def _prefer(self, workspace: str, person: str, **wish: bool | datetime) -> None:
        unset = {"is_hidden": False, "is_left_alone": False, "asked_at": None}
        insert = insert_into(PREFERENCES)
        statement = insert.on_conflict_do_update(
            index_elements=[PREFERENCES.c.workspace, PREFERENCES.c.person],
            set_={name: insert.excluded[name] for name in wish},
        )
        self._run(statement, {"workspace": workspace, "person": person, **unset, **wish})
