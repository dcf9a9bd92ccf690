"""The channel's leaderboard: shown on call, or posted each week."""

import re
from datetime import time
from typing import Any

from bot.domain.errors import UnknownPeriodError, UnreadableTimeError
from bot.domain.leaderboards import Period
from bot.domain.people import BoardSchedule
from bot.kit.words import later
from bot.services.leaderboards import board_of, schedule_board, stop_board
from bot.slack.listeners import Call, on
from bot.slack.ui.leaderboards import leaderboard
from bot.slack.ui.teams import weekday_label

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKLY = re.compile(r"^weekly(?:\s+([a-z]+))?(?:\s+(\d{1,2})(?::(\d{2}))?)?$")


HELP = later(
    "• `{command}` shows ideas shared here in the last 30 days; also `week`, `quarter`, `all`\n"
    "• `{command} weekly Mon 09:00` posts it here each week\n"
    "• `{command} off` stops that"
)


@on.command(
    "leaderboard", "Ideas shared in this channel", "[week|month|quarter|all|weekly|off]", guide=HELP
)
def leaderboard_command(call: Call) -> dict[str, Any] | str:
    text, channel = call.text.lower(), call.body["channel_id"]
    if text == "off":
        stop_board(call.store, call.workspace, channel)
        off = call.say("The weekly leaderboard is off in this channel.")
        return {"text": off, "response_type": "in_channel"}
    if text.startswith("weekly"):
        return {"text": _schedule(call, channel, text), "response_type": "in_channel"}
    if text and text not in set(Period):
        raise UnknownPeriodError(word=text)
    period = Period(text or Period.MONTH)
    board = board_of(call.store, call.workspace, channel, period, call.now)
    return leaderboard(board, call.reader).answer


def _schedule(call: Call, channel: str, text: str) -> str:
    """Switch the weekly post on, at the hour of whoever asks for it."""
    weekday, at = read_hour(text)
    found, reader = call.channel_to_post_in(channel), call.reader
    schedule = BoardSchedule(weekday, at, reader.zone.key)
    schedule_board(call.store, found, schedule, call.now)
    return reader.say(
        "Each {day} at {hour} ({zone}) I post this channel's leaderboard here."
        " `{command} off` stops it.",
        day=weekday_label(weekday, reader.words),
        hour=f"{at:%H:%M}",
        zone=reader.zone.key,
        command=reader.command("leaderboard"),
    )


def read_hour(text: str) -> tuple[int, time]:
    """A weekday (0 is Monday) and an hour of "weekly Mon 09:00"; Monday 09:00 where not said.

    Raises `UnreadableTimeError`.
    """
    found = WEEKLY.match(text)
    day, hour, minute = found.groups() if found else (None, None, None)
    if not found or (day or "mon")[:3] not in DAYS:
        raise UnreadableTimeError(text=text)
    try:
        at = time(int(hour or 9), int(minute or 0))
    except ValueError:
        raise UnreadableTimeError(text=text) from None
    return DAYS.index((day or "mon")[:3]), at
