"""What is said when somebody shares an idea for the first time."""

from bot.domain.outgoing import FirstIdeaThanked, FirstIdeaTold
from bot.slack.ui import Reader, Rendered, render


@render.register
def first_idea_thanked(message: FirstIdeaThanked, reader: Reader) -> Rendered:
    text = reader.say(
        "Thank you for sharing your first idea here. Others can now support it, build on it or test"
        " it, and <{url}|its card> shows who does. If you would rather not be named on boards, type"
        " `{command} privacy`.",
        url=reader.permalink(message.channel, message.ts),
        command=reader.command("groundswell"),
    )
    return Rendered.of(text)


@render.register
def first_idea_told(message: FirstIdeaTold, reader: Reader) -> Rendered:
    text = reader.say(
        "{name} has shared an idea for the first time: <{url}|here it is>. That it was the first,"
        " I tell only who leads them.",
        name=reader.name(message.author),
        url=reader.permalink(message.channel, message.ts),
    )
    return Rendered.of(text)
