"""The leader's digest against a slow and simple count."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.digests import ITEMS, compose
from bot.domain.ideas import Contribution, Idea, Part, Stage
from bot.domain.people import Team
from bot.domain.waiting import Facts
from bot.kit.weeks import WEEK
from tests.domain.builders import HOUR, NOW, a_kudos, a_team, an_idea

PEOPLE = ["lea", "ana", "ben", "chloe", "otto"]
people = st.sampled_from(PEOPLE)
times = st.integers(-24 * 40, 24).map(lambda hours: NOW + hours * HOUR)
ideas = st.builds(
    an_idea,
    id=st.integers(1, 6),
    author=people,
    shared_at=times,
    is_private=st.booleans(),
    channel=st.sampled_from(["C1", "C2"]),
    stage=st.sampled_from(list(Stage)),
)
parts = st.builds(
    lambda part, person, at, idea: (Contribution(idea.id, person, part, at), idea),
    st.sampled_from([Part.AUTHOR, Part.BUILD, Part.TEST]),
    people,
    times,
    ideas,
)
some_kudos = st.builds(
    a_kudos,
    giver=people,
    receivers=st.lists(people, min_size=1, max_size=3, unique=True).map(tuple),
    given_at=times,
    is_private=st.booleans(),
)
some_facts = st.builds(
    Facts,
    kudos=st.lists(some_kudos, max_size=8),
    received=st.lists(some_kudos, max_size=8),
    work=st.lists(parts, max_size=10),
    first_replies=st.dictionaries(st.integers(1, 6), times, max_size=6),
    children=st.dictionaries(st.integers(1, 6), st.lists(ideas, max_size=3), max_size=3),
    supporters=st.dictionaries(st.integers(1, 6), st.integers(0, 5), max_size=6),
    seen_since=times,
)
some_teams = st.builds(
    a_team,
    members=st.frozensets(st.sampled_from(PEOPLE[1:]), min_size=1),
    channels=st.frozensets(st.sampled_from(["C1", "C2"])),
)


def visible(team: Team, known: Facts) -> list[tuple[Contribution, Idea]]:
    found = []
    for part, idea in known.work:
        named = part.person in team.members or part.person == team.leader
        open_to_leader = not idea.is_private or idea.channel in team.channels
        if named and open_to_leader and part.at < NOW:
            found.append((part, idea))
    return found


def unthanked(team: Team, known: Facts) -> set[str]:
    found = set()
    for member in team.members:
        done = [
            part.at
            for part, _ in visible(team, known)
            if part.person == member and part.part in (Part.AUTHOR, Part.BUILD)
        ]
        done += [
            kudos.given_at
            for kudos in known.received
            if member in kudos.receivers and kudos.giver != "lea" and not kudos.is_private
        ]
        recent = [at for at in done if NOW - timedelta(days=14) <= at < NOW]
        thanks = [k.given_at for k in known.kudos if k.giver == "lea" and member in k.receivers]
        if any(all(thanked < at for thanked in thanks) for at in recent):
            found.add(member)
    return found


@settings(max_examples=40, deadline=None)
@given(some_teams, some_facts)
def test_whoever_waits_did_something_that_the_leader_has_not_thanked_for(
    team: Team, known: Facts
) -> None:
    found = compose(team, known, NOW)

    expected = unthanked(team, known)
    assert found.waiting_in_all == len(expected)
    assert {each.person for each in found.waiting} <= expected
    assert list(found.waiting) == sorted(found.waiting, key=lambda each: each.at)


@settings(max_examples=40, deadline=None)
@given(some_teams, some_facts)
def test_credit_is_counted_as_by_hand(team: Team, known: Facts) -> None:
    found = compose(team, known, NOW).credit

    given_to_team = [
        kudos
        for kudos in known.kudos
        if kudos.giver == "lea" and set(kudos.receivers) & team.members
    ]
    week = [kudos for kudos in given_to_team if NOW - WEEK <= kudos.given_at < NOW]
    assert known.seen_since is not None
    weeks = sum(known.seen_since <= NOW - n * WEEK for n in (2, 3, 4, 5))
    before = [k for k in given_to_team if NOW - (weeks + 1) * WEEK <= k.given_at < NOW - WEEK]
    assert found.kudos == len(week)
    assert found.people == len({who for k in week for who in k.receivers} & team.members)
    assert found.usual == (len(before) / weeks if weeks else None)
    assert len(found.items) == min(len(week), ITEMS)


@settings(max_examples=40, deadline=None)
@given(some_teams, some_facts)
def test_ideas_are_counted_as_by_hand(team: Team, known: Facts) -> None:
    found = compose(team, known, NOW).ideas

    authored = [(p, i) for p, i in visible(team, known) if p.part is Part.AUTHOR]
    week = [part.person for part, _ in authored if part.at >= NOW - WEEK]
    assert found.by_team == sum(person in team.members for person in week)
    assert found.by_leader == week.count("lea")
    assert found.testing == sum(idea.stage is Stage.TESTING for _, idea in authored)
    assert found.adopted == sum(idea.stage is Stage.ADOPTED for _, idea in authored)


@settings(max_examples=40, deadline=None)
@given(some_teams, some_facts)
def test_nothing_private_of_others_reaches_the_leader(team: Team, known: Facts) -> None:
    found = compose(team, known, NOW)

    seen = {idea.id for _, idea in visible(team, known)}
    assert {each.idea for each in found.waiting if each.idea} <= seen
    assert found.team == team.id
    assert (found.until - found.since, found.until) == (WEEK, NOW)
