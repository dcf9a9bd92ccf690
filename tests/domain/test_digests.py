"""The leader's digest, each part by hand."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.digests import (
    WAITING,
    BestKind,
    CreditGiven,
    compose,
)
from bot.domain.ideas import Part, Stage
from bot.domain.kudos import Kudos
from bot.domain.nudges import Suggestion
from bot.domain.waiting import Done, Facts, Waiting
from bot.kit.weeks import WEEK
from tests.domain.builders import (
    DAY,
    HOUR,
    NOW,
    a_kudos,
    a_part,
    a_team,
    an_idea,
    facts,
    shared,
)

MOMENT = timedelta(microseconds=1)


def credit(*kudos: Kudos) -> CreditGiven:
    return compose(a_team(), facts(kudos=kudos), NOW).credit


def waiting(facts: Facts) -> list[str]:
    return [each.person for each in compose(a_team(), facts, NOW).waiting]


# Who is not named


def test_who_is_unnamed_is_not_among_the_best_nor_waiting() -> None:
    child = an_idea(id=2, author="ben")
    found = facts(
        work=[shared(an_idea()), shared(an_idea(id=3, author="chloe"))],
        children={1: [child]},
        received=[a_kudos(giver="otto", receivers=("ana", "ben"))],
    )

    without_ben = compose(a_team(), replace(found, unnamed=frozenset({"ben"})), NOW).best
    without_ana = compose(a_team(), replace(found, unnamed=frozenset({"ana"})), NOW)

    assert without_ben is not None
    assert (without_ben.kind, without_ben.people) == (BestKind.SHARED, ("ana",))
    assert without_ana.best is not None
    assert without_ana.best.people == ("chloe",)
    assert "ana" not in waiting(replace(found, unnamed=frozenset({"ana"})))


def test_of_thanks_the_best_names_only_those_who_may_be_named() -> None:
    found = facts(received=[a_kudos(giver="otto", receivers=("ana", "ben"))])

    best = compose(a_team(), replace(found, unnamed=frozenset({"ana"})), NOW).best
    none = compose(a_team(), replace(found, unnamed=frozenset({"ana", "ben"})), NOW).best

    assert best is not None
    assert best.people == ("ben",)
    assert none is None


def test_what_was_built_in_a_private_channel_names_nobody_elsewhere() -> None:
    there = an_idea(id=2, author="ben", channel="C9", is_private=True)
    here = an_idea(id=3, author="chloe", is_private=True)

    best = compose(a_team(), facts(work=[shared(an_idea())], children={1: [there, here]}), NOW).best

    assert best is not None
    assert (best.kind, best.people) == (BestKind.BUILT_ON, ("ana", "chloe"))


# Credit you gave


def test_kudos_of_the_week_are_counted_beside_the_mean_of_the_four_before() -> None:
    found = credit(
        a_kudos(given_at=NOW - DAY),
        a_kudos(given_at=NOW - 2 * DAY, receivers=("ben", "ana")),
        *(a_kudos(given_at=NOW - WEEK - n * DAY) for n in range(1, 7)),
    )

    assert (found.kudos, found.people, found.usual) == (2, 2, 1.5)


def test_a_week_runs_from_its_first_moment_up_to_its_last() -> None:
    assert credit(a_kudos(given_at=NOW - WEEK)).kudos == 1
    assert credit(a_kudos(given_at=NOW - WEEK - MOMENT)).kudos == 0
    assert credit(a_kudos(given_at=NOW - MOMENT)).kudos == 1
    assert credit(a_kudos(given_at=NOW)).kudos == 0


def test_the_usual_looks_back_four_weeks_and_no_further() -> None:
    assert credit(a_kudos(given_at=NOW - 5 * WEEK)).usual == 0.25
    assert credit(a_kudos(given_at=NOW - 5 * WEEK - MOMENT)).usual == 0


@pytest.mark.parametrize(
    ("seen", "weeks", "usual"),
    [
        (NOW - 9 * WEEK, 4, 0.5),
        (NOW - 5 * WEEK, 4, 0.5),
        (NOW - 5 * WEEK + MOMENT, 3, 2 / 3),
        (NOW - 2 * WEEK, 1, 1),
        (NOW - 2 * WEEK + MOMENT, 0, None),
        (NOW - DAY, 0, None),
    ],
)
def test_the_usual_is_the_mean_of_whole_weeks_that_were_seen(
    seen: datetime, weeks: int, usual: float | None
) -> None:
    before = [a_kudos(given_at=NOW - WEEK - DAY), a_kudos(given_at=NOW - 2 * WEEK - DAY)]

    found = compose(a_team(), facts(kudos=before, seen_since=seen), NOW).credit

    assert (found.weeks, found.usual) == (weeks, usual)


def test_kudos_to_others_than_the_team_are_no_credit_to_it() -> None:
    assert credit(a_kudos(receivers=("otto",))).kudos == 0


def test_of_kudos_to_the_team_and_to_others_only_the_team_is_counted() -> None:
    found = credit(a_kudos(receivers=("otto", "ana")))

    assert (found.kudos, found.people) == (1, 1)
    assert found.items[0].receivers == ("otto", "ana")


def test_kudos_by_other_leaders_are_theirs() -> None:
    assert credit(a_kudos(giver="mia")).kudos == 0


def test_the_newest_kudos_are_shown_first_and_only_the_first_few() -> None:
    found = credit(*(a_kudos(given_at=NOW - n * HOUR, reason=str(n)) for n in (5, 2, 6, 3, 1, 4)))

    assert [item.reason for item in found.items] == ["1", "2", "3", "4", "5"]
    assert found.kudos == 6


# Waiting for credit


def test_work_that_the_leader_has_not_thanked_for_waits() -> None:
    idea = an_idea(author="ana", text="a quieter office", shared_at=NOW - 3 * DAY)
    work = "a quieter office", NOW - 3 * DAY, 1, "C1", "2.0"

    found = compose(a_team(), facts(work=[shared(idea)]), NOW)

    assert found.waiting == (Waiting("ana", Done.SHARED, "idea:1", *work),)


def test_it_waits_until_the_leader_thanked_and_whatever_others_did() -> None:
    work = [shared(an_idea(shared_at=NOW - 3 * DAY))]
    by_otto, by_lea = a_kudos(giver="otto"), a_kudos()
    mia = a_kudos(giver="mia")

    assert waiting(facts(work=work, received=[by_otto], kudos=[mia])) == ["ana"]
    assert waiting(facts(work=work, received=[by_otto, by_lea], kudos=[by_lea])) == []


def test_the_first_few_are_shown_and_all_are_counted() -> None:
    people = [f"p{n}" for n in range(WAITING + 3)]
    work = [shared(an_idea(id=n, author=person)) for n, person in enumerate(people)]

    found = compose(a_team(members=frozenset(people)), facts(work=work), NOW)

    assert (len(found.waiting), found.waiting_in_all) == (WAITING, WAITING + 3)


# Private channels


def test_work_in_a_private_channel_that_the_team_does_not_name_stays_there() -> None:
    found = compose(a_team(), facts(work=[shared(an_idea(is_private=True))]), NOW)

    assert found.is_empty


def test_work_in_a_private_channel_that_the_team_names_is_seen() -> None:
    team = a_team(channels=frozenset({"C1"}))

    found = compose(team, facts(work=[shared(an_idea(is_private=True))]), NOW)

    assert (len(found.waiting), found.ideas.by_team) == (1, 1)


def test_who_built_in_a_private_channel_that_the_team_does_not_name_is_not_told() -> None:
    found = facts(
        work=[a_part(Part.BUILD, "ben", NOW - DAY)],
        children={9: [an_idea(id=10, author="ben", channel="C9", is_private=True)]},
    )

    named = compose(a_team(channels=frozenset({"C9"})), found, NOW).waiting

    assert compose(a_team(), found, NOW).waiting == ()
    assert [each.person for each in named] == ["ben"]


def test_public_work_is_seen_in_whatever_channel() -> None:
    found = compose(a_team(channels=frozenset({"C7"})), facts(work=[shared(an_idea())]), NOW)

    assert found.ideas.by_team == 1


def test_kudos_given_privately_by_others_are_not_told() -> None:
    private = a_kudos(giver="otto", is_private=True)

    assert compose(a_team(), facts(received=[private]), NOW).best is None


# The best thing of the week


def test_an_idea_that_others_built_on_is_the_best() -> None:
    built, supported = an_idea(id=1, text="built"), an_idea(id=2, text="supported")
    known = facts(
        work=[shared(built), shared(supported)],
        children={1: [an_idea(id=3, author="ben"), an_idea(id=4, author="ben")]},
        supporters={2: 9},
    )

    best = compose(a_team(), known, NOW).best

    assert best is not None
    assert (best.kind, best.text, best.people) == (BestKind.BUILT_ON, "built", ("ana", "ben"))


def test_building_on_ones_own_idea_is_not_building_together() -> None:
    known = facts(
        work=[shared(an_idea(id=1, text="own")), shared(an_idea(id=2, text="supported"))],
        children={1: [an_idea(id=3, author="ana")]},
        supporters={2: 1},
    )

    best = compose(a_team(), known, NOW).best

    assert best is not None
    assert (best.kind, best.text) == (BestKind.SUPPORTED, "supported")


def test_without_anything_else_the_newest_idea_is_the_best() -> None:
    work = [
        shared(an_idea(id=1, text="older", shared_at=NOW - 2 * DAY)),
        shared(an_idea(id=2, text="newer", shared_at=NOW - DAY)),
    ]

    best = compose(a_team(), facts(work=work), NOW).best

    assert best is not None
    assert (best.kind, best.text) == (BestKind.SHARED, "newer")


def test_the_leaders_own_idea_is_not_what_the_team_did_best() -> None:
    assert compose(a_team(), facts(work=[shared(an_idea(author="lea"))]), NOW).best is None


def test_without_an_idea_the_thanks_to_most_people_are_the_best() -> None:
    known = facts(
        received=[
            a_kudos(reason="one", receivers=("ana",), given_at=NOW - HOUR),
            a_kudos(reason="two", receivers=("otto", "ana", "ben"), given_at=NOW - DAY),
        ]
    )

    best = compose(a_team(), known, NOW).best

    assert best is not None
    assert (best.kind, best.text, best.people) == (BestKind.THANKED, "two", ("ana", "ben"))


@pytest.mark.parametrize("at", [NOW - WEEK - MOMENT, NOW, NOW + DAY])
def test_what_happened_in_another_week_is_not_the_best_of_this_one(at: datetime) -> None:
    work = [shared(an_idea(shared_at=at))]

    assert compose(a_team(), facts(work=work), NOW).best is None
    assert compose(a_team(), facts(received=[a_kudos(given_at=at)]), NOW).best is None


# Ideas in figures


def test_ideas_are_counted_by_whom_they_are() -> None:
    work = [
        shared(an_idea(id=1, author="ana")),
        shared(an_idea(id=2, author="ana")),
        shared(an_idea(id=3, author="lea")),
        shared(an_idea(id=4, author="ben", shared_at=NOW - WEEK - MOMENT)),
        a_part(Part.BUILD, "chloe", NOW - DAY),
    ]

    found = compose(a_team(), facts(work=work), NOW).ideas

    assert (found.by_team, found.by_leader, found.people) == (2, 1, 2)


def test_an_idea_waits_for_a_reply_after_two_days() -> None:
    fresh = shared(an_idea(id=1, shared_at=NOW - 48 * HOUR + MOMENT))
    stale = shared(an_idea(id=2, shared_at=NOW - 48 * HOUR))
    answered = shared(an_idea(id=3, shared_at=NOW - 9 * DAY))

    found = compose(
        a_team(), facts(work=[fresh, stale, answered], first_replies={3: NOW - DAY}), NOW
    )

    assert found.ideas.waiting == 1


def test_stages_are_counted() -> None:
    stages = [Stage.TESTING, Stage.TESTING, Stage.ADOPTED, Stage.SHARED, Stage.PARKED]
    work = [shared(an_idea(id=n, stage=stage)) for n, stage in enumerate(stages)]

    found = compose(a_team(), facts(work=work), NOW).ideas

    assert (found.testing, found.adopted) == (2, 1)


# The whole


def test_a_week_in_which_nothing_happened_is_empty() -> None:
    assert compose(a_team(), facts(), NOW).is_empty


def test_a_suggestion_alone_is_worth_a_digest() -> None:
    quiet = compose(a_team(), facts(), NOW)
    nudge = Suggestion("thank_overdue", "idea:1", NOW, person="ana", idea=1)

    assert not replace(quiet, nudge=nudge).is_empty


def test_last_weeks_thanks_alone_are_not_worth_a_digest() -> None:
    old = a_kudos(given_at=NOW - WEEK - DAY)

    assert compose(a_team(), facts(kudos=[old]), NOW).is_empty


def test_the_week_is_named_by_the_leaders_own_calendar() -> None:
    sunday_night = datetime.fromisoformat("2026-11-22T23:30:00+00:00")

    assert compose(a_team(zone="Europe/Berlin"), facts(), sunday_night).week == "2026-W48"
    assert compose(a_team(zone="America/Lima"), facts(), sunday_night).week == "2026-W47"
