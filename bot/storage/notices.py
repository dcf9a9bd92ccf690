"""Notices that wait for their hour, and what people do not want to hear of."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, delete, select, update

from bot.domain.notices import Notice
from bot.storage.among import among
from bot.storage.rows import (
    PERSON,
    REF,
    Repository,
    belongs_to,
    column,
    insert_into,
    keyed,
    made_of,
    numbered,
    values_of,
)

# `event` is what happened, in the history of `idea`.
NOTICES = numbered(
    "notices",
    column("person", PERSON),
    column("event", REF),
    column("idea", REF),
    column("due_at", datetime),
    belongs_to("ideas", "idea"),
    UniqueConstraint("workspace", "person", "event"),
    Index(None, "workspace", "idea"),
    # The clock asks for all workspaces at once what is due.
    Index(None, "due_at", "workspace"),
)
STOPS = keyed(
    "notice_stops",
    column("person", PERSON, key=True),
    column("idea", REF, key=True),
    belongs_to("ideas", "idea"),
    Index(None, "workspace", "idea"),
)
_ADD = insert_into(NOTICES).on_conflict_do_nothing()
_STOP = insert_into(STOPS).on_conflict_do_nothing()


class NoticeRepository(Repository):
    tables = (STOPS, NOTICES)

    def add(self, notices: Collection[Notice]) -> None:
        if notices:
            self._run(_ADD, [values_of(each, NOTICES) for each in notices])

    def due(self, now: datetime, limit: int) -> Sequence[Notice]:
        """All that waits for those for whom something is due, by workspace, person and event.

        Of all workspaces, and taken until the transaction ends. `limit` is how many that are due
        are looked at: nobody's are cut in two by it.
        """
        people: dict[str, set[str]] = {}
        for row in self._due(NOTICES.c.due_at, now, limit):
            people.setdefault(row.workspace, set()).add(row.person)
        return [each for place in sorted(people) for each in self._of(place, people[place])]

    def remove(self, ids: Collection[int]) -> None:
        self._run(delete(NOTICES).where(among(NOTICES.c.id, ids)))

    def postpone(self, ids: Collection[int], until: datetime) -> None:
        self._run(update(NOTICES).where(among(NOTICES.c.id, ids)).values(due_at=until))

    def stop(self, workspace: str, person: str, idea: int) -> None:
        """They want to hear no more of that idea, nor of what waits."""
        this = {"workspace": workspace, "person": person, "idea": idea}
        self._run(_STOP, this)
        self._run(delete(NOTICES).filter_by(**this))

    def stopped(self, workspace: str, idea: int) -> frozenset[str]:
        """Who wants to hear no more of it."""
        return self._set(select(STOPS.c.person).filter_by(workspace=workspace, idea=idea))

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, NOTICES.c.person, STOPS.c.person)

    def _of(self, workspace: str, people: Collection[str]) -> Sequence[Notice]:
        """All that waits for them, but for what somebody else has taken."""
        theirs = (NOTICES.c.workspace == workspace, among(NOTICES.c.person, people))
        query = select(NOTICES).where(*theirs).order_by(NOTICES.c.person, NOTICES.c.event)
        rows = self._run(query.with_for_update(skip_locked=True))
        return [made_of(Notice, row) for row in rows]
