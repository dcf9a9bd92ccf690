"""The words of proposals: labels, phrases, and what makes them a plan, a doubt or a memory instead.

The signs and the folding of quotes and dashes are those of `bot.domain.reading`. The words
themselves are in `wording.txt`.
"""

import re

from bot.domain.reading import BULB, CHANNEL, CODE, EMOJI, GROUP, LINK, USER
from bot.domain.wording import WORDING, listed

TRIGGERS = listed("idea triggers")
MARKERS_READ = 3  # in one sentence
NEAR = 80  # characters before a marker that can change what it means

_LABEL = (
    rf"(?:(?:{WORDING['label before']})[ ]){{0,3}}(?:{WORDING['label']})"
    r"(?:[ \t]{0,3}[:\uff1a]|[ \t]{1,3}-(?=\s))"
)
_LINE = rf"(?:^|(?<=[\n.!?]))[ \t*•>,{USER}{GROUP}{EMOJI}-]{{0,8}}"
LABEL = re.compile(
    rf"{_LINE}(?:{_LABEL}|(?:{BULB}\s{{0,3}}){{1,5}}(?:{_LABEL}|[:,-])?)", re.IGNORECASE
)
MARKER = re.compile(
    r"\b(?:(?P<what_if>what if we)|(?P<how>how about we|why (?:don't|dont|not) we)"
    r"|(?P<could>we could)|(?P<should>we should))"
    r"\s+(?P<verb>[\w']+)(?:\s+(?P<then>[\w']+))?",
    re.IGNORECASE,
)
UNSAID = re.compile(rf"(?:\b(?:{WORDING['unsaid']})|n't)(?:\s[\w']+){{0,2}}\s*\Z", re.IGNORECASE)
SO_THAT = re.compile(r"\bso \Z", re.IGNORECASE)
TIME = re.compile(
    rf"\b(?:{WORDING['time']}|(?:{WORDING['day']})day|{WORDING['later']})\b", re.IGNORECASE
)
REGULAR = re.compile(rf"\b(?:{WORDING['regular']}|(?:{WORDING['day']})days)\b", re.IGNORECASE)
PAST = re.compile(rf"\b(?:{WORDING['past']})\b", re.IGNORECASE)
WRY = re.compile(WORDING["wry"], re.IGNORECASE)
OF_OTHERS = re.compile(
    r"\b(?:for|like|love|loved|as) (?:the|your|that|this|his|her|their)(?: \w+)?"
    r" (?:ideas?|suggestions?|proposal)\b",
    re.IGNORECASE,
)
HELP = re.compile(r"\b(?:hands?|help|break|holiday|vacation)\b", re.IGNORECASE)
SOCIAL = re.compile(r"\b(?:lunch|coffee|beers?|drinks|dinner|pizza|home)\b", re.IGNORECASE)
MISHAP = re.compile(rf"\b(?:{WORDING['mishap']})\b", re.IGNORECASE)

GIVEN = frozenset(listed("given"))
NEVER = frozenset(listed("never"))
TASK = frozenset(listed("task"))
MEETING = frozenset(listed("meeting"))
HEDGE = frozenset(listed("hedge"))
RISK = frozenset(listed("risk"))
LOST = frozenset(("lost", "been", "gone", "not", "never"))
FACT = frozenset(listed("fact"))

WORD = re.compile(rf"[\w{USER}{GROUP}{LINK}{CODE}{CHANNEL}]+")
NO_IDEA = re.compile(r"\W*+(?:none|nope|no|nothing|tbd|todo|n/a)?\W*+\Z", re.IGNORECASE)
JUDGED = re.compile(
    r"\W*+(?:good|great|nice|love|bad|no|any|brilliant|excellent)\b.{0,20}\bideas?\W*+\Z",
    re.IGNORECASE,
)
