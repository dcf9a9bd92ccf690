"""The outbox: what is to be said, kept with what caused it, until Slack has it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from re import escape, search
from typing import Any

from sqlalchemy import Row as Found
from sqlalchemy import (
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    union_all,
    update,
)

from bot.domain.outgoing import FirstIdeaThanked, IdeaCard, Outgoing, Posted, PostRemoved
from bot.domain.sending import Parcel, SendState
from bot.storage.among import among
from bot.storage.errors import UnreadableError
from bot.storage.payloads import as_json, of_json
from bot.storage.rows import (
    CHANNEL,
    KEY,
    Repository,
    column,
    counted,
    insert_into,
    made_of,
    numbered,
    partial,
)

# One thing to say. `wanted_at` is when; `due_at` is when to look at it next, if ever again.
#
# While it is being sent, `due_at` is when the lease ends: should the sender die, another one
# finds it due again, still in the state `sending`, and knows that it may have been said.
OUTBOX = numbered(
    "outbox",
    column("recipient", CHANNEL),  # a channel or a person
    column("lane", KEY),
    column("once", KEY),
    column("edits", KEY, null=True),
    column("kind"),
    column("payload", KEY, null=True),  # cleared when it is said or parked
    column("thread_ts", null=True),
    column("state", SendState),
    column("attempts", int),
    column("is_uncertain", bool),
    column("made_at", datetime),
    column("wanted_at", datetime),
    column("due_at", datetime, null=True),
    column("ended_at", datetime, null=True),
    column("posted_channel", CHANNEL, null=True),
    column("posted_ts", null=True),
    column("why", null=True),  # it was parked
    UniqueConstraint("workspace", "once"),
    # The sender asks for all workspaces at once what is due.
    partial("ix_outbox_due", "due_at", "workspace", where="due_at IS NOT NULL"),
    partial("ix_outbox_lane", "workspace", "lane", "id", where="due_at IS NOT NULL"),
    partial("ix_outbox_edits", "workspace", "edits", where="edits IS NOT NULL"),
)
EARLIER = OUTBOX.alias("earlier")
_INSERT = insert_into(OUTBOX).on_conflict_do_nothing(
    index_elements=[OUTBOX.c.workspace, OUTBOX.c.once]
)
_PUT, _PUT_ALL = counted(_INSERT), _INSERT.returning(OUTBOX.c.once)
_THIS = update(OUTBOX).where(OUTBOX.c.id == bindparam("this"))
_WAITS = (OUTBOX.c.state == SendState.WAITING, ~OUTBOX.c.is_uncertain)
_SUPERSEDE = delete(OUTBOX).where(
    OUTBOX.c.workspace == bindparam("workspace"),
    OUTBOX.c.lane.in_(bindparam("lanes", expanding=True)),
    *_WAITS,
    OUTBOX.c.kind == bindparam("kind"),
    OUTBOX.c.due_at.is_not(None),  # true of all that wait; it lets the small index serve
)
_NEXT_DUE = select(func.min(OUTBOX.c.due_at)).where(OUTBOX.c.due_at.is_not(None))
# What is due, and no earlier one of its lane that should be said by now is still unsaid.
_EARLIER_UNSAID = exists().where(
    EARLIER.c.workspace == OUTBOX.c.workspace,
    EARLIER.c.lane == OUTBOX.c.lane,
    EARLIER.c.id < OUTBOX.c.id,
    EARLIER.c.due_at.is_not(None),
    EARLIER.c.wanted_at <= bindparam("now"),
)
_DUE = (
    select(OUTBOX.c.id)
    .where(OUTBOX.c.due_at <= bindparam("now"), ~_EARLIER_UNSAID)
    .order_by(OUTBOX.c.due_at, OUTBOX.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(OUTBOX)
    .where(OUTBOX.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        is_uncertain=or_(OUTBOX.c.is_uncertain, OUTBOX.c.state == SendState.SENDING),
        state=SendState.SENDING,
        attempts=OUTBOX.c.attempts + 1,
        due_at=bindparam("until"),
    )
    .returning(*OUTBOX.c)
)
_POSTED = union_all(
    *(
        select(*OUTBOX.c["id", "once", "edits", "posted_channel", "posted_ts"]).where(
            OUTBOX.c.workspace == bindparam("workspace"),
            column.in_(bindparam("keys", expanding=True)),
            OUTBOX.c.posted_ts.is_not(None),
        )
        for column in (OUTBOX.c.once, OUTBOX.c.edits)
    )
)


class OutboxRepository(Repository):
    tables = (OUTBOX,)

    def put(
        self,
        message: Outgoing,
        *,
        workspace: str,
        to: str,
        once: str,
        at: datetime,
        due_at: datetime | None = None,
        thread_ts: str | None = None,
        lane: str | None = None,
        edits: str | None = None,
    ) -> bool:
        """Say it when it is due, by default at once; False when `once` is already there.

        `edits` is the `once` of the post that this one replaces. What shares a `lane` is said in
        the order in which it was put.
        """
        values = {
            "workspace": workspace,
            "recipient": to,
            "lane": lane or to,
            "once": once,
            "edits": edits,
            "thread_ts": thread_ts,
            **_waiting(message, at, due_at or at),
        }
        return self._run(_PUT, values).rowcount > 0

    def put_all(
        self, workspace: str, messages: Mapping[str, tuple[str, Outgoing]], *, at: datetime
    ) -> frozenset[str]:
        """Say all of these now, each `once` to its recipient; answers which of the keys are new."""
        rows = [
            {"workspace": workspace, "recipient": to, "lane": to, "once": once}
            | _waiting(message, at, at)
            for once, (to, message) in messages.items()
        ]
        return frozenset(self._run(_PUT_ALL, rows).scalars()) if rows else frozenset()

    def supersede(self, workspace: str, lanes: Collection[str], kind: type[Outgoing]) -> None:
        """Delete messages of that kind that wait in these lanes: newer ones replace them."""
        asked = {"workspace": workspace, "lanes": list(lanes), "kind": kind.__name__}
        self._run(_SUPERSEDE, asked)

    def withdraw(self, workspace: str, once: str, at: datetime) -> bool:
        """Unsay it: dropped while it waits, else taken back after it. False when unknown."""
        its_own = or_(OUTBOX.c.once == once, OUTBOX.c.edits == once)
        these = and_(OUTBOX.c.workspace == workspace, its_own)
        # On PostgreSQL this waits for who is claiming it, and only then is known what was said.
        dropped = self._run(delete(OUTBOX).where(these, *_WAITS)).rowcount
        left = self._run(select(OUTBOX).where(these).order_by(OUTBOX.c.id)).all()
        if left:
            first = left[0]
            self.put(
                PostRemoved(once),
                workspace=workspace,
                to=first.recipient,
                once=f"removed:{once}",
                lane=first.lane,
                edits=once,
                at=at,
            )
        return bool(dropped or left)

    def waiting(self, workspace: str, once: str) -> Outgoing | None:
        """What is still to be said under that key, and nobody has begun to say."""
        query = select(OUTBOX.c.kind, OUTBOX.c.payload).where(*_WAITS)
        row = self._run(query.filter_by(workspace=workspace, once=once)).first()
        try:
            return of_json(row.kind, row.payload) if row else None
        except (KeyError, ValueError):  # who sends it parks it
            return None

    def drop(self, workspace: str, once: str) -> bool:
        """Never say it; False when it was said, or may be by now."""
        this = delete(OUTBOX).where(*_WAITS).filter_by(workspace=workspace, once=once)
        return self._run(this).rowcount > 0

    def claim(self, now: datetime, lease: timedelta, limit: int) -> Sequence[Parcel]:
        """Take what is due for sending, oldest first, at most one from each lane.

        It is ours until the lease ends; then it is due again, as uncertain.

        Raises `UnreadableError`, and then nothing of it may be kept.
        """
        # Asked first: within the update PostgreSQL might pick more than the limit (it may run a
        # subquery again for each row), and what nobody sends would wait for its lease to end.
        due = self._run(_DUE, {"now": now, "most": limit}).scalars().all()
        claimed = self._run(_CLAIM, {"ids": due, "until": now + lease})
        rows = sorted(claimed, key=lambda row: row.id)
        places = self._places({(row.workspace, row.edits) for row in rows if row.edits})
        return [_parcel(row, places.get((row.workspace, row.edits))) for row in rows]

    def next_due(self) -> datetime | None:
        """When to look again; a lease that ends counts too."""
        found: datetime | None = self._run(_NEXT_DUE).scalar()
        return found

    def sent(self, id: int, posted: Posted | None, at: datetime) -> None:
        """It stands in Slack now: the words go, the place stays for later edits."""
        place = {"posted_channel": posted.channel, "posted_ts": posted.ts} if posted else {}
        self._end(id, SendState.SENT, at, **place)

    def park(self, id: int, why: str, at: datetime) -> None:
        """It can never be said: the words go, and why stays."""
        self._end(id, SendState.PARKED, at, why=why)

    def retry(
        self, id: int, due_at: datetime, *, is_uncertain: bool, is_counted: bool = True
    ) -> None:
        """Back to waiting until then."""
        attempts = OUTBOX.c.attempts if is_counted else OUTBOX.c.attempts - 1
        waiting = {"this": id, "state": SendState.WAITING, "due_at": due_at}
        self._run(_THIS.values(attempts=attempts), {**waiting, "is_uncertain": is_uncertain})

    def is_known(self, workspace: str, once: str) -> bool:
        """Was this ever put, said or not?"""
        return bool(self.known(workspace, [once]))

    def known(self, workspace: str, keys: Collection[str]) -> frozenset[str]:
        """Which of these were ever put, said or not."""
        these = (OUTBOX.c.workspace == workspace, among(OUTBOX.c.once, keys))
        return self._set(select(OUTBOX.c.once).where(*these))

    def posted(self, workspace: str, once: str) -> Posted | None:
        return self._places({(workspace, once)}).get((workspace, once))

    def forget(self, workspace: str, person: str) -> None:
        """All that was or would be said to them, or that names them."""
        told = ("recipient", "lane", "once", "edits", "payload", "why")
        columns = [OUTBOX.c[name] for name in told]
        naming = or_(*(column.contains(person, autoescape=True) for column in columns))
        query = select(OUTBOX.c.id, *columns).where(OUTBOX.c.workspace == workspace, naming)
        ids = [row.id for row in self._run(query) if _is_in(person, row[1:])]
        self._run(delete(OUTBOX).where(OUTBOX.c.workspace == workspace, OUTBOX.c.id.in_(ids)))

    def drop_before(self, instant: datetime) -> int:
        """What was said or parked before that, but for idea cards, which are edited for long.

        That somebody was thanked for a first idea stays known: they are once in all the years.
        """
        original = EARLIER.c.workspace == OUTBOX.c.workspace, EARLIER.c.once == OUTBOX.c.edits
        is_card = (OUTBOX.c.kind == IdeaCard.__name__) & OUTBOX.c.posted_ts.is_not(None)
        stands_for_it = is_card & ~exists().where(*original)
        once_ever = OUTBOX.c.kind == FirstIdeaThanked.__name__
        old = (OUTBOX.c.ended_at < instant, ~stands_for_it, ~once_ever)
        return self._run(delete(OUTBOX).where(*old)).rowcount

    def _end(self, id: int, state: SendState, at: datetime, **values: object) -> None:
        ended = {"this": id, "state": state, "payload": None, "due_at": None, "ended_at": at}
        self._run(_THIS, {**ended, **values})

    def _places(self, keys: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Posted]:
        """Where the posts of these keys, each of its workspace, stand.

        When a post was superseded before it was said, the first edit of it became the post.
        """
        found: dict[tuple[str, str], Posted] = {}
        for workspace in {workspace for workspace, _ in keys}:
            wanted = {once for owner, once in keys if owner == workspace}
            rows = self._run(_POSTED, {"workspace": workspace, "keys": sorted(wanted)})
            for row in sorted(rows, key=lambda row: (row.once not in wanted, row.id)):
                key = row.once if row.once in wanted else row.edits
                found.setdefault((workspace, key), Posted(row.posted_channel, row.posted_ts))
        return found


def _is_in(id: str, texts: Sequence[str | None]) -> bool:
    """Is the id in one of these, as a whole word and not as the beginning of another id?"""
    whole = rf"(?<![A-Za-z0-9]){escape(id)}(?![A-Za-z0-9])"
    return any(search(whole, text) for text in texts if text)


def _waiting(message: Outgoing, made_at: datetime, due_at: datetime) -> dict[str, object]:
    """The columns of a message that nobody has tried to send yet."""
    return {
        "kind": type(message).__name__,
        "payload": as_json(message),
        "state": SendState.WAITING,
        "attempts": 0,
        "is_uncertain": False,
        "made_at": made_at,
        "wanted_at": due_at,
        "due_at": due_at,
    }


def _parcel(row: Found[Any], edits: Posted | None) -> Parcel:
    """Raises `UnreadableError`."""
    try:
        message = of_json(row.kind, row.payload)
    except (KeyError, ValueError):  # what they say may hold the words
        raise UnreadableError(row.id, row.kind) from None
    return made_of(Parcel, row, message=message, to=row.recipient, edits=edits)
