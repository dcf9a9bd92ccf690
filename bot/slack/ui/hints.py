"""A line under the fields of an open form, which comes and goes while somebody writes."""

from collections.abc import Sequence

from bot.domain.coaching import Lack
from bot.domain.ideas import IdeaNamed
from bot.kit.words import later
from bot.slack.payloads import shown_again
from bot.slack.ui import Reader, bk

# Each is said once what stands before it in `Lack` is there.
LACKS = {
    Lack.WHAT: later("To make it worth more, name one thing that you saw them do."),
    Lack.EFFECT: later(
        "That is clear. Say what it changed for you or others, and it is worth more still."
    ),
    Lack.LINK: later(
        "That says it well. If there is something to look at, a link lets others see it too."
    ),
}


def coached(view: bk.View, lacks: Sequence[Lack], reader: Reader) -> bk.View | None:
    """The form to thank somebody with the first thing that would help; None when it is shown."""
    told = (lacks[0], reader.say(LACKS[lacks[0]])) if lacks else None
    return _with_hint(view, "coaching:", told, after="link")


def hinted(view: bk.View, similar: Sequence[IdeaNamed], reader: Reader) -> bk.View | None:
    """The form to share an idea with these under its text; None when it shows them already."""
    told = None
    if similar:
        line = reader.say("Looks like: {ideas}", ideas=similar_links(similar, reader))
        told = ("-".join(str(idea.id) for idea in similar), line)
    return _with_hint(view, "similar:", told, after="text")


def similar_links(ideas: Sequence[IdeaNamed], reader: Reader) -> str:
    """Each as a link with its author's name, which pings nobody."""
    return " · ".join(_link(idea, reader) for idea in ideas)


def _link(idea: IdeaNamed, reader: Reader) -> str:
    text = reader.linked(reader.typed(idea.text, 100), idea.channel, idea.place)
    return reader.say("{idea} by {author}", idea=text, author=reader.name(idea.author))


def _with_hint(
    view: bk.View, kind: str, told: tuple[str, str] | None, *, after: str
) -> bk.View | None:
    """The open form with what is told after a block, or with nothing; None when it is so already.

    `told` is what the hint's id says, after its kind, and its text. What is filled in stays: the
    fields keep their ids.
    """
    hint = bk.context(told[1], block_id=kind + told[0]) if told else None
    others = [block for block in view["blocks"] if not _id(block).startswith(kind)]
    blocks: bk.Blocks = []
    for block in others:
        blocks += [block, hint] if hint and _id(block) == after else [block]
    shown = [_id(block) for block in view["blocks"]]
    return None if shown == [_id(block) for block in blocks] else shown_again(view, blocks)


def _id(block: bk.Block) -> str:
    return str(block.get("block_id") or "")
