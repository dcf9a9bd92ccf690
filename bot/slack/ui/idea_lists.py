"""Lists of ideas as text, a page at a time."""

from collections.abc import Iterator

from bot.domain.idea_lists import Listed, Which
from bot.domain.pages import Page
from bot.slack.ui import Reader
from bot.slack.ui.ideas import stage_label


def list_text(which: Which, page: Page[Listed], reader: Reader) -> str:
    if not page.items:
        return _empty(which, reader)
    lines = [_line(each, reader) for each in page.items]
    if page.pages > 1:
        lines.append(_footer(which, page, reader))
    return "\n".join(lines)


def _line(listed: Listed, reader: Reader) -> str:
    idea, words = listed.idea, reader.words
    text = reader.typed(idea.text, 100) or words.gettext("an older idea")
    told = [
        stage_label(idea.stage, words),
        *_counts(listed, reader),
    ]
    link = reader.linked(text, idea.channel, idea.place)
    return f"• {link} — {reader.typed(reader.name_of(idea.author))} · {' · '.join(told)}"


def _counts(listed: Listed, reader: Reader) -> Iterator[str]:
    """What there is none of is not counted."""
    count = reader.words.count
    if listed.supporters:
        yield count("{count} supporter", "{count} supporters", listed.supporters)
    if listed.builds:
        yield count("built on once", "built on {count} times", listed.builds)
    if listed.tests:
        yield count("{count} tester", "{count} testers", listed.tests)


def _footer(which: Which, page: Page[Listed], reader: Reader) -> str:
    next_one = page.number + 1 if page.has_older else 1
    asked = reader.command("idea")
    asked += " mine" if which is Which.MINE else " list"
    asked += f" {which}" if which.stage or which is Which.WAITING else ""
    say = reader.words.say
    where = {
        "number": reader.words.number(page.number),
        "pages": reader.words.number(page.pages),
        "command": f"{asked} {next_one}",
    }
    if next_one == 1:
        return say("_Page {number} of {pages}. The first: `{command}`_", **where)
    return say("_Page {number} of {pages}. The next: `{command}`_", **where)


def _empty(which: Which, reader: Reader) -> str:
    say = reader.words.gettext
    sentences = {
        Which.ALL: say("Nobody has shared an idea in this channel yet."),
        Which.OPEN: say("No idea in this channel is open: each is tested or decided on."),
        Which.TESTING: say("No idea in this channel is being tested."),
        Which.ADOPTED: say("No idea in this channel has been adopted yet."),
        Which.PARKED: say("No idea in this channel is parked."),
        Which.MINE: say("You have not shared an idea yet."),
        Which.WAITING: say("Nothing in this channel waits: every idea has a reply or is tested."),
    }
    return sentences[which]
