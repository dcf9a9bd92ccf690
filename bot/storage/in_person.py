"""What leaders say that they thanked for by word of mouth: apart from what events show."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Index, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.among import among
from bot.storage.rows import PersonId, Repository, Row, insert_into, table_of


class InPersonRow(Row):
    """`work` is what the thanks were for, as the digest names it: "idea:7:build", "kudos:12"."""

    __tablename__ = "thanks_in_person"
    __table_args__ = (Index(None, "workspace", "person"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    leader: Mapped[PersonId] = mapped_column(primary_key=True)
    person: Mapped[PersonId] = mapped_column(primary_key=True)
    work: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


IN_PERSON = table_of(InPersonRow)
_ADD = insert_into(IN_PERSON).on_conflict_do_nothing()


class InPersonRepository(Repository):
    tables = (IN_PERSON,)

    def add(self, workspace: str, leader: str, person: str, work: str, at: datetime) -> None:
        """Saying it twice changes nothing."""
        values = {"workspace": workspace, "leader": leader, "person": person}
        self._run(_ADD, {**values, "work": work, "at": at})

    def by(
        self, workspace: str, leaders: Collection[str], since: datetime
    ) -> frozenset[tuple[str, str, str]]:
        """What these leaders said since then: leader, person, and what for."""
        query = select(IN_PERSON.c.leader, IN_PERSON.c.person, IN_PERSON.c.work).where(
            IN_PERSON.c.workspace == workspace,
            among(self._connection, IN_PERSON.c.leader, leaders),
            IN_PERSON.c.at >= since,
        )
        return frozenset((row.leader, row.person, row.work) for row in self._run(query))

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, IN_PERSON.c.leader, IN_PERSON.c.person)

    def drop_before(self, instant: datetime) -> int:
        return self._run(delete(IN_PERSON).where(IN_PERSON.c.at < instant)).rowcount
