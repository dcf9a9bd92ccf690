"""Lists of ideas as text, a page at a time."""

from bot.domain.homes import Standing
from bot.domain.idea_lists import Which
from bot.domain.pages import Page
from bot.kit.words import later
from bot.slack.ui import Reader
from bot.slack.ui.ideas import idea_link, stage_label, tally_words

EMPTY = {
    Which.ALL: later("Nobody has shared an idea in this channel yet."),
    Which.OPEN: later("No idea in this channel is open: each is tested or decided on."),
    Which.TESTING: later("No idea in this channel is being tested."),
    Which.ADOPTED: later("No idea in this channel has been adopted yet."),
    Which.PARKED: later("No idea in this channel is parked."),
    Which.MINE: later("You have not shared an idea yet."),
    Which.WAITING: later("Nothing in this channel waits: every idea has a reply or is tested."),
}


def list_text(which: Which, page: Page[Standing], reader: Reader) -> str:
    if not page.items:
        return reader.say(EMPTY[which])
    lines = [_line(each, reader) for each in page.items]
    if page.pages > 1:
        lines.append(_footer(which, page, reader))
    return "\n".join(lines)


def _line(standing: Standing, reader: Reader) -> str:
    idea, words = standing.idea, reader.words
    told = [stage_label(idea.stage, words), *tally_words(standing.tally, words)]
    return f"• {idea_link(idea, reader)} — {reader.name(idea.author)} · {' · '.join(told)}"


def _footer(which: Which, page: Page[Standing], reader: Reader) -> str:
    next_one = page.number + 1 if page.number < page.pages else 1
    asked = reader.command("idea")
    asked += " mine" if which is Which.MINE else " list"
    asked += f" {which}" if which.stage or which is Which.WAITING else ""
    say = reader.say
    where = {
        "number": reader.words.number(page.number),
        "pages": reader.words.number(page.pages),
        "command": f"{asked} {next_one}",
    }
    if next_one == 1:
        return say("_Page {number} of {pages}. The first: `{command}`_", **where)
    return say("_Page {number} of {pages}. The next: `{command}`_", **where)
