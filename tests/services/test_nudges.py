"""The nudge under a digest: whom it is about, what follows it, and what leaders answer."""

from datetime import datetime, timedelta

import pytest

from bot.domain.kudos import Kudos
from bot.domain.leading_errors import ForLeadersOnlyError, NudgeGoneError
from bot.domain.nudges import Answer, ShownNudge
from bot.services.kudos import give_kudos, undo_kudos
from bot.services.nudges import answer_nudge
from bot.storage import Store
from tests.services.world import DAY, HOUR, NOW, WEEK, an_idea, digest, led


def thank(store: Store, whom: str, at: datetime, giver: str = "ULEA") -> None:
    kudos = Kudos("T1", giver, (whom,), "the release", at, f"{giver}:{whom}:{at}", "C1")
    give_kudos(store, kudos, tell_privately=False)


def nudge(store: Store, id: int) -> ShownNudge:
    with store.read() as tx:
        found = tx.nudges.by_id("T1", id)
    assert found is not None
    return found


def test_it_suggests_to_thank_whoever_waited_longest(store: Store) -> None:
    led(store)
    an_idea(store, author="UBEN", at=NOW - 3 * DAY)
    an_idea(store, author="UANA", at=NOW - 2 * DAY)

    found = digest(store, NOW)

    assert found.nudge is not None
    assert found.nudge.person == "UBEN"
    assert nudge(store, found.nudge_id).followed_at is None


def test_who_wants_no_reminders_gets_none(store: Store) -> None:
    led(store, wants_nudges=False)
    an_idea(store)

    assert digest(store, NOW).nudge is None


def test_kudos_follow_it_and_taking_them_back_undoes_that(store: Store) -> None:
    led(store)
    an_idea(store)
    shown = digest(store, NOW).nudge_id

    thank(store, "UANA", NOW + DAY)
    assert nudge(store, shown).followed_at == NOW + DAY
    undo_kudos(store, "T1", "ULEA", NOW + DAY, "raised_hands")

    assert nudge(store, shown).followed_at is None


@pytest.mark.parametrize(
    ("whom", "giver", "after"),
    [("UBEN", "ULEA", DAY), ("UANA", "UBEN", DAY), ("UANA", "ULEA", 8 * DAY)],
)
def test_other_kudos_do_not_follow_it(
    store: Store, whom: str, giver: str, after: timedelta
) -> None:
    led(store)
    an_idea(store)
    shown = digest(store, NOW).nudge_id

    thank(store, whom, NOW + after, giver)

    assert nudge(store, shown).followed_at is None


def test_a_digest_that_came_late_can_be_followed_for_as_long(store: Store) -> None:
    led(store)
    an_idea(store)
    shown = digest(store, NOW + 2 * DAY).nudge_id

    thank(store, "UANA", NOW + 8 * DAY)

    assert nudge(store, shown).followed_at == NOW + 8 * DAY


def test_fewer_like_this_means_every_second_week(store: Store) -> None:
    led(store)
    for week in range(4):
        an_idea(store, at=NOW + week * WEEK - DAY)
    answer_nudge(store, "T1", "ULEA", digest(store, NOW).nudge_id, Answer.FEWER, NOW + HOUR)

    found = [digest(store, NOW + week * WEEK).nudge is not None for week in (1, 2, 3)]

    assert found == [False, True, False]


def test_fewer_said_three_times_means_every_eighth_week(store: Store) -> None:
    led(store)
    for week in range(10):
        an_idea(store, at=NOW + week * WEEK - DAY)
    shown = digest(store, NOW).nudge_id
    with store.begin() as tx:
        for _ in range(3):
            tx.teams.fewer_nudges("T1", "ULEA")

    found = [digest(store, NOW + week * WEEK).nudge is not None for week in range(1, 10)]

    assert shown
    assert found == [False] * 7 + [True, False]


def test_fewer_said_twice_to_one_counts_once(store: Store) -> None:
    led(store)
    for week in range(3):
        an_idea(store, at=NOW + week * WEEK - DAY)
    shown = digest(store, NOW).nudge_id
    for _ in range(2):
        answer_nudge(store, "T1", "ULEA", shown, Answer.FEWER, NOW + HOUR)

    digest(store, NOW + WEEK)

    assert digest(store, NOW + 2 * WEEK).nudge is not None


@pytest.mark.parametrize(
    ("answer", "weeks", "expected"),
    [
        (Answer.NOT_NOW, 1, False),
        (Answer.NOT_NOW, 2, True),
        (Answer.IN_PERSON, 2, False),
        (Answer.IN_PERSON, 3, True),
    ],
)
def test_who_was_answered_about_is_left_alone_for_a_while(
    store: Store, answer: Answer, weeks: int, expected: bool
) -> None:
    led(store)
    an_idea(store)
    answer_nudge(store, "T1", "ULEA", digest(store, NOW).nudge_id, answer, NOW + HOUR)
    an_idea(store, at=NOW + weeks * WEEK - DAY)

    found = digest(store, NOW + weeks * WEEK).nudge

    assert (found is not None and found.kind == "thank_overdue") is expected


def test_only_its_leader_answers_a_nudge(store: Store) -> None:
    led(store)
    an_idea(store)
    shown = digest(store, NOW).nudge_id

    with pytest.raises(ForLeadersOnlyError):
        answer_nudge(store, "T1", "UANA", shown, Answer.NOT_NOW, NOW)
    with pytest.raises(NudgeGoneError):
        answer_nudge(store, "T1", "ULEA", shown + 99, Answer.NOT_NOW, NOW)
