"""The words of thanks: markers, who stands beside them, and what takes the meaning back.

Every pattern is linear: what repeats is bounded, and no repetition holds another one of the same
letters. Mentions and emoji are the signs of `bot.domain.reading`, which also folds curly quotes
and long dashes into plain ones. The words themselves are in `wording.txt`.
"""

import re

from bot.domain.reading import BROADCAST, CODE, EMOJI, GROUP, LINK, TACO, USER
from bot.domain.wording import WORDING, listed

TRIGGERS = listed("thanks triggers")
MARKERS_READ = 20  # a message has one or two; past this it is a hostile one
NEAR = 80  # characters before a marker that can change what it means

_PERSON = f"[{USER}{GROUP}]"
WHO = rf"[{USER}{GROUP}{BROADCAST}](?!'s\b)"  # "@ana's script" is a thing
_AND = r"(?:(?:and|also|plus|as well as|und|et|y|e|to)\b[\s,]{0,3}){0,3}"
NAMES = rf"{WHO}(?:[\s,&+/({EMOJI}]{{0,6}}{_AND}{WHO}){{0,60}}"

SOMEBODY = re.compile(WHO)

_THANKS = (
    rf"{WORDING['thanks']}|(?:want(?:ed)?|like|love) to thank(?=\s{{1,3}}{_PERSON})"
    rf"|(?:can't|cant|cannot) thank(?=\s{{1,3}}{_PERSON})"
)
_PRAISE = (
    rf"(?:{WORDING['fine']})\s(?:{WORDING['deed']})\b"
    r"|well done\b|nicely done\b|way to go\b|bravo\b"
)
MARKER = re.compile(
    rf"(?<![\w-])(?=\w)"
    rf"(?:(?P<thanks>{_THANKS})|(?P<credit>{WORDING['credit']})|(?P<praise>{_PRAISE}))",
    re.IGNORECASE,
)

# `@ana++`, `:taco: @ana`, `@ana :taco:`
SIGNED = re.compile(
    rf"(?P<plus>{_PERSON})(?!'s\b)[\s:,]{{0,2}}\+{{2,4}}(?![\w+])"
    rf"|(?:{TACO}\s{{0,3}}){{1,5}}(?:(?:for|to)\b|[,:])?\s?(?P<after>{NAMES})"
    rf"|(?P<before>{NAMES})\s{{0,3}}{TACO}"
)

# Names after a marker: "thanks so much to everyone, especially @ana and @ben"
BESIDE = re.compile(
    rf"(?:[\s,:{EMOJI}-]{{0,4}}(?:{WORDING['to']})\b){{0,8}}(?:\sfor(?=\s{{0,3}}{_PERSON}))?"
    rf"[\s,:({EMOJI}{TACO}…-]{{0,6}}({NAMES})",
    re.IGNORECASE,
)
AND_FOR = re.compile(rf"\band\s(?:to\s)?({NAMES})\s(?:for|on)\b", re.IGNORECASE)

# Names that a sentence begins with: "hey @ana, so just wanted to say thanks"
CALLED = re.compile(
    rf"\A[\s*•({EMOJI}{TACO}]{{0,6}}(?:(?:{WORDING['greeting']})\b[\s,]{{0,3}}){{0,2}}"
    rf"({NAMES})(?=[\s,:.-])(?:[\s,:.{EMOJI}{TACO}-]{{0,4}}(?:{WORDING['called']})\b){{0,6}}"
    rf"[\s,:.{EMOJI}{TACO}-]{{0,4}}\Z",
    re.IGNORECASE,
)
TO_OTHERS = re.compile(r"\s+to\b(?! (?:you|both|all)\b)", re.IGNORECASE)

# Names that a sentence ends with: "thank you for the link, @ana"
FOR = re.compile(r"(?:\s(?:so much|very much|a lot|again))?\s(?:for|on)\s", re.IGNORECASE)
AT_END = re.compile(rf"({NAMES})[\s,!?:;.){EMOJI}]*(?:(?:again|too|cc)\b.*)?\Z", re.DOTALL)
HELPED = re.compile(rf"(?:\b(?:{WORDING['helped']}):?|'s)\s*\Z", re.IGNORECASE)

# What the costly pattern below finds holds one of the triggers.
NOT_MEANT_TRIGGERS = listed("not meant triggers")
NOT_MEANT = re.compile(
    rf"{WORDING['not meant']}"
    rf"|\bfor (?:(?:totally|completely|almost|just) )?(?:{WORDING['bad deed']})\b"
    rf"|\bnow\b(?:(?!\bno longer\b|\bnot\b|n't\b).){{0,60}}\b(?:{WORDING['bad state']})\b"
    rf"|\bthanks to\b(?:(?!\bfor\b)[^,;:-]){{0,80}}\b(?:{WORDING['bad state']}|again)\b"
    rf"|{WORDING['gone wrong']}",
    re.IGNORECASE,
)
REQUEST_TRIGGERS = listed("request triggers")  # as above, for the pattern below
REQUEST = re.compile(
    r"\b(?:could|can|would|will|can't|won't)\s(?:"
    rf"(?:you|u|ya|someone|somebody|anyone|anybody|one of you)\b|{WHO})"
    rf"|\b(?:{WORDING['request']})\b",
    re.IGNORECASE,
)
UNSAID = re.compile(
    r"(?:\b(?:no|nope|nah|nein|non|não)[\s,]*"
    r"|(?:\b(?:not|never|without|hardly|instead of|zero|less|dont)|n't)(?:\s[^\s,]{1,20}){0,3}\s*"
    r")\Z",
    re.IGNORECASE,
)
TALK = re.compile(rf"\b(?:{WORDING['talk']})\b[^,:!-]*\Z", re.IGNORECASE)
ASKS_ANOTHER = re.compile(rf"{_PERSON}\s?,\s?{_PERSON}[\s,:]{{0,3}}\Z")
ASKED = re.compile(rf"[\s,]*(?:{WORDING['asked']})\b", re.IGNORECASE)

# Where what they did ends: whoever is copied, and what the author does next.
ASIDE_TRIGGERS = listed("aside triggers")
ASIDE = re.compile(
    rf"[\s,;(]{{0,5}}(?:\b(?:cc|fyi)\b:?|/cc\b)\s{{0,3}}[@{USER}{GROUP}].*\Z"
    r"|(?:[\s,;:)(-]{1,5}|\A)(?:(?:and|but|so) )?(?:(?:i|we)(?:'ll|'m going| will| am going|'d"
    r"| have|'ve| was| had)|will (?:take|try|do|read|give|start|look|check)|let me|just \w+ing)\b"
    r".*\Z",
    re.IGNORECASE | re.DOTALL,
)
LEAD = re.compile(
    r"\A[\s,:;.!?)-]*(?:(?:so (?:very )?much|very much|a lot|a bunch|a million|again|once again|too"
    r"|enough)\b[\s,]*)*(?:(?:for|on|por|für|pour)\b[\s:]*)?",
    re.IGNORECASE,
)
TAIL = re.compile(
    rf"[\s,;:(-]{{0,5}}(?:\b(?:{WORDING['before']})\b[\s,;:(-]{{0,5}}){{0,8}}\Z", re.IGNORECASE
)
GOES_ON = re.compile(r"\s*(?:you|your|that|this|it|really|y'all)\b", re.IGNORECASE)
CONTENT = re.compile(rf"[\w{CODE}{LINK}]")
