"""What people hear of ideas that move: parked, and tests that ended."""

from bot.domain.outgoing import IdeaParked, OwnerAsked
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import actions, button, context, quoted, section


@render.register
def idea_parked(message: IdeaParked, reader: Reader) -> Rendered:
    """To its author, before the card says it: why, and what would change the answer."""
    idea, words = message.idea, reader.words
    text = words.say(
        "<@{by}> has parked your idea {idea}\n*Why:* {reason}\n*What would change the answer:*"
        " {change}",
        by=message.by,
        idea=reader.linked(reader.typed(idea.text, 100), idea.channel, idea.place),
        reason=reader.typed(message.reason),
        change=reader.typed(message.change) or words.gettext("nothing was said"),
    )
    return Rendered(text=text, blocks=[section(text)])


@render.register
def owner_asked(message: OwnerAsked, reader: Reader) -> Rendered:
    """To the owner of a test: its time is over."""
    idea, test, say = message.idea, message.test, reader.words.gettext
    text = reader.words.say(
        "Your test of {idea} has come to its end. What came of it?\n{question}",
        idea=reader.linked(reader.typed(idea.text, 100), idea.channel, idea.place),
        question=quoted(reader.typed(test.question)),
    )
    value = str(test.id)
    blocks = [
        section(text),
        actions(
            button(say("Keep it"), "tests.keep", value, "primary"),
            button(say("Change it"), "tests.change", value),
            button(say("Stop"), "tests.stop", value),
            block_id=f"test:{test.id}",
        ),
    ]
    if message.is_again:
        blocks.append(context(say("I ask once more, and then no more: the card will wait.")))
    return Rendered(text=text, blocks=blocks)
