"""Channel leaderboards: on request, and each week where switched on."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.leaderboards import (
    SHOWN,
    Leaderboard,
    Period,
    Tally,
    figures_of,
    places,
    today,
)
from bot.domain.outgoing import BoardPosted
from bot.domain.people import BoardSchedule, Channel
from bot.services.following import follow_channel
from bot.storage import Store, Transaction

AT_ONCE = 100  # channels in one transaction, people in one question


def board_of(
    store: Store, workspace: str, channel: str, period: Period, now: datetime
) -> Leaderboard:
    """The channel's board. Who hides, left or is no member stands on none, but counts."""
    with store.read() as tx:
        return _board(tx, workspace, channel, period, now)


def _board(
    tx: Transaction, workspace: str, channel: str, period: Period, now: datetime
) -> Leaderboard:
    tomorrow = today(now) + timedelta(days=1)
    tallies = tx.boards.tallies(workspace, channel, period.since(now), tomorrow)
    lines = places(tallies, _named(tx, workspace, tallies))
    return Leaderboard(channel, period, lines, figures_of(tallies))


def _named(tx: Transaction, workspace: str, tallies: Sequence[Tally]) -> Mapping[str, str]:
    """Names of those who may stand on a board, from the top as far down as it reaches."""
    names: dict[str, str] = {}
    tallies = [tally for tally in tallies if tally.shared]
    while tallies and len(names) < SHOWN:
        last = tallies[:AT_ONCE][-1].shared
        asked = [tally.person for tally in tallies if tally.shared >= last]
        tallies = tallies[len(asked) :]
        people, hidden = tx.people.get(workspace, asked), tx.people.hidden(workspace, asked)
        names |= {
            id: each.name for id, each in people.items() if each.is_member and id not in hidden
        }
    return names


def schedule_board(store: Store, channel: Channel, schedule: BoardSchedule, now: datetime) -> None:
    """Post the board there each week from now on."""
    with store.begin() as tx:
        follow_channel(tx, channel, now)
        tx.channels.set_board(channel.workspace, channel.id, schedule, schedule.next_after(now))


def stop_board(store: Store, workspace: str, channel: str) -> None:
    with store.begin() as tx:
        tx.channels.set_board(workspace, channel, None, None)


def send_due_boards(store: Store, now: datetime) -> int:
    """Put every weekly board that is due into the outbox. Answers how many.

    A channel where nobody shared anything is left in peace that week.
    """
    sent = 0
    while True:
        with store.begin() as tx:
            due = tx.channels.boards_due(now, AT_ONCE)
            if not due:
                return sent
            sent += sum([_post(tx, channel, at, now) for channel, at in due])


def _post(tx: Transaction, channel: Channel, due_at: datetime, now: datetime) -> bool:
    if channel.board is None:
        return False
    tx.channels.set_next_board(channel.workspace, channel.id, channel.board.next_after(now))
    board = _board(tx, channel.workspace, channel.id, Period.WEEK, now)
    if not board.figures.ideas or not channel.can_post:
        return False
    return tx.outbox.put(
        BoardPosted(board),
        workspace=channel.workspace,
        to=channel.id,
        once=f"board:{channel.id}:{due_at:%Y-%m-%d}",
        due_at=now,
        at=now,
    )
