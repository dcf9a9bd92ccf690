"""An idea's card: the one message that shows how it stands, and who had a part."""

from collections.abc import Iterator

from bot.domain.idea_tests import Asked, IdeaTest
from bot.domain.ideas import TEXT_LIMIT, Stage
from bot.domain.moves import Move, makes_sense
from bot.domain.outgoing import IdeaCard, IdeaNamed
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, bk, render
from bot.slack.ui.hints import similar_links
from bot.slack.ui.ideas import stage_label

SHORT, LONGER = 75, 300  # characters of what was typed, beside the idea itself


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
    words = reader.words
    if card.test:
        yield _test_line(card.test, reader)
    if card.reason:
        yield words.say("*Parked:* {reason}", reason=reader.typed(card.reason, LONGER))
    if card.change:
        yield words.say(
            "*What would change the answer:* {change}", change=reader.typed(card.change, LONGER)
        )
    if card.learned and card.learned != card.reason:
        yield words.say("*Learned:* {learned}", learned=reader.typed(card.learned, LONGER))


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
            shown = [_link(each, reader) for each in ideas]
            if rest := in_all - len(shown):
                shown.append(reader.count("{count} more idea", "{count} more ideas", rest))
            yield reader.say(line, ideas="; ".join(shown))
    if card.similar:
        yield reader.say("Similar: {ideas}", ideas=similar_links(card.similar, reader))


def _link(idea: IdeaNamed, reader: Reader) -> str:
    """Its words, linked; what is old has lost them."""
    words = reader.typed(idea.text, SHORT) or reader.say("an older idea")
    by = reader.say("by {name}", name=reader.name(idea.author))
    return f"{reader.linked(words, idea.channel, idea.place)} {by}"


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
