"""What contributors read of ideas: what became of them, and who shared their first one."""

from bot.domain.moves import Move
from bot.domain.outgoing import FirstIdeaThanked, FirstIdeaTold, MovesTold
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import actions, button
from bot.slack.ui.ideas import idea_link_afar

SHOWN = 15  # moves that one message tells of; the others are counted
MOVED = {
    Move.TEST: later("• {by} tests {idea}"),
    Move.KEEP: later("• {by} tested {idea}, and it works: adopted"),
    Move.CHANGE: later("• {by} tests {idea} once more, in another way"),
    Move.BRANCH: later("• {by} learned from {idea}, and began an idea of its own with it"),
    Move.STOP: later("• {by} tested {idea}, learned from it, and stopped"),
    Move.DROP: later("• {idea} is free to be tested again"),
    Move.ADOPT: later("• {by} adopted {idea}"),
    Move.PARK: later("• {by} parked {idea}: its card says why"),
    Move.REOPEN: later("• {by} took {idea} up again"),
}


@render.register
def moves_told(message: MovesTold, reader: Reader) -> Rendered:
    say = reader.say
    lines = [
        reader.say(
            MOVED[moved.what],
            by=reader.name(moved.by) if moved.by else say("somebody"),
            idea=idea_link_afar(moved.idea, reader),
        )
        for moved in message.moves[:SHOWN]
    ]
    if rest := len(message.moves) - len(lines):
        lines.append(reader.count("{count} more move", "{count} more moves", rest))
    text = "\n".join([say("Of ideas that you had a part in:"), *lines])
    ideas = {moved.idea.id for moved in message.moves}
    is_one = len(ideas) == 1
    stop = button(say("No more of this idea"), "notices.stop", ideas.pop()) if is_one else None
    stop_all = button(say("Stop all of these"), "notices.stop_all")
    return Rendered.of(text, actions(stop, stop_all))


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
