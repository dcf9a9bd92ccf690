"""Times as Slack writes them: in the reader's zone, with words for the days around today."""

import re
from datetime import date, datetime

from bot.playground.page.reader import Reader

_TOKEN = re.compile(r"\{(\w+)\}")
_NEAR = {0: "today", -1: "yesterday", 1: "tomorrow"}


def clock_time(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def ordinal(day: int) -> str:
    if 10 < day % 100 < 14:
        return f"{day}th"
    return f"{day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th') }"


def day_heading(day: date, today: date) -> str:
    near = _NEAR.get((day - today).days)
    if near and near != "tomorrow":
        return near.capitalize()
    year = "" if day.year == today.year else f", {day.year}"
    return f"{day:%A}, {day:%B} {ordinal(day.day)}{year}"


def full_stamp(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y}, {moment:%H:%M}"


def ago(moment: datetime, now: datetime) -> str:
    seconds = (now - moment).total_seconds()
    size = abs(seconds)
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if size >= length:
            count = int(size // length)
            words = f"{count} {unit}{'' if count == 1 else 's'}"
            return f"{words} ago" if seconds > 0 else f"in {words}"
    return "now"


def last_reply(ts: str, reader: Reader) -> str:
    moment = reader.local(ts)
    days = (reader.today.date() - moment.date()).days
    near = _NEAR.get(-days)
    return f"{near} at {clock_time(moment)}" if near else f"{days} days ago"


def date_markup(ts: str, pattern: str, reader: Reader) -> str:
    """Fill the tokens of Slack's `<!date^ts^pattern|fallback>`."""
    moment = reader.local(ts)

    def fill(token: re.Match[str]) -> str:
        return _token(token[1], moment, reader) or token[0]

    return _TOKEN.sub(fill, pattern)


def _token(name: str, moment: datetime, reader: Reader) -> str | None:
    if name.endswith("_pretty"):
        near = _NEAR.get((moment.date() - reader.today.date()).days)
        return near or _token(name.removesuffix("_pretty"), moment, reader)
    if name == "ago":
        return ago(moment, reader.now)
    return _plain(moment).get(name)


def _plain(moment: datetime) -> dict[str, str]:
    day = ordinal(moment.day)
    return {
        "date": f"{moment:%B} {day}, {moment.year}",
        "date_num": f"{moment:%Y-%m-%d}",
        "date_slash": f"{moment:%d/%m/%Y}",
        "date_short": f"{moment:%b} {moment.day}, {moment.year}",
        "date_long": f"{moment:%A}, {moment:%B} {day}, {moment.year}",
        "date_long_full": f"{moment:%A}, {moment:%B} {day}, {moment.year}",
        "day_divider": f"{moment:%A}, {moment:%B} {day}",
        "time": clock_time(moment),
        "time_secs": f"{moment:%H:%M:%S}",
    }
