"""An idea's card, which shows how it stands and who had a part; and its family as a tree."""

from collections.abc import Iterator

from bot.domain.families import Branch, Family, branches
from bot.domain.idea_tests import Asked, IdeaTest
from bot.domain.ideas import TEXT_LIMIT, Idea, Stage
from bot.domain.moves import Move, makes_sense
from bot.domain.outgoing import IdeaCard
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, bk, render
from bot.slack.ui.hints import similar_links
from bot.slack.ui.ideas import idea_by, stage_label

SHORT, LONGER = 75, 300  # characters of what was typed, beside the idea itself
LINES = 100  # of a tree: Slack takes 250 kB, and nobody reads more
DEEPEST = 8  # steps to the right: further ones would leave no room for the words
INDENT = "\u2003"  # a wide space, which Slack does not shorten
NAMED = 3  # other parents that a line names
SHOWN, NAMED_SHOWN, NAME_SHOWN = 80, 50, 60  # characters of an idea, of a parent's, of a name


@render.register
def idea_card(message: IdeaCard, reader: Reader) -> Rendered:
    text = f"{_title(message, reader)}\n{reader.quoted(message.idea.text, TEXT_LIMIT)}"
    told = (
        "\n".join(_standing(message, reader)),
        " · ".join(_people(message, reader)),
        "\n".join(_lineage(message, reader)),
    )
    buttons = bk.actions(*_buttons(message, reader), block_id=f"idea:{message.idea.id}")
    return Rendered.of(text, *(bk.context(lines) for lines in told if lines), buttons)


def _title(card: IdeaCard, reader: Reader) -> str:
    idea, words = card.idea, reader.words
    title = words.say(":bulb: *Idea* by *{author}*", author=reader.name(idea.author))
    if idea.captured_by:
        title += " · " + words.say("saved by {name}", name=reader.name(idea.captured_by))
    if idea.stage is not Stage.SHARED:
        title += f" · {stage_label(idea.stage, words)}"
    return title


def _standing(card: IdeaCard, reader: Reader) -> Iterator[str]:
    """How it stands: who tests what and until when, why it is parked, what was learned."""
    if card.test:
        yield _test_line(card.test, reader)
    if card.reason:
        yield reader.say("*Parked:* {reason}", reason=reader.typed(card.reason, LONGER))
    if card.change:
        yield reader.say(
            "*What would change the answer:* {change}", change=reader.typed(card.change, LONGER)
        )
    if card.learned and card.learned != card.reason:
        yield reader.say("*Learned:* {learned}", learned=reader.typed(card.learned, LONGER))


def _test_line(test: IdeaTest, reader: Reader) -> str:
    if test.asked is Asked.WAITING:
        line = later(
            ":hourglass: {name}'s test ended on {day}. What came of it is still to be said:"
            " {question}"
        )
    elif test.round == 1:
        line = later(":test_tube: {name} tests it until {day}: {question}")
    else:
        line = later(":test_tube: Round {round}: {name} tests it until {day}: {question}")
    return reader.say(
        line,
        name=reader.name(test.owner),
        day=reader.day(test.ends_at),
        round=reader.words.number(test.round),
        question=reader.typed(test.question, LONGER),
    )


def _people(card: IdeaCard, reader: Reader) -> Iterator[str]:
    """Who had a part, as plain text: a card pings nobody, however often it changes."""
    for line, people in (
        (later("Built on by {people}"), card.builders),
        (later("Tested by {people}"), card.testers),
        (later("Supported by {people}"), card.supporters),
        (later("Asked about by {people}"), card.askers),
    ):
        if people:
            yield reader.say(line, people=reader.named(people))


def _lineage(card: IdeaCard, reader: Reader) -> Iterator[str]:
    if asked := card.waiting_for:
        yield reader.count(
            "Waiting for a yes from {count} author", "Waiting for a yes from {count} authors", asked
        )
    for line, ideas, in_all in (
        (later("Builds on: {ideas}"), card.parents, card.parents_in_all),
        (later("Grew into: {ideas}"), card.children, card.children_in_all),
    ):
        if ideas:
            shown = [idea_by(each, reader, SHORT) for each in ideas]
            if rest := in_all - len(shown):
                shown.append(reader.count("{count} more idea", "{count} more ideas", rest))
            yield reader.say(line, ideas="; ".join(shown))
    if card.similar:
        yield reader.say("Similar: {ideas}", ideas=similar_links(card.similar, reader))


def _buttons(card: IdeaCard, reader: Reader) -> Iterator[bk.Block]:
    """Everybody sees the same ones: who may do what is asked when they are pressed."""
    idea, say, value = card.idea, reader.say, card.idea.id
    yield bk.button(say(":+1: Support"), "ideas.support", value)
    yield bk.button(say(":seedling: Build on it"), "ideas.build", value)
    if makes_sense(idea.stage, Move.TEST):
        yield bk.button(say(":test_tube: I'll test it"), "ideas.test", value)
    if card.parents or card.children:
        yield bk.button(say(":deciduous_tree: Family"), "ideas.family", value)
    yield bk.button(say("More …"), "ideas.more", value)


def family_view(family: Family, reader: Reader, *, picture: str | None = None) -> bk.View:
    """The tree in a form to read. `picture` is where it is drawn, if it is anywhere."""
    blocks = [bk.context(reader.say("Each idea stands under what it builds on."))]
    if picture:
        see = bk.button(reader.say("See it as a picture"), "ideas.picture", url=picture)
        blocks.append(bk.actions(see))
    blocks += [bk.section(text) for text in _in_sections(family, reader)]
    if family.left_out:
        further = reader.count(
            "And {count} more idea, further away.",
            "And {count} more ideas, further away.",
            family.left_out,
        )
        blocks.append(bk.context(further))
    return bk.modal("ideas.family", reader.say("An idea's family"), blocks, reader.words)


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
