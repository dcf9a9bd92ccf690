"""What leaders say that they thanked for by word of mouth: apart from what events show."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Index, delete, select

from bot.storage.among import among
from bot.storage.rows import (
    PERSON,
    Repository,
    column,
    insert_into,
    keyed,
)

# `work` is what the thanks were for, as `Waiting` names it: "idea:7", "kudos:12".
IN_PERSON = keyed(
    "thanks_in_person",
    column("leader", PERSON, key=True),
    column("person", PERSON, key=True),
    column("work", key=True),
    column("at", datetime),
    Index(None, "workspace", "person"),
)
_INSERT = insert_into(IN_PERSON)
_ADD = _INSERT.on_conflict_do_update(
    index_elements=list(IN_PERSON.primary_key), set_={"at": _INSERT.excluded.at}
)


class InPersonRepository(Repository):
    tables = (IN_PERSON,)

    def add(self, workspace: str, leader: str, person: str, work: str, at: datetime) -> None:
        """Said again, it counts from then."""
        values = {"workspace": workspace, "leader": leader, "person": person}
        self._run(_ADD, {**values, "work": work, "at": at})

    def by(
        self, workspace: str, leaders: Collection[str], since: datetime
    ) -> Mapping[tuple[str, str, str], datetime]:
        """When these leaders last said so, since then: by leader, person, and what for."""
        query = select(IN_PERSON).where(
            IN_PERSON.c.workspace == workspace,
            among(IN_PERSON.c.leader, leaders),
            IN_PERSON.c.at >= since,
        )
        return {(row.leader, row.person, row.work): row.at for row in self._run(query)}

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, IN_PERSON.c.leader, IN_PERSON.c.person)

    def drop_before(self, instant: datetime) -> int:
        return self._run(delete(IN_PERSON).where(IN_PERSON.c.at < instant)).rowcount
