"""What the form to thank somebody says while it is filled in."""

from collections.abc import Sequence

from bot.domain.coaching import Lack
from bot.i18n import Words
from bot.slack.ui import Reader
from bot.slack.ui.blocks import View, context
from bot.slack.ui.hints import with_hint

HINT = "coaching:"  # how its id begins; what it asks for follows
AFTER = "link"  # the block that it stands under


def lack_sentence(lack: Lack, words: Words) -> str:
    """Each is said once what stands before it in `Lack` is there."""
    sentences = {
        Lack.WHAT: words.say("To make it worth more, name one thing that you saw them do."),
        Lack.EFFECT: words.say(
            "That is clear. Say what it changed for you or others, and it is worth more still."
        ),
        Lack.LINK: words.say(
            "That says it well. If there is something to look at, a link lets others see it too."
        ),
    }
    return sentences[lack]


def coached(view: View, lacks: Sequence[Lack], reader: Reader) -> View | None:
    """The open form with the first thing that would help; None when it is shown already."""
    hint = None
    if lacks:
        hint = context(lack_sentence(lacks[0], reader.words), block_id=HINT + lacks[0])
    return with_hint(view, hint, kind=HINT, after=AFTER)
