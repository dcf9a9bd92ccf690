"""Which nudge a leader gets as a card, when something happens, and what is kept."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from sqlalchemy import event

from bot.domain.ideas import Idea
from bot.domain.kudos import Kudos
from bot.domain.nudges import Answer, Way
from bot.domain.people import Team
from bot.services.nudges import answer_nudge
from bot.services.privacy import choose
from bot.services.suggesting import Chosen, cards_for_idea, cards_for_kudos, suggest_for
from bot.services.teams import stop_leading
from bot.storage import Store, Transaction
from tests.services.suggested import another_team, kept, settle
from tests.services.world import (
    DAY,
    HOUR,
    NOW,
    WEEK,
    an_idea,
    known,
    led,
)


@pytest.fixture(autouse=True)
def nothing_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless a test asks for it: what is chosen here is not always what comes first."""
    monkeypatch.setattr("bot.domain.choosing.HELD_BACK", 0)


# As a card


def first_to_reply(store: Store, times: int) -> None:
    with store.begin() as tx:
        for number in range(times):
            idea = an_idea_in(tx, number)
            tx.replies.add("T1", idea, "ULEA", "C1", f"{number}.5", NOW - WEEK)
            tx.replies.add("T1", idea, "UBEN", "C1", f"{number}.6", NOW - WEEK + HOUR)


def an_idea_in(tx: Transaction, number: int) -> int:
    at = NOW - WEEK - number * HOUR
    kept = tx.ideas.add(Idea("T1", "UANA", "quieter", at, f"old:{number}", "C1", f"{number}.0"))
    assert kept
    return kept.id


def idea_cards(store: Store, idea: Idea, at: datetime = NOW) -> list[Chosen]:
    with store.begin() as tx:
        return list(cards_for_idea(tx, idea, at))


def thanks_cards(store: Store, at: datetime = NOW, **changes: object) -> list[Chosen]:
    given = {"giver": "UBEN", "receivers": ("ULEA",), **changes}
    source = f"{given['giver']}:{at}"
    kudos = Kudos("T1", reason="the release", given_at=at, source=source, **given)  # type: ignore[arg-type]
    with store.begin() as tx:
        thanks = tx.kudos.add(kudos)
        assert thanks
        return list(cards_for_kudos(tx, thanks, at))


def test_a_fresh_idea_makes_a_card_for_a_leader_who_tends_to_be_first(store: Store) -> None:
    led(store)
    first_to_reply(store, 3)

    (card,) = idea_cards(store, an_idea(store, at=NOW))

    (nudge,) = kept(store)
    assert (card.team.leader, card.suggestion.kind, card.id) == ("ULEA", "others_first", nudge.id)
    assert nudge.way is Way.CARD
    assert nudge.facts == {"first": 3, "threads": 3}


def test_not_for_one_who_was_first_but_twice(store: Store) -> None:
    led(store)
    first_to_reply(store, 2)

    assert idea_cards(store, an_idea(store, at=NOW)) == []
    assert kept(store) == []


def test_thanks_make_a_card_for_a_leader_once_a_day(store: Store) -> None:
    led(store)

    found = [thanks_cards(store, NOW + hours * HOUR) for hours in (0, 1, 30)]

    assert [len(each) for each in found] == [1, 0, 1]
    assert {each.kind for each in kept(store)} == {"pass_credit"}


def test_not_for_who_leads_nobody(store: Store) -> None:
    assert thanks_cards(store) == []


@pytest.mark.parametrize("how", ["wants none", "paused", "left", "hidden giver", "stopped"])
def test_no_card_comes_where_none_is_wanted(store: Store, how: str) -> None:
    led(store, wants_nudges=how != "wants none")
    if how == "paused":
        with store.begin() as tx:
            tx.teams.pause("T1", "ULEA", NOW + DAY)
    if how == "left":
        known(store, "ULEA", is_deactivated=True)
    if how == "hidden giver":
        choose(store, "T1", "UBEN", hidden=True)
    if how == "stopped":
        stop_leading(store, "T1", "ULEA")

    assert thanks_cards(store) == []


def test_a_leader_of_two_teams_gets_one_card(store: Store) -> None:
    led(store)
    another_team(store, members=frozenset({"UCHLOE"}))

    assert len(thanks_cards(store)) == 1


def test_not_now_leaves_cards_of_that_kind_alone_for_a_week(store: Store) -> None:
    led(store)
    (card,) = thanks_cards(store)
    answer_nudge(store, "T1", "ULEA", card.id, Answer.NOT_NOW, NOW + HOUR)

    found = [thanks_cards(store, NOW + days * DAY) for days in (1, 7, 8)]

    assert [len(each) for each in found] == [0, 0, 1]


def test_a_card_that_is_held_back_is_not_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.domain.choosing.HELD_BACK", 1)
    led(store)

    assert thanks_cards(store) == []
    assert [each.is_held_back for each in kept(store)] == [True]


def test_a_kind_of_card_that_is_off_does_not_come(store: Store) -> None:
    settle(store, "pass_credit", 60)
    led(store)

    assert thanks_cards(store) == []


def test_private_ideas_make_no_card_for_who_does_not_read_them(store: Store) -> None:
    led(store)
    first_to_reply(store, 3)

    assert idea_cards(store, an_idea(store, at=NOW, is_private=True)) == []


def test_many_teams_are_asked_about_as_often_as_one(store: Store) -> None:
    teams = [led(store, leader=f"ULEA{number}") for number in range(6)]
    an_idea(store, at=NOW - 3 * DAY)

    def asked(some: Sequence[Team]) -> int:
        found: list[str] = []

        def note(_c: object, _cursor: object, sql: str, *_: object) -> None:
            found.append(sql)

        with store.begin() as tx:
            event.listen(tx._connection, "before_cursor_execute", note)
            suggest_for(tx, some, NOW)
            event.remove(tx._connection, "before_cursor_execute", note)
        return sum(not each.startswith("INSERT") for each in found)

    assert asked(teams[:1]) == asked(teams[1:])
