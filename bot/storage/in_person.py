"""What leaders say that they thanked for by word of mouth: apart from what events show."""

from datetime import datetime

from sqlalchemy import Index, delete
from sqlalchemy.orm import Mapped, mapped_column

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

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, IN_PERSON.c.leader, IN_PERSON.c.person)

    def drop_before(self, instant: datetime) -> int:
        return self._run(delete(IN_PERSON).where(IN_PERSON.c.at < instant)).rowcount
