"""Nudges that were shown, what leaders answered, and which of them were followed."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Label,
    Select,
    UniqueConstraint,
    and_,
    bindparam,
    case,
    delete,
    distinct,
    exists,
    false,
    func,
    select,
    text,
    update,
)
from sqlalchemy import Row as Found

from bot.domain.choosing import Outcome, Outcomes
from bot.domain.kudos import Kudos
from bot.domain.nudges import Answer, Followed, ShownNudge, Suggestion, Way
from bot.domain.people import Team
from bot.storage.among import among
from bot.storage.rows import (
    PERSON,
    REF,
    Repository,
    column,
    each_row,
    insert_into,
    made_of,
    numbered,
    values_of,
)
from bot.storage.teams import TEAMS

_IS_UNSETTLED = text("settled_at IS NULL")


# It outlives its team: what was shown and followed is how nudges learn.
NUDGES = numbered(
    "nudges",
    column("team", REF),
    column("leader", PERSON),
    column("kind"),
    column("person", PERSON),
    column("idea", REF),
    column("shown_at", datetime),
    column("followed_until", datetime),
    column("answer", null=True),
    column("answered_at", datetime, null=True),
    column("followed_at", datetime, null=True),
    column("followed_by", null=True),  # the event that did it: "kudos:12"
    column("trigger", server_default=text("''")),  # what set it off: "idea:7"
    column("facts", server_default="{}"),  # JSON: numbers and ids, no words
    column("way", server_default="digest"),
    column("is_held_back", bool, server_default=false()),
    column("settled_at", datetime, null=True),  # from then on what became of it stays
    UniqueConstraint("workspace", "id"),
    Index(None, "workspace", "leader", "shown_at"),
    Index(None, "workspace", "person"),
    Index(None, "workspace", "followed_by"),
    Index(None, "workspace", "idea"),
    Index(None, "workspace", "kind"),
    Index(
        "ix_nudges_unsettled",
        "followed_until",
        "workspace",
        sqlite_where=_IS_UNSETTLED,
        postgresql_where=_IS_UNSETTLED,
    ),
)


def _how_many(name: str, *conditions: ColumnElement[bool]) -> Label[int]:
    return func.count(case((and_(*conditions), 1))).label(name)


_IS_SHOWN, _IS_SETTLED = ~NUDGES.c.is_held_back, NUDGES.c.settled_at.is_not(None)
_IS_FOLLOWED = NUDGES.c.followed_at.is_not(None)
_COUNTS = (
    _how_many("shown", _IS_SHOWN),
    _how_many("settled", _IS_SHOWN, _IS_SETTLED),
    _how_many("followed", _IS_SHOWN, _IS_SETTLED, _IS_FOLLOWED),
    _how_many("held", ~_IS_SHOWN, _IS_SETTLED),
    _how_many("held_followed", ~_IS_SHOWN, _IS_SETTLED, _IS_FOLLOWED),
    _how_many("stopped", NUDGES.c.answer == Answer.STOP.value),
    _how_many("fewer", NUDGES.c.answer == Answer.FEWER.value),
    _how_many("in_person", NUDGES.c.answer == Answer.IN_PERSON.value),
    func.count(distinct(case((_IS_SHOWN, NUDGES.c.leader)))).label("leaders"),
)
_NEWEST = (NUDGES.c.shown_at.desc(), NUDGES.c.id.desc())
_MAY_CHANGE = (NUDGES.c.followed_at.is_(None), NUDGES.c.settled_at.is_(None))
_IS_OPEN = (
    NUDGES.c.workspace == bindparam("workspace"),
    NUDGES.c.leader == bindparam("leader"),
    NUDGES.c.shown_at <= bindparam("at"),
    NUDGES.c.followed_until > bindparam("at"),
    *_MAY_CHANGE,
)
_OPEN = select(NUDGES).where(*_IS_OPEN).order_by(*_NEWEST)
_CONCERNED = select(
    exists().where(*_IS_OPEN),
    exists().where(
        TEAMS.c.workspace == bindparam("workspace"),
        TEAMS.c.leader.in_(bindparam("receivers", expanding=True)),
    ),
)
_WAITS_FOR_REPLIES = (
    select(NUDGES)
    .where(NUDGES.c.workspace == bindparam("workspace"), NUDGES.c.idea == bindparam("idea"))
    .where(NUDGES.c.answer == Answer.PING.value, NUDGES.c.followed_until > bindparam("now"))
    .order_by(*_NEWEST)
)
_FOLLOWED = update(NUDGES).where(*each_row(NUDGES), *_MAY_CHANGE)


class Concerned(NamedTuple):
    """Which suggestions to leaders some kudos may concern."""

    has_open_nudges: bool  # the giver, who may follow one by them
    are_leaders_thanked: bool


class NudgeRepository(Repository):
    tables = (NUDGES,)

    def add(
        self,
        suggested: Sequence[tuple[Team, Suggestion]],
        at: datetime,
        *,
        way: Way = Way.DIGEST,
        held_back: Collection[int] = (),
    ) -> Mapping[int, int]:
        """Keep what is shown to the leaders of these teams, but for what is held back there.

        Answers the ids, by team: SQLite tells them in the order of rows only where these go singly.
        """
        rows = [
            values_of(suggestion, NUDGES, facts=json.dumps(dict(suggestion.facts)))
            | {"workspace": team.workspace, "team": team.id, "leader": team.leader}
            | {"shown_at": at, "way": way.value, "is_held_back": team.id in held_back}
            for team, suggestion in suggested
        ]
        add = insert_into(NUDGES).returning(NUDGES.c.team, NUDGES.c.id)
        return {row.team: row.id for row in self._run(add, rows)} if rows else {}

    def by_id(self, workspace: str, id: int) -> ShownNudge | None:
        return next(iter(self._find(select(NUDGES).where(*_this(workspace, id)))), None)

    def open_for(self, workspace: str, leader: str, at: datetime) -> Sequence[ShownNudge]:
        """Those that could be followed at that instant and were not yet."""
        return self._find(_OPEN, {"workspace": workspace, "leader": leader, "at": at})

    def concerned(self, kudos: Kudos) -> Concerned:
        asked = {
            "workspace": kudos.workspace,
            "leader": kudos.giver,
            "at": kudos.given_at,
            "receivers": list(kudos.receivers),
        }
        return Concerned(*self._run(_CONCERNED, asked).one())

    def shown_to(
        self, workspace: str, leaders: Collection[str], since: datetime
    ) -> Sequence[ShownNudge]:
        """What was shown to them since then or held back, newest first."""
        theirs = (NUDGES.c.workspace == workspace, among(NUDGES.c.leader, leaders))
        query = select(NUDGES).where(*theirs, NUDGES.c.shown_at >= since)
        return self._find(query.order_by(*_NEWEST))

    def unsettled(self, now: datetime, limit: int) -> Sequence[ShownNudge]:
        """Of all workspaces: those whose window is over, the one longest over first to be taken.

        On PostgreSQL they are locked until the transaction ends, and others pass them by.
        """
        over = (NUDGES.c.settled_at.is_(None), NUDGES.c.followed_until <= now)
        first = select(NUDGES).where(*over).order_by(NUDGES.c.followed_until, NUDGES.c.id)
        return self._find(first.limit(limit).with_for_update(skip_locked=True))

    def settle(self, ids: Collection[int], now: datetime) -> None:
        """What became of them stays."""
        these = (among(NUDGES.c.id, ids), NUDGES.c.settled_at.is_(None))
        self._run(update(NUDGES).where(*these).values(settled_at=now))

    def outcomes_of(self, workspace: str, leaders: Collection[str]) -> Mapping[str, Outcomes]:
        """What became of the nudges of each of these leaders who had any, by kind."""
        theirs = (NUDGES.c.workspace == workspace, among(NUDGES.c.leader, leaders))
        return self._outcomes(NUDGES.c.leader, *theirs)

    def outcomes_in(self, workspace: str, kind: str | None = None) -> Outcomes:
        """What became of all nudges of a workspace, by kind; of one alone, where it is named."""
        these = [NUDGES.c.kind == kind] if kind else []
        found = self._outcomes(NUDGES.c.workspace, NUDGES.c.workspace == workspace, *these)
        return found.get(workspace, {})

    def outcomes(self) -> Mapping[str, Outcomes]:
        """What became of all there are, by workspace and kind."""
        return self._outcomes(NUDGES.c.workspace)

    def _outcomes(
        self, of: Column[str], *these: ColumnElement[bool]
    ) -> Mapping[str, dict[str, Outcome]]:
        query = select(of.label("of"), NUDGES.c.kind, *_COUNTS).where(*these)
        found: defaultdict[str, dict[str, Outcome]] = defaultdict(dict)
        for row in self._run(query.group_by(of, NUDGES.c.kind)):
            found[row.of][row.kind] = made_of(Outcome, row)
        return found

    def followed(self, workspace: str, by_id: Mapping[int, Followed]) -> None:
        """Note what followed these nudges. The first that does counts; what is settled stays."""
        rows = [
            {"within": workspace, "this": id, "followed_at": deed.at, "followed_by": deed.by}
            for id, deed in sorted(by_id.items())
        ]
        if rows:
            self._run(_FOLLOWED, rows)

    def unfollowed(self, workspace: str, by: str) -> None:
        """That event was taken back; what is settled stays."""
        by_it = (NUDGES.c.workspace == workspace, NUDGES.c.followed_by == by)
        theirs = (*by_it, NUDGES.c.settled_at.is_(None))
        self._run(update(NUDGES).where(*theirs).values(followed_at=None, followed_by=None))

    def waiting_for_replies(self, workspace: str, idea: int, now: datetime) -> Sequence[ShownNudge]:
        """Those whose leaders want to be told once others have replied, while it is of use."""
        return self._find(_WAITS_FOR_REPLIES, {"workspace": workspace, "idea": idea, "now": now})

    def void(
        self, workspace: str, trigger: str, person: str, but_to: Collection[str] = ()
    ) -> Sequence[int]:
        """What set off these cards is gone: those that are not settled go too. Answers their ids.

        `person` is whom they are about; those shown to these leaders stay.
        """
        theirs = (NUDGES.c.workspace == workspace, NUDGES.c.person == person)
        these = (*theirs, NUDGES.c.trigger == trigger, NUDGES.c.way == Way.CARD.value)
        gone = delete(NUDGES).where(*these, NUDGES.c.settled_at.is_(None))
        left = gone.where(NUDGES.c.leader.not_in(list(but_to))).returning(NUDGES.c.id)
        return sorted(self._run(left).scalars())

    def answer(self, workspace: str, id: int, answer: Answer, at: datetime) -> None:
        said = {"answer": answer.value, "answered_at": at}
        self._run(update(NUDGES).where(*_this(workspace, id)).values(said))

    def forget(self, workspace: str, person: str) -> None:
        """Those shown to them and those about them."""
        self._drop(workspace, person, NUDGES.c.leader, NUDGES.c.person)

    def drop_before(self, instant: datetime) -> int:
        return self._run(delete(NUDGES).where(NUDGES.c.shown_at < instant)).rowcount

    def _find(
        self, query: Select[Any], asked: Mapping[str, object] | None = None
    ) -> Sequence[ShownNudge]:
        return [_nudge(row) for row in self._run(query, asked)]


def _this(workspace: str, id_: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return NUDGES.c.workspace == workspace, NUDGES.c.id == id_


def _nudge(row: Found[Any]) -> ShownNudge:
    answer = Answer(row.answer) if row.answer else None
    return made_of(ShownNudge, row, way=Way(row.way), facts=json.loads(row.facts), answer=answer)
