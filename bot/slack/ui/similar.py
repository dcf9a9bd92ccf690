"""How similar ideas look, on a card and in a form."""

from collections.abc import Sequence

from bot.domain.similar import SimilarIdea
from bot.slack.ui import Reader
from bot.slack.ui.blocks import View, context
from bot.slack.ui.hints import with_hint

AFTER = "text"  # the field, and its block, that the hint stands under
HINT = "similar:"  # and how its own id begins; the ids of the ideas follow


def similar_links(ideas: Sequence[SimilarIdea], reader: Reader) -> str:
    """Each as a link with its author's name, which pings nobody."""
    return " · ".join(_link(idea, reader) for idea in ideas)


def hinted(view: View, similar: Sequence[SimilarIdea], reader: Reader) -> View | None:
    """The open form with these ideas under its text; None when it shows them already."""
    hint = None
    if similar:
        line = reader.say("Looks like: {ideas}", ideas=similar_links(similar, reader))
        hint = context(line, block_id=HINT + "-".join(str(idea.id) for idea in similar))
    return with_hint(view, hint, kind=HINT, after=AFTER)


def _link(idea: SimilarIdea, reader: Reader) -> str:
    text = reader.linked(reader.typed(idea.text, 100), idea.channel, idea.place)
    author = reader.name(idea.author)
    return reader.say("{idea} by {author}", idea=text, author=author)
