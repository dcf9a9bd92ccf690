"""A line under the fields of an open form, which comes and goes while somebody writes."""

from bot.slack.ui.blocks import Block, Blocks, View

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


def with_hint(view: View, hint: Block | None, *, kind: str, after: str) -> View | None:
    """The open form with this hint after a block, or with none; None when it is so already.

    Ids of hints begin with their kind, and say what the hint says. What is filled in stays: the
    fields keep their ids.
    """
    shown = [id for block in view["blocks"] if (id := _id(block)).startswith(kind)]
    if shown == ([_id(hint)] if hint else []):
        return None
    blocks: Blocks = []
    for block in view["blocks"]:
        if not _id(block).startswith(kind):
            blocks.append(block)
        if hint and _id(block) == after:
            blocks.append(hint)
    return {**{name: view[name] for name in _OURS if view.get(name)}, "blocks": blocks}


def _id(block: Block) -> str:
    return str(block.get("block_id") or "")
