"""What waits is the same on a channel's list and on its author's Home."""

from bot.domain.homes import Pages
from bot.domain.idea_lists import Which
from bot.domain.ideas import Idea
from bot.domain.people import Person
from bot.services.homes import home_of, list_ideas
from bot.services.idea_tests import open_test
from bot.services.people import learn_people
from bot.storage import Store
from tests.services.world import DAY, HOUR, NOW, an_idea, say

ANA, BEN = Person("T1", "UANA", "Ana"), Person("T1", "UBEN", "Ben")
LATER = NOW + 20 * DAY


def waiting(store: Store) -> list[int]:
    page = list_ideas(store, Which.WAITING, 1, LATER, workspace="T1", channel="C1", person="UANA")
    return [each.idea.id for each in page.items]


def waiting_on_home(store: Store) -> list[int]:
    needs = home_of(store, "T1", "UANA", Pages(), LATER).needs
    return [each.idea.id for each in needs.waiting]


def under_test(store: Store, hours: int, owner: Person = BEN) -> Idea:
    idea = an_idea(store, at=NOW - hours * HOUR)
    open_test(store, idea.id, owner, "does it work?", NOW)
    return idea


def test_what_nobody_answered_and_what_nobody_said_the_outcome_of_waits(store: Store) -> None:
    unanswered, overdue = an_idea(store, at=NOW - 2 * HOUR), under_test(store, 1)

    assert waiting(store) == waiting_on_home(store) == [unanswered.id, overdue.id]


def test_what_was_replied_to_built_on_or_tested_waits_for_no_reply(store: Store) -> None:
    built = an_idea(store, at=NOW - 3 * HOUR)
    an_idea(store, "UBEN", LATER, parents=(built.id,))
    an_idea(store, at=NOW - 2 * HOUR, ts="1.0")
    say(store, "love it", author="UBEN", ts="2.0", thread_ts="1.0")
    under_test(store, 4)
    learn_people(store, [Person("T1", "UBEN", "Ben", is_deactivated=True)], NOW - 30 * DAY)

    assert waiting(store) == waiting_on_home(store) == []


def test_a_test_of_ones_own_waits_on_the_list_and_is_told_above_on_home(store: Store) -> None:
    idea = under_test(store, 1, ANA)

    assert waiting(store) == [idea.id]
    assert waiting_on_home(store) == []
    assert home_of(store, "T1", "UANA", Pages(), LATER).needs.ended[0].idea.id == idea.id
