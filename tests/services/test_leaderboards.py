"""Boards on request and each week: who stands on them, and when they are posted."""

from datetime import datetime, time

from bot.domain.leaderboards import Leaderboard, Period
from bot.domain.outgoing import BoardPosted
from bot.domain.people import BoardSchedule, Channel
from bot.services.channels import learn_channels, note_archived, note_bot_left
from bot.services.due import run_due
from bot.services.leaderboards import board_of, schedule_board, stop_board
from bot.services.privacy import choose
from bot.storage import Store
from tests.services.world import DAY, HOUR, NOW, WEEK, an_idea, known, said

TUESDAY_TEN = BoardSchedule(1, time(10), "Europe/Berlin")


def board(store: Store, period: Period = Period.WEEK, channel: str = "C1") -> Leaderboard:
    return board_of(store, "T1", channel, period, NOW)


def boards(store: Store, at: datetime) -> list[Leaderboard]:
    run_due(store, at)
    return [each.board for each in said(store, at) if isinstance(each, BoardPosted)]


def test_a_board_names_who_shared_in_the_channel_and_period(store: Store) -> None:
    known(store, "UANA", "UBEN")
    an_idea(store, "UANA", NOW - HOUR)
    an_idea(store, "UANA", NOW - DAY)
    an_idea(store, "UBEN", NOW - 8 * DAY)
    an_idea(store, "UBEN", NOW - HOUR, channel="C2")

    assert [(line.name, line.shared) for line in board(store).lines] == [("Uana", 2)]
    assert [line.name for line in board(store, Period.ALL).lines] == ["Uana", "Uben"]
    assert board(store).figures.ideas == 2


def test_who_hides_left_or_is_unknown_counts_and_is_not_named(store: Store) -> None:
    known(store, "UANA", "UBEN")
    known(store, "UGONE", is_deactivated=True)
    for number, person in enumerate(("UANA", "UBEN", "UGONE", "UNKNOWN")):
        an_idea(store, person, ts=f"{number}.0")

    choose(store, "T1", "UBEN", hidden=True)

    assert [line.name for line in board(store).lines] == ["Uana"]
    assert board(store).figures.people == 4
    choose(store, "T1", "UBEN", hidden=False)
    assert len(board(store).lines) == 2


def test_however_many_share_the_last_place_or_hide_the_board_is_whole(store: Store) -> None:
    people = [f"U{number:03}" for number in range(150)]
    known(store, *people)
    for person in people:
        an_idea(store, person, ts=person)
    for person in people[:120]:
        choose(store, "T1", person, hidden=True)

    assert [line.name for line in board(store).lines] == [id.title() for id in people[120:]]
    assert board(store).figures.people == 150


def test_a_board_is_posted_each_week_at_its_hour_and_once(store: Store) -> None:
    learn_channels(store, [Channel("T1", "C1")], NOW)
    an_idea(store)
    schedule_board(store, Channel("T1", "C1"), TUESDAY_TEN, NOW - DAY)

    found = [len(boards(store, NOW + n * HOUR)) for n in range(-3, 24)]

    assert found == [0, 0, 0, 1] + [0] * 23


def test_a_channel_where_nobody_shared_is_left_in_peace(store: Store) -> None:
    schedule_board(store, Channel("T1", "C1"), TUESDAY_TEN, NOW - DAY)

    assert boards(store, NOW) == []
    an_idea(store, at=NOW + DAY)
    assert len(boards(store, NOW + WEEK)) == 1


def test_switched_off_it_is_posted_no_longer(store: Store) -> None:
    an_idea(store)
    schedule_board(store, Channel("T1", "C1"), TUESDAY_TEN, NOW - DAY)

    stop_board(store, "T1", "C1")

    assert boards(store, NOW) == []


def test_another_hour_replaces_the_one_before(store: Store) -> None:
    an_idea(store)
    schedule_board(store, Channel("T1", "C1"), TUESDAY_TEN, NOW - DAY)

    schedule_board(
        store, Channel("T1", "C1"), BoardSchedule(1, time(12), "Europe/Berlin"), NOW - HOUR
    )

    assert boards(store, NOW) == []
    assert len(boards(store, NOW + 2 * HOUR)) == 1


def test_where_the_bot_cannot_speak_nothing_is_posted(store: Store) -> None:
    for channel in ("C1", "C2"):
        learn_channels(store, [Channel("T1", channel)], NOW)
        an_idea(store, channel=channel)
        schedule_board(store, Channel("T1", channel), TUESDAY_TEN, NOW - DAY)

    note_bot_left(store, "T1", "C1")
    note_archived(store, "T1", "C2")

    assert boards(store, NOW) == []


def test_after_weeks_away_one_board_is_posted(store: Store) -> None:
    an_idea(store, at=NOW + 3 * WEEK - DAY)
    schedule_board(store, Channel("T1", "C1"), TUESDAY_TEN, NOW - DAY)

    assert len(boards(store, NOW + 3 * WEEK + HOUR)) == 1
    assert boards(store, NOW + 3 * WEEK + 2 * HOUR) == []
