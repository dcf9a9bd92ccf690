"""What a message turns out to be: thanks, an idea, both, or neither.

`kudos` and `ideas` see explicit markers and are sure of them. `judging` weighs every message by
what was learned, and puts what it finds in bands.
"""

from bot.domain.detector.findings import NOTHING, Band, Context, Findings, IdeaFound, KudosFound
from bot.domain.detector.judging import judge
from bot.domain.messages import Message

__all__ = ["NOTHING", "Band", "Context", "Findings", "IdeaFound", "KudosFound", "detect", "judge"]


def detect(message: Message, context: Context | None = None) -> Findings:
    """A pure function of the message, and of its thread where that is known."""
    return judge(message, context).findings
