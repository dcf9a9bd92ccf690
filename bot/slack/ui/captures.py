"""Keeping somebody's message as an idea: the form, and what its author is told."""

from bot.domain.ideas import TEXT_LIMIT, Idea
from bot.domain.messages import Message
from bot.domain.outgoing import IdeaCaptured
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui import blocks as bk


def saved_by(idea: Idea, reader: Reader) -> str:
    """What follows the author's name on the card of an idea that somebody else saved."""
    if not idea.captured_by:
        return ""
    name = reader.name(idea.captured_by)
    return " · " + reader.say("saved by {name}", name=name)


def keep_form(
    reader: Reader, message: Message, *, is_own: bool, asks: bool, parent: Idea | None
) -> bk.View:
    """The message as its author wrote it, not to be edited by others, and what comes of it."""
    say, name = reader.say, reader.name(message.author)
    said = reader.quoted(message.text, TEXT_LIMIT)
    parents = reader.typed(parent.text, 120) if parent else ""
    built, note = say("Builds on: {parents}", parents=parents), ""
    if asks:
        note = say(
            "In this channel nothing is kept without its author's yes, so I ask {name}.", name=name
        )
    elif not is_own:
        note = say("It stays the idea of {name}, whom I tell, and who may take it down.", name=name)
    blocks = [
        bk.section(said) if said else None,
        bk.context(built) if parents else None,
        bk.context(note) if note else None,
    ]
    place = {"channel": message.channel, "ts": message.ts, "thread": message.thread_ts}
    return bk.modal(
        "ideas.keep",
        say("Keep as an idea"),
        blocks,
        reader.words,
        submit=say("Ask the author") if asks else say("Keep"),
        meta=place,
    )


def asked_notice(reader: Reader, author: str) -> bk.View:
    sentence = reader.say(
        "I asked {name}. Nothing is kept until they say yes.", name=reader.name(author)
    )
    say = reader.say
    return bk.notice(say("Keep as an idea"), sentence, reader.words)


@render.register
def idea_captured(message: IdeaCaptured, reader: Reader) -> Rendered:
    """To the author alone. It quotes nothing: what was said in a private channel stays there."""
    words, value = reader.words, message.idea
    text = words.say(
        "{name} saved <{url}|what you wrote> as an idea of yours. Others can support it and build"
        " on it. If you would rather not, take it down: then nobody can save it again.",
        name=reader.name(message.by),
        url=reader.permalink(message.channel, message.ts),
    )
    buttons = bk.actions(
        bk.button(words.say("Fine"), "captures.approve", value, "primary"),
        bk.button(words.say("Take it down"), "captures.refuse", value),
    )
    return Rendered(text=text, blocks=[bk.section(text), buttons])
