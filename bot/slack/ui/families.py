"""How an idea's family looks in Slack: a tree of links, and the way to its picture."""

from collections.abc import Iterator

from bot.domain.families import Branch, Family, branches
from bot.domain.ideas import Idea
from bot.slack.ui import Reader, bk
from bot.slack.ui.ideas import stage_label

LINES = 100  # of a tree: Slack takes 250 kB, and nobody reads more
DEEPEST = 8  # steps to the right: further ones would leave no room for the words
INDENT = "\u2003"  # a wide space, which Slack does not shorten
NAMED = 3  # other parents that a line names
SHOWN, NAMED_SHOWN, NAME_SHOWN = 80, 50, 60  # characters of an idea, of a parent's, of a name


def family_view(family: Family, reader: Reader, *, picture: str | None = None) -> bk.View:
    """The tree in a form to read. `picture` is where it is drawn, if it is anywhere."""
    words = reader.words
    blocks = [bk.context(words.say("Each idea stands under what it builds on."))]
    if picture:
        see = bk.button(words.say("See it as a picture"), "ideas.picture", url=picture)
        blocks.append(bk.actions(see))
    blocks += [bk.section(text) for text in _in_sections(family, reader)]
    if family.left_out:
        further = words.count(
            "And {count} more idea, further away.",
            "And {count} more ideas, further away.",
            family.left_out,
        )
        blocks.append(bk.context(further))
    return bk.modal("ideas.family", words.say("An idea's family"), blocks, words)


def _in_sections(family: Family, reader: Reader) -> Iterator[str]:
    """As many lines together as a section holds."""
    text = ""
    for branch in branches(family):
        line = _line(branch, reader, is_it=branch.idea.id == family.of.id)
        if text and len(text) + len(line) >= bk.TEXT_LIMIT:
            yield text
            text = ""
        text = f"{text}\n{line}" if text else line
    yield text


def _line(branch: Branch, reader: Reader, *, is_it: bool) -> str:
    idea = branch.idea
    mark = INDENT * min(branch.depth - 1, DEEPEST) + "↳" if branch.depth else "•"
    linked = reader.linked(_words(idea, reader, SHOWN), idea.channel, idea.place)
    author = reader.typed(reader.name_of(idea.author), NAME_SHOWN)
    shown = [author, stage_label(idea.stage, reader.words)]
    if branch.also:
        others = "; ".join(_words(each, reader, NAMED_SHOWN) for each in branch.also[:NAMED])
        shown.append(reader.say("also builds on: {ideas}", ideas=others))
    return f"{mark} {f'*{linked}*' if is_it else linked} — {' · '.join(shown)}"


def _words(idea: Idea, reader: Reader, most: int) -> str:
    """On one line. What is old, or was withdrawn, has lost its text."""
    text = " ".join(idea.text.split())
    return reader.typed(text, most) or reader.say("(no longer here)")
