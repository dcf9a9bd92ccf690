"""Promises are made one at a time, follow their leader, and are told in the digest."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest

from bot.domain.leading_errors import (
    AimGoneError,
    DayNotOfferedError,
    PromiseOpenError,
    PromiseOverError,
)
from bot.domain.outgoing import PromiseDue
from bot.domain.people import Person, Team
from bot.domain.promises import Aim, Deed, Promise, PromiseTold
from bot.services.due import run_due
from bot.services.kept_promises import promises_to_tell
from bot.services.people import learn_people
from bot.services.promises import chances_of, change_day, let_go, make_promise, promise_of
from bot.services.teams import remove_team, stop_leading
from bot.storage import Store
from tests.services.world import DAY, HOUR, NOW, WEEK, an_idea, known, led, said, say

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
AT_TEN = datetime.fromisoformat("2026-11-26T09:00+00:00")


@pytest.fixture
def team(store: Store) -> Team:
    """Lea's, in Berlin, with an idea by Ana."""
    known(store, "ULEA", "UANA", "UBEN", zone="Europe/Berlin")
    an_idea(store)
    return led(store)


def promise(
    store: Store, team: Team, deed: Deed = Deed.THANK, day: date = THURSDAY, form: str = "form:1"
) -> Promise:
    person = "UANA" if deed is Deed.THANK else ""
    aim = Aim(deed, team.id, person, 1 if deed.is_of_an_idea else 0)
    made = make_promise(store, "T1", "ULEA", aim, day, NOW, source=form)
    assert made
    return made


def reminded(store: Store, at: datetime) -> list[PromiseTold]:
    run_due(store, at)
    return [each.told for each in said(store, at) if isinstance(each, PromiseDue)]


def told(store: Store, team: Team, until: datetime) -> Mapping[int, PromiseTold]:
    with store.begin() as tx:
        return promises_to_tell(tx, [(team, until)])


def test_two_forms_sent_at_once_make_one(store: Store, team: Team) -> None:
    promise(store, team)

    with pytest.raises(PromiseOpenError):
        promise(store, team, form="form:2")


def test_the_same_form_sent_twice_makes_one(store: Store, team: Team) -> None:
    promise(store, team)
    aim = Aim(Deed.THANK, team.id, "UANA")

    again = make_promise(store, "T1", "ULEA", aim, THURSDAY, NOW, source="form:1")

    assert again is None


@pytest.mark.parametrize(
    "aim",
    [
        Aim(Deed.THANK, 1, "USTRANGE"),
        Aim(Deed.THANK, 99, "UANA"),
        Aim(Deed.REPLY, 1, "", 99),
        Aim(Deed.TEST, 1),
    ],
)
def test_what_is_not_there_cannot_be_promised(store: Store, team: Team, aim: Aim) -> None:
    assert team.id == 1

    with pytest.raises(AimGoneError):
        make_promise(store, "T1", "ULEA", aim, THURSDAY, NOW, source="form:1")


def test_an_idea_of_a_private_channel_that_is_not_named_cannot(store: Store, team: Team) -> None:
    hidden = an_idea(store, "UBEN", channel="C9", is_private=True)
    aim = Aim(Deed.REPLY, team.id, "", hidden.id)

    with pytest.raises(AimGoneError):
        make_promise(store, "T1", "ULEA", aim, THURSDAY, NOW, source="form:1")

    offered = chances_of(store, "T1", "ULEA", NOW).offers
    assert hidden.id not in [offer.aim.idea for offer in offered]


def test_a_weekend_is_refused(store: Store, team: Team) -> None:
    with pytest.raises(DayNotOfferedError):
        promise(store, team, day=date(2026, 11, 28))


def test_it_is_brought_back_once_however_often_the_clock_rings(store: Store, team: Team) -> None:
    promise(store, team)

    found = [reminded(store, at) for at in (AT_TEN - HOUR, AT_TEN, AT_TEN, AT_TEN + HOUR)]

    assert [len(each) for each in found] == [0, 1, 0, 0]


def test_a_bot_that_slept_over_the_day_reminds_of_nothing(store: Store, team: Team) -> None:
    promise(store, team)

    assert reminded(store, AT_TEN + DAY) == []


def test_who_moves_to_another_zone_is_reminded_at_their_hour_there(
    store: Store, team: Team
) -> None:
    promise(store, team)

    learn_people(store, [Person("T1", "ULEA", "Lea", "America/New_York")], NOW)

    assert reminded(store, AT_TEN) == []
    assert len(reminded(store, AT_TEN + 6 * HOUR)) == 1


def test_a_leader_who_left_is_not_reminded(store: Store, team: Team) -> None:
    promise(store, team)

    known(store, "ULEA", is_deactivated=True)

    assert reminded(store, AT_TEN) == []


def test_a_team_that_is_gone_leaves_the_promise_to_another_of_theirs(
    store: Store, team: Team
) -> None:
    other = led(store, name="two")
    promise(store, team)

    remove_team(store, "T1", "ULEA", team.id)

    assert len(reminded(store, AT_TEN)) == 1
    assert list(told(store, other, NOW + WEEK)) == [other.id]


def test_who_leads_no_more_is_not_reminded(store: Store, team: Team) -> None:
    promise(store, team)

    stop_leading(store, "T1", "ULEA")

    assert reminded(store, AT_TEN) == []


def test_who_left_is_not_to_be_thanked_any_more(store: Store, team: Team) -> None:
    made = promise(store, team)

    known(store, "UANA", is_deactivated=True)

    assert reminded(store, AT_TEN) == []
    with pytest.raises(PromiseOverError):
        let_go(store, "T1", "ULEA", made.id)


def test_the_next_digest_tells_whether_it_was_done(store: Store, team: Team) -> None:
    made = promise(store, team)
    before = told(store, team, NOW + WEEK)

    say(store, "thanks <@UANA> for the office", author="ULEA", ts="5.0", sent_at=NOW + HOUR)
    after = told(store, team, NOW + WEEK)

    assert before[team.id].promise == made
    assert after[team.id].promise.is_kept
    assert told(store, team, NOW + 2 * WEEK) == {}


def test_what_is_over_gets_another_day_while_nothing_else_is_open(store: Store, team: Team) -> None:
    made = promise(store, team)
    run_due(store, NOW + WEEK)

    moved = change_day(store, "T1", "ULEA", made.id, date(2026, 12, 3), NOW + WEEK)

    assert promise_of(store, "T1", "ULEA", made.id, NOW + WEEK).open is not None
    assert moved.next_at == AT_TEN + WEEK


def test_what_is_done_gets_no_other_day(store: Store, team: Team) -> None:
    made = promise(store, team)
    say(store, "thanks <@UANA> for the office", author="ULEA", ts="5.0", sent_at=NOW + HOUR)

    with pytest.raises(PromiseOverError):
        change_day(store, "T1", "ULEA", made.id, FRIDAY, NOW + 2 * HOUR)


def test_others_cannot_touch_it(store: Store, team: Team) -> None:
    made = promise(store, team)
    led(store, leader="UBEN", members=frozenset({"UANA"}))

    with pytest.raises(PromiseOverError):
        let_go(store, "T1", "UBEN", made.id)
    with pytest.raises(PromiseOverError):
        change_day(store, "T1", "UBEN", made.id, FRIDAY, NOW)


def test_a_promise_of_long_ago_is_over(store: Store, team: Team) -> None:
    made = promise(store, team)
    run_due(store, NOW + WEEK)

    with pytest.raises(PromiseOverError):
        promise_of(store, "T1", "ULEA", made.id, NOW + timedelta(days=40))
