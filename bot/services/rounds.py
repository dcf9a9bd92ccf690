"""A round of testing ends, and what its owner was asked about it gives way to what came of it."""

from dataclasses import replace
from datetime import datetime

from bot.domain.idea_tests import Asked, IdeaTest, Outcome
from bot.domain.ideas import Idea
from bot.domain.outgoing import OwnerAnswered, OwnerAsked
from bot.storage import Transaction


def end_round(
    tx: Transaction, test: IdeaTest, outcome: Outcome, now: datetime, *, learned: str = ""
) -> None:
    """Its idea is held, and may be gone already."""
    ended = replace(test, outcome=outcome, learned=learned, ended_at=now)
    tx.tests.save(ended, now)
    _give_way(tx, ended, tx.ideas.by_id(test.workspace, test.idea), now)


def ask_owner(tx: Transaction, test: IdeaTest, idea: Idea, now: datetime) -> None:
    """What came of it? `test.asked` says how often that makes."""
    tx.outbox.put(
        OwnerAsked(idea, test, is_again=test.asked is Asked.TWICE),
        workspace=test.workspace,
        to=test.owner,
        once=_key(test, test.asked),
        lane=_lane(test),
        at=now,
    )


def _give_way(tx: Transaction, test: IdeaTest, idea: Idea | None, now: datetime) -> None:
    tx.outbox.supersede(test.workspace, [_lane(test)], OwnerAsked)
    for key in (_key(test, Asked.ONCE), _key(test, Asked.TWICE)):
        if tx.outbox.is_known(test.workspace, key):
            tx.outbox.put(
                OwnerAnswered(idea, test),
                workspace=test.workspace,
                to=test.owner,
                once=f"{key}:over",
                lane=_lane(test),
                edits=key,
                at=now,
            )


def _key(test: IdeaTest, asked: Asked) -> str:
    return f"test:{test.id}:{asked}"


def _lane(test: IdeaTest) -> str:
    return f"test:{test.id}"
