"""Channel leaderboards: on request, and each week where switched on."""

from datetime import datetime, timedelta

from bot.domain.leaderboards import Leaderboard, Period, places, today
from bot.domain.outgoing import BoardPosted
from bot.domain.people import BoardSchedule, Channel
from bot.services.channels import follow_channel
from bot.storage import Store, Transaction

AT_ONCE = 100  # channels in one transaction


def board_of(
    store: Store, workspace: str, channel: str, period: Period, now: datetime
) -> Leaderboard:
    """The channel's board. Who hides, left or is no member stands on none, but counts."""
    with store.read() as tx:
        return _board(tx, workspace, channel, period, now)


def _board(
    tx: Transaction, workspace: str, channel: str, period: Period, now: datetime
) -> Leaderboard:
    since, until = period.since(now), today(now) + timedelta(days=1)
    tallies, figures = tx.boards.of(workspace, channel, since, until)
    names = tx.people.named_on_boards(workspace, [tally.person for tally in tallies])
    return Leaderboard(channel, period, places(tallies, names), figures)


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
    return store.do_all(
        lambda tx: tx.channels.boards_due(now, AT_ONCE), lambda tx, due: _post(tx, *due, now)
    )


def _post(tx: Transaction, channel: Channel, due_at: datetime, now: datetime) -> bool:
    if channel.board is None:
        return False
    next_at = channel.board.next_after(now)
    tx.channels.change(channel.workspace, channel.id, board_next_at=next_at)
    board = _board(tx, channel.workspace, channel.id, Period.WEEK, now)
    if not board.figures.ideas or not channel.can_post:
        return False
    return tx.outbox.put(
        BoardPosted(board),
        workspace=channel.workspace,
        to=channel.id,
        once=f"board:{channel.id}:{due_at:%Y-%m-%d}",
        at=now,
    )
