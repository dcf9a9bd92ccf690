"""What waits for the leader's thanks, each rule by hand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.idea_tests import IdeaTest, Outcome
from bot.domain.ideas import Contribution, Idea, Part, Reply, Stage
from bot.domain.kudos import Kudos
from bot.domain.waiting import WAITS_FOR, Done, Facts, Waiting, waiting_for_credit
from tests.domain.builders import DAY, HOUR, NOW, a_kudos, a_part, a_team, an_idea, shared

MOMENT = timedelta(microseconds=1)
SHARED_THEN = NOW - 3 * DAY


def waiting(work: Facts, *given: Kudos, unnamed: frozenset[str] = frozenset()) -> list[Waiting]:
    return waiting_for_credit(a_team(), replace(work, kudos=given, unnamed=unnamed), NOW)


def people(work: Facts, *given: Kudos) -> list[str]:
    return [each.person for each in waiting(work, *given)]


def a_test(owner: str = "ben", **changes: object) -> tuple[IdeaTest, Idea]:
    test = IdeaTest("T1", 1, owner, "?", 1, NOW - 9 * DAY, NOW - DAY, Outcome.KEPT)
    return replace(test, ended_at=NOW - DAY, **changes), an_idea(author="otto")  # type: ignore[arg-type]


def helped(person: str = "chloe") -> tuple[Reply, Idea]:
    return Reply(1, "2.5", person, NOW - DAY), an_idea(author="otto")


def adopted(person: str, part: Part = Part.SUPPORT) -> tuple[Contribution, Idea]:
    return a_part(part, person, NOW - 60 * DAY, stage=Stage.ADOPTED, stage_at=NOW - DAY)


def test_an_idea_that_was_shared_waits() -> None:
    work = Facts(work=[shared(an_idea(text="a quieter office", shared_at=SHARED_THEN))])

    assert waiting(work) == [
        Waiting("ana", Done.SHARED, "idea:1", "a quieter office", SHARED_THEN, 1, "C1", "2.0")
    ]


@pytest.mark.parametrize(
    ("work", "person", "done"),
    [
        (Facts(work=[a_part(Part.BUILD, "ben", NOW - DAY)]), "ben", Done.BUILT),
        (Facts(finished=[a_test("ben")]), "ben", Done.TESTED),
        (Facts(helpful=[helped("chloe")]), "chloe", Done.HELPED),
        (Facts(adopted=[adopted("ben")]), "ben", Done.ADOPTED),
        (Facts(received=[a_kudos(giver="otto")]), "ana", Done.THANKED),
    ],
)
def test_each_kind_of_work_waits(work: Facts, person: str, done: Done) -> None:
    [found] = waiting(work)

    assert (found.person, found.done) == (person, done)


def test_to_test_or_to_support_is_not_done_yet() -> None:
    parts = [a_part(part, "ben", NOW - DAY) for part in (Part.TEST, Part.SUPPORT, Part.QUESTION)]

    assert waiting(Facts(work=parts)) == []


def test_the_leaders_thanks_since_then_end_it_and_others_do_not() -> None:
    work = Facts(work=[shared(an_idea(shared_at=SHARED_THEN))])

    assert people(work, a_kudos(given_at=SHARED_THEN - MOMENT)) == ["ana"]
    assert people(work, a_kudos(given_at=SHARED_THEN)) == []
    assert people(work, a_kudos(given_at=NOW - HOUR), a_kudos(given_at=NOW - 9 * DAY)) == []
    assert people(work, a_kudos(receivers=("ben",))) == ["ana"]


def test_thanked_in_person_ends_that_work_alone() -> None:
    built = a_part(Part.BUILD, "ana", NOW - DAY, id=2)
    both = Facts(work=[shared(an_idea(shared_at=SHARED_THEN)), built])

    [left] = waiting(replace(both, in_person={("lea", "ana", "idea:2"): NOW - DAY}))
    by_another = waiting(replace(both, in_person={("mia", "ana", "idea:2"): NOW}))
    too_early = waiting(replace(both, in_person={("lea", "ana", "idea:2"): NOW - DAY - MOMENT}))

    assert left.work == "idea:1"
    assert by_another[0].work == "idea:2"
    assert too_early[0].work == "idea:2", "what they did since is new"


def test_of_one_person_the_most_remarkable_is_shown_and_the_rest_counted() -> None:
    work = Facts(
        work=[
            shared(an_idea(id=1, shared_at=NOW - 2 * DAY)),
            a_part(Part.BUILD, "ana", NOW - 5 * DAY, id=2),
            a_part(Part.BUILD, "ana", NOW - 4 * DAY, id=3),
        ]
    )

    [found] = waiting(work)

    assert (found.work, found.others) == ("idea:3", 2)


def test_the_longest_waiting_stands_first() -> None:
    work = Facts(
        work=[
            shared(an_idea(id=1, author="ana", shared_at=NOW - 2 * DAY)),
            shared(an_idea(id=2, author="ben", shared_at=NOW - 6 * DAY)),
        ],
        finished=[a_test("chloe")],
    )

    assert people(work) == ["ben", "ana", "chloe"]


def test_work_waits_for_two_weeks() -> None:
    assert people(Facts(work=[shared(an_idea(shared_at=NOW - WAITS_FOR))])) == ["ana"]
    assert people(Facts(work=[shared(an_idea(shared_at=NOW - WAITS_FOR - MOMENT))])) == []
    assert people(Facts(work=[shared(an_idea(shared_at=NOW))])) == []


def test_nobody_waits_who_is_no_member_or_unnamed() -> None:
    work = Facts(work=[shared(an_idea(author=who)) for who in ("lea", "otto", "ben")])

    assert waiting(work, unnamed=frozenset({"ben"})) == []


def test_of_private_channels_only_the_teams_own_are_told() -> None:
    work = Facts(work=[shared(an_idea(is_private=True))])
    theirs = a_team(channels=frozenset({"C1"}))

    assert waiting(work) == []
    assert len(waiting_for_credit(theirs, work, NOW)) == 1


def test_private_thanks_by_colleagues_and_ones_own_are_not_told() -> None:
    private = a_kudos(giver="otto", is_private=True)

    assert waiting(Facts(received=[private, a_kudos(giver="lea")])) == []
