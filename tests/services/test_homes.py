"""Home, as the database tells it."""

from datetime import datetime

from bot.domain.homes import PAGE, Home, Pages, Tally, Why
from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Idea, Part
from bot.domain.kudos import Kudos
from bot.domain.moves import Move
from bot.domain.people import Channel, Person
from bot.services.channels import learn_channels
from bot.services.combining import combine_ideas
from bot.services.homes import home_of
from bot.services.idea_tests import end_test, open_test
from bot.services.ideas import share_idea, toggle_support
from bot.services.kudos import give_kudos
from bot.services.moves import decide_idea
from bot.services.people import learn_people
from bot.services.privacy import choose
from bot.storage import Store
from tests.services.world import DAY, HOUR, MINUTE, NOW, an_idea, led

ANA, BEN, EVA = (Person("T1", id, id.title()) for id in ("UANA", "UBEN", "UEVA"))


def home(
    store: Store, person: str = "UANA", pages: Pages | None = None, at: datetime = NOW
) -> Home:
    return home_of(store, "T1", person, pages or Pages(), at)


def trial(store: Store, idea: Idea, owner: Person, days: int = 3, at: datetime = NOW) -> IdeaTest:
    return open_test(store, idea.id, owner, "does it work?", at, days)


def reply(store: Store, idea: Idea, person: str) -> None:
    with store.begin() as tx:
        tx.replies.add("T1", idea.id, person, "C1", f"{person}.1", NOW)


def thank(store: Store, number: int, **more: object) -> None:
    at = NOW - number * HOUR
    given: dict[str, object] = {"channel": "C1", **more}
    give_kudos(
        store,
        Kudos("T1", "UBEN", ("UANA",), f"reason {number}", at, f"s{number}", **given),  # type: ignore[arg-type] # as named
        tell_privately=False,
    )


def why(store: Store, at: datetime = NOW) -> list[Why]:
    return [each.why for each in home(store, at=at).needs.waiting]


def test_who_did_nothing_yet_has_an_empty_home(store: Store) -> None:
    found = home(store)

    assert found.needs.is_empty
    assert found.effects.is_nothing
    assert [found.ideas.items, found.kudos.items, found.helped.items] == [()] * 3


def test_a_test_past_its_end_needs_its_owner(store: Store) -> None:
    idea = an_idea(store)
    trial(store, idea, BEN)

    early, late = home(store, "UBEN"), home(store, "UBEN", at=NOW + 4 * DAY)

    assert [each.idea.id for each in early.needs.running] == [idea.id]
    assert early.needs.is_empty
    assert [each.idea.id for each in late.needs.ended] == [idea.id]


def test_an_author_is_asked_whether_their_idea_may_be_a_part(store: Store) -> None:
    mine, other = an_idea(store), an_idea(store, "UBEN", NOW - 2 * HOUR)
    whole = Idea("T1", "UBEN", "both", NOW, "form:1", "C1")
    combine_ideas(store, whole, [mine.id, other.id])

    [wanted] = home(store).needs.wanted

    assert wanted.part.id == mine.id
    assert wanted.whole.text == "both"
    assert home(store, "UBEN").needs.wanted == ()


def test_an_idea_without_a_reply_for_two_days_waits(store: Store) -> None:
    idea = an_idea(store, at=NOW - DAY)

    assert why(store) == []
    assert why(store, NOW + 2 * DAY) == [Why.REPLY]
    assert why(store, NOW + 40 * DAY) == []  # not now any more
    reply(store, idea, "UANA")
    assert why(store, NOW + 2 * DAY) == [Why.REPLY]
    reply(store, idea, "UBEN")
    assert why(store, NOW + 2 * DAY) == []


def test_an_idea_that_was_built_on_does_not_wait(store: Store) -> None:
    idea = an_idea(store, at=NOW - 5 * DAY)
    an_idea(store, "UBEN", NOW - DAY, parents=(idea.id,))

    assert why(store) == []


def test_an_author_hears_that_a_test_is_past_its_end_and_that_an_idea_is_open_again(
    store: Store,
) -> None:
    trial(store, an_idea(store), BEN)

    assert why(store) == []
    assert why(store, NOW + 4 * DAY) == [Why.OUTCOME]
    learn_people(store, [Person("T1", "UBEN", "Ben", is_deactivated=True)], NOW)
    assert why(store, NOW + 4 * DAY) == [Why.TESTED]


def test_ideas_come_in_pages_with_what_others_did_for_them(store: Store) -> None:
    ideas = [an_idea(store, at=NOW - number * HOUR) for number in range(1, PAGE + 3)]
    oldest = ideas[-1]
    toggle_support(store, "T1", oldest.id, "UBEN", NOW)
    an_idea(store, "UEVA", NOW, parents=(oldest.id,))
    an_idea(store, "UANA", NOW - MINUTE, parents=(oldest.id,))  # goes on thinking
    trial(store, oldest, BEN)

    first, last, gone = (home(store, pages=Pages(ideas=number)).ideas for number in (1, 2, 9))

    assert (first.number, first.pages, len(first.items)) == (1, 2, PAGE)
    assert first.items[1].idea == ideas[0]
    assert last == gone
    assert last.items[-1].tally == Tally(supporters=1, builders=1, tests=1)


def test_kudos_to_somebody_come_in_pages(store: Store) -> None:
    for number in range(PAGE + 1):
        thank(store, number)

    first, last = home(store).kudos, home(store, pages=Pages(kudos=2)).kudos

    assert [each.reason for each in first.items] == [f"reason {number}" for number in range(PAGE)]
    assert [each.reason for each in last.items] == [f"reason {PAGE}"]
    assert home(store, "UBEN").kudos.items == ()


def test_what_was_said_in_a_private_channel_is_told_without_its_words(store: Store) -> None:
    thank(store, 1, is_private=True)

    [kudos] = home(store).kudos.items

    assert (kudos.reason, kudos.channel) == ("", None)


def test_effects_count_what_others_made_of_ideas(store: Store) -> None:
    adopted, built = an_idea(store), an_idea(store, at=NOW - 3 * HOUR)
    an_idea(store, "UBEN", NOW, parents=(built.id,))
    an_idea(store, "UANA", NOW - HOUR, parents=(adopted.id,))
    trial(store, built, BEN)
    decide_idea(store, adopted.id, ANA, Move.ADOPT, NOW)

    effects = home(store).effects

    assert (effects.shared, effects.built_on, effects.tested, effects.adopted) == (3, 1, 1, 1)


def test_effects_tell_of_what_grew_into_something_adopted(store: Store) -> None:
    first = an_idea(store)
    second = an_idea(store, "UBEN", NOW - 3 * HOUR, parents=(first.id,))
    third = an_idea(store, "UBEN", NOW - 2 * HOUR, parents=(second.id,))
    decide_idea(store, third.id, BEN, Move.ADOPT, NOW)

    effects = [home(store, person).effects for person in ("UANA", "UBEN")]

    assert [(each.adopted, each.grown) for each in effects] == [(0, 1), (1, 1)]


def test_what_grew_through_a_withdrawn_idea_still_counts(store: Store) -> None:
    first = an_idea(store)
    second = an_idea(store, "UBEN", NOW - 3 * HOUR, parents=(first.id,))
    third = an_idea(store, "UEVA", NOW - 2 * HOUR, parents=(second.id,))
    with store.begin() as tx:
        tx.ideas.withdraw("T1", second.id, NOW)
    decide_idea(store, third.id, EVA, Move.ADOPT, NOW)

    grown = [home(store, person).effects.grown for person in ("UANA", "UBEN", "UEVA")]

    assert grown == [1, 0, 0]


def test_what_was_built_in_a_private_channel_elsewhere_is_not_counted(store: Store) -> None:
    idea = an_idea(store)
    toggle_support(store, "T1", idea.id, "UEVA", NOW)
    secret = an_idea(store, "UBEN", NOW, channel="G9", is_private=True, parents=(idea.id,))

    found = home(store)

    assert found.effects.built_on == 0
    assert [each.tally for each in found.ideas.items] == [Tally(supporters=1, builders=0)]
    assert home(store, "UEVA").helped.items == ()
    learn_channels(store, [Channel("T1", "G9")], NOW)
    assert home(store).effects.built_on == 1
    assert [each.tally.builders for each in home(store).ideas.items] == [1]
    assert [each.idea.id for each in home(store, "UEVA").helped.items] == [idea.id]
    assert secret.parents == (idea.id,)


def test_what_grew_in_a_private_channel_elsewhere_is_not_counted(store: Store) -> None:
    first = an_idea(store)
    secret = Idea("T1", "UBEN", "secret", NOW, "p", "CSECRET", is_private=True, parents=(first.id,))
    kept = share_idea(store, secret)
    assert kept
    decide_idea(store, kept.id, BEN, Move.ADOPT, NOW)

    assert home(store).effects.grown == 0


def test_what_somebody_helped_along_is_told_once_something_came_of_it(store: Store) -> None:
    idea = an_idea(store, "UBEN")
    toggle_support(store, "T1", idea.id, "UANA", NOW)
    an_idea(store, "UANA", NOW, parents=(idea.id,))
    before = home(store).helped.items

    test = trial(store, idea, EVA)
    end_test(store, test.id, EVA, Move.KEEP, "it does", NOW)

    assert before == ()
    [helped] = home(store).helped.items
    assert helped.idea.id == idea.id
    assert set(helped.parts) == {Part.SUPPORT, Part.BUILD}
    assert home(store, "UBEN").helped.items == ()


def test_a_private_idea_is_told_to_its_author_and_to_who_helped(store: Store) -> None:
    idea = an_idea(store, channel="C9", is_private=True)
    toggle_support(store, "T1", idea.id, "UBEN", NOW)
    decide_idea(store, idea.id, ANA, Move.ADOPT, NOW)

    homes = {person: home(store, person) for person in ("UANA", "UBEN", "UEVA")}

    assert [len(each.ideas.items) for each in homes.values()] == [1, 0, 0]
    assert [len(each.helped.items) for each in homes.values()] == [0, 1, 0]


def test_a_leaders_team_and_somebodys_wishes_are_there(store: Store) -> None:
    led(store)
    choose(store, "T1", "ULEA", hidden=True)

    found = home(store, "ULEA")

    assert len(found.teams) == 1
    assert found.wishes.hidden
    assert home(store).teams == ()
