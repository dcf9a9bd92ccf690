"""How a channel's leaderboard looks. Names are plain text: a board pings nobody."""

from bot.domain.leaderboards import BoardLine, ChannelFigures, Leaderboard, Period
from bot.domain.outgoing import BoardPosted
from bot.i18n import Words
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import context, header, present, section

PERIODS = {
    Period.WEEK: later("last 7 days"),
    Period.MONTH: later("last 30 days"),
    Period.QUARTER: later("last 13 weeks"),
    Period.ALL: later("all time"),
}


@render.register
def board_posted(message: BoardPosted, reader: Reader) -> Rendered:
    return leaderboard(message.board, reader)


def leaderboard(board: Leaderboard, reader: Reader) -> Rendered:
    title = reader.say("Ideas shared here · {period}", period=reader.say(PERIODS[board.period]))
    if not board.figures.ideas:
        empty = reader.say(
            "Nobody has shared an idea here in this time. Be the first: `{command}`",
            command=reader.command("idea"),
        )
        return Rendered(f"{title}\n{empty}", [header(title), section(empty)])
    lines = "\n".join(_line(line, reader) for line in board.lines)
    figures = _figures(board.figures, reader.words)
    blocks = [header(title), section(lines) if lines else None, context(figures)]
    return Rendered(f"{title}\n{lines}\n{figures}", present(blocks))


def _line(line: BoardLine, reader: Reader) -> str:
    parts = (
        reader.count("{count} idea", "{count} ideas", line.shared),
        reader.words.count_if_any("{count} built on", "{count} built on", line.built_on),
        reader.words.count_if_any("{count} tested", "{count} tested", line.tested),
    )
    return f"*{line.place}.* {reader.typed(line.name)} — {', '.join(filter(None, parts))}"


def _figures(figures: ChannelFigures, words: Words) -> str:
    parts = (
        words.count("{count} idea", "{count} ideas", figures.ideas),
        words.count("{count} person", "{count} people", figures.people),
        words.count_if_any("{count} combined", "{count} combined", figures.combined),
        words.count_if_any("{count} test run", "{count} tests run", figures.tests),
        words.count_if_any("{count} adopted", "{count} adopted", figures.adopted),
    )
    return words.say("This channel: {figures}", figures=" · ".join(filter(None, parts)))
