"""Which nudge a leader gets in a digest, over all their teams, and what is kept."""

from dataclasses import replace

import pytest

from bot.domain.ideas import Idea
from bot.domain.kudos import Kudos
from bot.domain.moves import Move
from bot.domain.nudges import Answer, DigestNudge, Way, nudges
from bot.domain.people import Person, Team
from bot.services.ideas import toggle_support
from bot.services.kudos import give_kudos
from bot.services.leader_weeks import weeks_of
from bot.services.moves import decide_idea
from bot.services.nudges import answer_nudge
from bot.services.privacy import choose
from bot.services.suggesting import keep, suggest_for
from bot.services.teams import leave_channel
from bot.storage import Store
from tests.services.suggested import another_team, kept, settle, suggested
from tests.services.world import (
    DAY,
    HOUR,
    NOW,
    WEEK,
    an_idea,
    digest,
    digests,
    known,
    led,
)


@pytest.fixture(autouse=True)
def nothing_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless a test asks for it: what is chosen here is not always what comes first."""
    monkeypatch.setattr("bot.domain.choosing.HELD_BACK", 0)


# In a digest


def test_the_most_valuable_that_applies_comes_first(store: Store) -> None:
    team = led(store)
    an_idea(store, at=NOW - 3 * DAY)  # waits for a reply, and its author for thanks

    found = suggested(store, team)

    assert found is not None
    assert (found.suggestion.kind, found.id) == ("thank_overdue", kept(store)[0].id)


def test_what_is_kept_is_what_was_suggested(store: Store) -> None:
    team = led(store)
    an_idea(store)

    found = suggested(store, team)

    (nudge,) = kept(store)
    assert found is not None
    assert nudge.trigger == found.suggestion.trigger
    assert nudge.facts == found.suggestion.facts
    assert (nudge.team, nudge.way, nudge.is_held_back) == (team.id, Way.DIGEST, False)


def test_what_is_held_back_is_kept_and_not_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.domain.choosing.HELD_BACK", 1)
    led(store)
    an_idea(store)

    found = digest(store, NOW)

    (nudge,) = kept(store)
    assert (found.nudge, found.nudge_id) == (None, 0)
    assert (nudge.kind, nudge.is_held_back) == ("thank_overdue", True)


def test_what_was_held_back_uses_up_the_week(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.domain.choosing.HELD_BACK", 1)
    team = led(store)
    an_idea(store)
    suggested(store, team)
    monkeypatch.setattr("bot.domain.choosing.HELD_BACK", 0)

    assert suggested(store, team, NOW + DAY) is None
    assert suggested(store, team, NOW + WEEK) is not None


def test_a_leader_of_two_teams_gets_one_a_week_over_both(store: Store) -> None:
    led(store)
    later = another_team(store, members=frozenset({"UCHLOE"}), weekday=3)
    an_idea(store)
    an_idea(store, author="UCHLOE", at=NOW - 2 * DAY)

    digest(store, NOW)

    assert suggested(store, later, NOW + 2 * DAY) is None
    assert len(kept(store)) == 1


def test_also_where_both_digests_come_at_once(store: Store) -> None:
    teams = [led(store), another_team(store, members=frozenset({"UCHLOE"}))]
    an_idea(store)
    an_idea(store, author="UCHLOE", at=NOW - 2 * DAY)

    with store.begin() as tx:
        chosen, _ = suggest_for(tx, teams, NOW)
        found = keep(tx, chosen, Way.DIGEST, NOW)

    assert len(found) == len(kept(store)) == 1


def test_who_wants_none_gets_none(store: Store) -> None:
    team = led(store, wants_nudges=False)
    an_idea(store)

    assert suggested(store, team) is None
    assert kept(store) == []


def test_what_always_applies_is_no_reason_for_a_digest(store: Store) -> None:
    team = led(store)

    assert digests(store, NOW) == []
    assert kept(store) == []
    assert suggested(store, team, quiet=[team.id]) is None
    assert suggested(store, team) is not None


def test_a_kind_that_is_off_in_a_workspace_is_not_suggested(store: Store) -> None:
    settle(store, "thank_overdue", 20, answer=Answer.STOP)
    team = led(store)
    an_idea(store)

    found = suggested(store, team)

    assert found is not None
    assert found.suggestion.kind != "thank_overdue"


def test_once_enough_is_known_kinds_that_nobody_follows_come_seldom(store: Store) -> None:
    settle(store, "thank_overdue", 59)
    an_idea(store)
    found = [
        suggested(store, replace(led(store, leader=f"ULEA{number}"), seed=number))
        for number in range(8)
    ]

    assert {each.suggestion.kind for each in found if each} <= {"ask_first", "promise"}


def test_ignored_twice_it_comes_half_as_often(store: Store) -> None:
    team = led(store)
    found = []
    for week in range(7):
        an_idea(store, at=NOW + week * WEEK - DAY)
        found.append(suggested(store, team, NOW + week * WEEK) is not None)

    assert found == [True, True, False, True, False, True, False]


def test_followed_again_it_comes_each_week_again(store: Store) -> None:
    team = led(store)
    for week in range(4):
        an_idea(store, at=NOW + week * WEEK - DAY)
        suggested(store, team, NOW + week * WEEK)
    thanks = Kudos("T1", "ULEA", ("UANA",), "", NOW + 3 * WEEK + HOUR, "k", "C1")
    give_kudos(store, thanks, tell_privately=False)

    assert suggested(store, team, NOW + 4 * WEEK) is not None


def test_stop_ends_all_of_them_for_all_teams(store: Store) -> None:
    led(store)
    another_team(store, members=frozenset({"UCHLOE"}))
    an_idea(store)
    shown = digest(store, NOW).nudge_id

    answer_nudge(store, "T1", "ULEA", shown, Answer.STOP, NOW + HOUR)

    with store.read() as tx:
        assert [team.wants_nudges for team in tx.teams.led_by("T1", "ULEA")] == [False, False]


def ripe(store: Store, author: str = "UANA", **more: object) -> Idea:
    """With three supporters for more than a week."""
    idea = an_idea(store, author, NOW - 20 * DAY, **more)
    for supporter in ("UBEN", "UOTTO", "UMIA"):
        toggle_support(store, "T1", idea.id, supporter, NOW - 9 * DAY)
    return idea


def kinds(store: Store, team: Team) -> set[str]:
    """Of all that apply."""
    with store.read() as tx:
        (week,) = weeks_of(tx, [team], {}, NOW)
    return {
        nudge.kind
        for nudge in nudges().values()
        if isinstance(nudge, DigestNudge) and nudge.suggest(week)
    }


def test_all_kinds_for_digests_can_apply_at_once(store: Store) -> None:
    team = led(store)
    ripe(store)
    done = an_idea(store, author="UBEN")
    decide_idea(store, done.id, Person("T1", "UBEN", "Ben"), Move.ADOPT, NOW - HOUR)

    assert kinds(store, team) == {
        "thank_overdue",
        "ideas_waiting",
        "small_test",
        "credits_roll",
        "ask_first",
        "promise",
    }


ABOUT_IDEAS = {"thank_overdue", "ideas_waiting", "small_test", "credits_roll"}


def test_a_private_idea_is_for_a_leader_who_reads_its_channel(store: Store) -> None:
    team = led(store, channels=frozenset({"C1"}))
    ripe(store, is_private=True)
    assert kinds(store, team) & ABOUT_IDEAS

    leave_channel(store, "T1", "ULEA", "C1", NOW)

    with store.read() as tx:
        (left,) = tx.teams.led_by("T1", "ULEA")
    assert kinds(store, left) & ABOUT_IDEAS == set()


@pytest.mark.parametrize("who", ["hides", "left"])
def test_nobody_is_brought_up_who_hides_or_left(store: Store, who: str) -> None:
    team = led(store)
    ripe(store)
    known(store, "UANA", is_deactivated=who == "left")
    choose(store, "T1", "UANA", hidden=who == "hides")

    assert kinds(store, team) & ABOUT_IDEAS == set()


def test_the_leaders_own_idea_is_for_others_to_bring_up(store: Store) -> None:
    team = led(store)
    ripe(store, author="ULEA")

    assert kinds(store, team) & ABOUT_IDEAS == set()


def test_what_is_built_in_a_private_channel_is_not_told_elsewhere(store: Store) -> None:
    idea = an_idea(store, "UOTTO", NOW - 2 * DAY)
    an_idea(store, "UBEN", NOW - DAY, parents=(idea.id,), channel="C9", is_private=True)

    team = led(store)
    assert "thank_overdue" not in kinds(store, team)
    assert "thank_overdue" in kinds(store, replace(team, channels=frozenset({"C9"})))
