"""Keeping somebody's message as an idea: the form, and what its author is told."""

import json

from bot.domain.ideas import TEXT_LIMIT, Idea
from bot.domain.messages import Message
from bot.domain.outgoing import IdeaCaptured
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import View, actions, button, context, modal, notice, quoted, section


def saved_by(idea: Idea, reader: Reader) -> str:
    """What follows the author's name on the card of an idea that somebody else saved."""
    if not idea.captured_by:
        return ""
    name = reader.name(idea.captured_by)
    return " · " + reader.words.say("saved by {name}", name=name)


def keep_form(
    reader: Reader, message: Message, *, is_own: bool, asks: bool, parent: Idea | None
) -> View:
    """The message as its author wrote it, not to be edited by others, and what comes of it."""
    say, name = reader.words.gettext, reader.name(message.author)
    said = quoted(reader.typed(message.text, TEXT_LIMIT))
    blocks = [section(said)] if said else []
    if parent and parent.text:
        line = reader.words.say("Builds on: {parents}", parents=reader.typed(parent.text, 120))
        blocks.append(context(line))
    if asks:
        sentence = say("In this channel nothing is kept without its author's yes, so I ask {name}.")
        blocks.append(context(sentence.format(name=name)))
    elif not is_own:
        sentence = say("It stays the idea of {name}, whom I tell, and who may take it down.")
        blocks.append(context(sentence.format(name=name)))
    place = {"channel": message.channel, "ts": message.ts, "thread": message.thread_ts}
    return modal(
        "ideas.keep",
        say("Keep as an idea"),
        blocks,
        submit=say("Ask the author") if asks else say("Keep"),
        close=say("Cancel"),
        private_metadata=json.dumps(place),
    )


def asked_notice(reader: Reader, author: str) -> View:
    sentence = reader.words.say(
        "I asked {name}. Nothing is kept until they say yes.",
        name=reader.name(author),
    )
    say = reader.words.gettext
    return notice(say("Keep as an idea"), sentence, say("Close"))


@render.register
def idea_captured(message: IdeaCaptured, reader: Reader) -> Rendered:
    """To the author alone. It quotes nothing: what was said in a private channel stays there."""
    words, value = reader.words, str(message.idea)
    text = words.say(
        "{name} saved <{url}|what you wrote> as an idea of yours. Others can support it and build"
        " on it. If you would rather not, take it down: then nobody can save it again.",
        name=reader.name(message.by),
        url=reader.permalink(message.channel, message.ts),
    )
    buttons = actions(
        button(words.gettext("Fine"), "captures.approve", value, "primary"),
        button(words.gettext("Take it down"), "captures.refuse", value),
    )
    return Rendered(text=text, blocks=[section(text), buttons])
