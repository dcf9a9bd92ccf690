"""Replies under ideas that somebody marked as helpful, by a reaction."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Index, and_, func, select

from bot.domain.waiting import Helpful
from bot.storage.among import among
from bot.storage.replies import REPLIES
from bot.storage.rows import PERSON, REF, Repository, belongs_to, column, keyed

HELPFUL = keyed(
    "helpful_replies",
    column("idea", REF, key=True),
    column("ts", key=True),
    column("marked_by", PERSON, key=True),
    column("at", datetime),
    column(
        "is_present", bool
    ),  # a row that says "taken back" outlives an older event that comes late
    belongs_to("ideas", "idea"),
    Index(None, "workspace", "at"),
    Index(None, "workspace", "marked_by"),
)


class HelpfulRepository(Repository):
    tables = (HELPFUL,)

    def mark(
        self, workspace: str, idea: int, ts: str, marked_by: str, at: datetime, *, present: bool
    ) -> bool:
        """A reply helped, or did not after all; True when it is now different from before."""
        key = {"workspace": workspace, "idea": idea, "ts": ts, "marked_by": marked_by}
        return self._mark(HELPFUL, key, at, present=present)

    def by(
        self, workspace: str, people: Collection[str], since: datetime, until: datetime
    ) -> Sequence[Helpful]:
        """Answers by these people that others marked then, once each, by the first mark."""
        reply = (
            REPLIES.c.workspace == HELPFUL.c.workspace,
            REPLIES.c.idea == HELPFUL.c.idea,
            REPLIES.c.ts == HELPFUL.c.ts,
        )
        marked_at = func.min(HELPFUL.c.at).label("at")
        query = (
            select(REPLIES.c.idea, REPLIES.c.person, REPLIES.c.ts, marked_at)
            .select_from(HELPFUL)
            .join(REPLIES, and_(*reply))
            .where(HELPFUL.c.workspace == workspace, HELPFUL.c.is_present)
            .where(HELPFUL.c.at >= since, HELPFUL.c.at < until)
            .where(HELPFUL.c.marked_by != REPLIES.c.person)
            .where(among(REPLIES.c.person, people))
            .group_by(REPLIES.c.idea, REPLIES.c.person, REPLIES.c.ts)
        )
        return [Helpful(*row) for row in self._run(query)]

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, HELPFUL.c.marked_by)
