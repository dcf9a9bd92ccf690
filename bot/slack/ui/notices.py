"""What contributors read of ideas that moved."""

from bot.domain.moves import Move
from bot.domain.notices import Moved
from bot.domain.outgoing import MovesTold
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import actions, button, section
from bot.slack.ui.ideas import idea_link_afar

SHOWN = 15  # moves that one message tells of; the others are counted


@render.register
def moves_told(message: MovesTold, reader: Reader) -> Rendered:
    words = reader.words
    lines = [_line(moved, reader) for moved in message.moves[:SHOWN]]
    if rest := len(message.moves) - len(lines):
        lines.append(words.count("{count} more move", "{count} more moves", rest))
    text = "\n".join([words.say("Of ideas that you had a part in:"), *lines])
    ideas = {moved.idea.id for moved in message.moves}
    buttons = [button(words.say("Stop all of these"), "notices.stop_all")]
    if len(ideas) == 1:
        stop = words.say("No more of this idea")
        buttons.insert(0, button(stop, "notices.stop", ideas.pop()))
    return Rendered(text, [section(text), actions(*buttons)])


def _line(moved: Moved, reader: Reader) -> str:
    say = reader.say
    sentences = {
        Move.TEST: say("• {by} tests {idea}"),
        Move.KEEP: say("• {by} tested {idea}, and it works: adopted"),
        Move.CHANGE: say("• {by} tests {idea} once more, in another way"),
        Move.BRANCH: say("• {by} learned from {idea}, and began an idea of its own with it"),
        Move.STOP: say("• {by} tested {idea}, learned from it, and stopped"),
        Move.DROP: say("• {idea} is free to be tested again"),
        Move.ADOPT: say("• {by} adopted {idea}"),
        Move.PARK: say("• {by} parked {idea}: its card says why"),
        Move.REOPEN: say("• {by} took {idea} up again"),
    }
    by = reader.name(moved.by) if moved.by else say("somebody")
    return sentences[moved.what].format(by=by, idea=idea_link_afar(moved.idea, reader))
