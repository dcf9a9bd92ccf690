"""Messages that may be ideas: which of them are doubted depends on what was learned last."""

from bot.domain.detector import Band, detect
from bot.domain.feedback import Label
from bot.domain.thresholds import MOST, band_where, noticed
from tests.services.world import a_message

TWELVE = 1.3862943611198906  # how far twelve noes move an edge
DOUBTED = (
    "fewer meetings would help",
    "how about a quiet hour",
    "I wonder if pairing would help",
    "we might want to split the standup by team",
    "wouldn't it be better to pin the links",
    "maybe a bot could remind us",
    "a checklist would save us time",
    "somebody might look into caching one day",
    "perhaps the table should be sorted",
    "it might be worth a look at the budget",
    "another option is to skip the call",
    "could we see the figures earlier?",
    "thinking about a weekly list of incidents",
    "we may need a second reviewer",
)


def a_doubted_idea(*, faint: bool = False) -> str:
    """One that is asked about as tested, and a faint one no more in the strictest channel."""
    for text in DOUBTED:
        found = detect(a_message(text)).idea
        if found and found.band is Band.LIKELY and not found.is_explicit:
            here = band_where(TWELVE if faint else MOST, Label.IDEA, noticed(found), found.band)
            if (here is Band.NO) == faint:
                return text
    raise AssertionError("none of these is doubted so: add others")
