"""How similar ideas look, on a card and in a form."""

from collections.abc import Sequence

from bot.domain.similar import SimilarIdea
from bot.slack.ui import Reader
from bot.slack.ui.blocks import Block, Blocks, View, context

AFTER = "text"  # the field, and its block, that the hint stands under
HINT = "similar:"  # and how its own id begins; the ids of the ideas follow
# What Slack lets us give of a view; the rest of what it tells of one is its own.
_OURS = (
    "type",
    "callback_id",
    "title",
    "submit",
    "close",
    "private_metadata",
    "clear_on_close",
    "notify_on_close",
    "external_id",
)


def similar_links(ideas: Sequence[SimilarIdea], reader: Reader) -> str:
    """Each as a link with its author's name, which pings nobody."""
    return " · ".join(_link(idea, reader) for idea in ideas)


def hinted(view: View, similar: Sequence[SimilarIdea], reader: Reader) -> View | None:
    """The open form with these ideas under its text; None when it shows them already.

    What is filled in stays: the fields keep their ids.
    """
    wanted = HINT + "-".join(str(idea.id) for idea in similar) if similar else None
    shown = [id for block in view["blocks"] if (id := _id(block)).startswith(HINT)]
    if shown == ([wanted] if wanted else []):
        return None
    blocks: Blocks = []
    for block in view["blocks"]:
        if not _id(block).startswith(HINT):
            blocks.append(block)
        if wanted and _id(block) == AFTER:
            line = reader.words.say("Looks like: {ideas}", ideas=similar_links(similar, reader))
            blocks.append(context(line, block_id=wanted))
    return {**{name: view[name] for name in _OURS if view.get(name)}, "blocks": blocks}


def _id(block: Block) -> str:
    return str(block.get("block_id") or "")


def _link(idea: SimilarIdea, reader: Reader) -> str:
    text = reader.linked(reader.typed(idea.text, 100), idea.channel, idea.place)
    author = reader.name(idea.author)
    return reader.words.say("{idea} by {author}", idea=text, author=author)
