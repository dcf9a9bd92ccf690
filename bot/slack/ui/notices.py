"""What contributors read of ideas that moved."""

from bot.domain.moves import Move
from bot.domain.notices import Moved
from bot.domain.outgoing import MovesTold
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import actions, button, section
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
    lines = [_line(moved, reader) for moved in message.moves[:SHOWN]]
    if rest := len(message.moves) - len(lines):
        lines.append(reader.count("{count} more move", "{count} more moves", rest))
    text = "\n".join([say("Of ideas that you had a part in:"), *lines])
    ideas = {moved.idea.id for moved in message.moves}
    is_one = len(ideas) == 1
    stop = button(say("No more of this idea"), "notices.stop", ideas.pop()) if is_one else None
    stop_all = button(say("Stop all of these"), "notices.stop_all")
    return Rendered(text, [section(text), actions(stop, stop_all)])


def _line(moved: Moved, reader: Reader) -> str:
    by = reader.name(moved.by) if moved.by else reader.say("somebody")
    return reader.say(MOVED[moved.what], by=by, idea=idea_link_afar(moved.idea, reader))
