"""The words of proposals: labels, phrases, and what makes them a plan, a doubt or a memory instead.

The signs and the folding of quotes and dashes are those of `bot.domain.reading`.
"""

import re

from bot.domain.reading import BULB, CHANNEL, CODE, EMOJI, GROUP, LINK, USER, phrases, vocabulary

TRIGGERS = phrases(
    "what if we|we could|we should|how about we|why don't we|why don\u2019t we|why dont we"
    "|why not we|idea|suggest|proposal|feature request|:bulb:|💡|idee|idée|ideia|sugerencia"
    "|vorschlag|proposition|アイデア|提案"
)
MARKERS_READ = 3  # in one sentence
NEAR = 80  # characters before a marker that can change what it means

_LABEL = (
    r"(?:(?:here's|here is|so|ok|okay|i have|i've got|got|just"
    r"|a|an|one|my|another|small|quick|random|new|crazy|wild|little"
    r"|half-baked|fun|eine?|une|una|uma|un)[ ]){0,3}"
    r"(?:ideas?|suggestions?|proposal|feature request|idee|idées?|ideia|sugerencia|vorschlag"
    r"|proposition|アイデア|提案)(?:[ \t]{0,3}[:\uff1a]|[ \t]{1,3}-(?=\s))"
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

# What is said before "we could", "we should" and makes it a report, a doubt, a question or a wish.
UNSAID = re.compile(
    r"(?:\b(?:if|whether|when|whenever|where|how|what|whatever|which|who|why|unless|until|before"
    r"|after|because|since|though|than|as|like|all|anything|everything|something|nothing|only thing"
    r"|best|most|sure|know|asked?|asking|said|says|say|saying|told|tells?|wish|wished|hope|hoping"
    r"|hoped|agreed|decided|concluded|meant|doubt|not|never|in case|so that|reason|way|time|ones?)"
    r"|n't)(?:\s[\w']+){0,2}\s*\Z",
    re.IGNORECASE,
)
SO_THAT = re.compile(r"\bso \Z", re.IGNORECASE)
_DAY = "mon|tues|wednes|thurs|fri|satur|sun"
TIME = re.compile(
    r"\b(?:\d{1,2}[:.]\d\d|\d{1,2}\s?(?:am|pm|uhr|h|o'?clock)|noon|midnight|today|tonight|tomorrow"
    rf"|tmrw|now|asap|eod|eow|soon|later|(?:{_DAY})day|at lunch"
    r"|(?:this|next) (?:week|month|morning|afternoon|evening)"
    r"|in (?:an?|\d+|a few|half an) (?:hours?|minutes?|mins?|days?)"
    r"|in the (?:lobby|office|kitchen|canteen))\b",
    re.IGNORECASE,
)
REGULAR = re.compile(
    r"\b(?:every|each(?! other)|weekly|monthly|daily|yearly|quarterly|regular(?:ly)?|always"
    rf"|(?:{_DAY})days)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:yesterday|last (?:week|time|year|month|night)|used to|back then|ago)\b", re.IGNORECASE
)
WRY = re.compile(
    r"\bwhat could (?:possibly )?go wrong\b|\s/s\Z|\bworked (?:out )?so well\b|\bwhy not\W{0,9}\Z"
    r"|\A\W{0,9}(?:yeah|sure|right|oh)[, ].*\b(?:another|yet)\b",
    re.IGNORECASE,
)
OF_OTHERS = re.compile(
    r"\b(?:for|like|love|loved|as) (?:the|your|that|this|his|her|their)(?: \w+)?"
    r" (?:ideas?|suggestions?|proposal)\b",
    re.IGNORECASE,
)
HELP = re.compile(r"\b(?:hands?|help|break|holiday|vacation)\b", re.IGNORECASE)
SOCIAL = re.compile(r"\b(?:lunch|coffee|beers?|drinks|dinner|pizza|home)\b", re.IGNORECASE)
MISHAP = re.compile(
    r"\b(?:outage|failure|incident|problems?|bugs?|issues?|breach|leak|attack|power cut|fire"
    r"|delay|wrong|late|hacked|sued|fined|audited|down)\b",
    re.IGNORECASE,
)

GIVEN = vocabulary("a an some more one our fewer two three another less")
NEVER = vocabulary(
    "not never only barely hardly be been see hear know feel tell expect receive arrive land"
    " reach hit wait go leave head hurry lose miss fail die"
)
TASK = vocabulary(
    "check ask look remember going talk fix merge close push revert say figure coordinate loop"
    " work think prepare decide meet sync chat discuss catch thank investigate confirm"
    " verify finish continue celebrate worry hope understand"
)
MEETING = vocabulary(
    "meet talk speak sync chat call huddle catch reschedule postpone grab discuss leave go"
)
HEDGE = vocabulary(
    "always just also probably maybe perhaps really definitely easily totally all even"
)
RISK = vocabulary(
    "lose lost miss missed fail failed run get got can't cannot can don't didn't need needed"
    " forget forgot break broke crash crashed exceed are aren't find found hit do did never"
    " won't still"
)
LOST = vocabulary("lost been gone not never")
FACT = vocabulary("have know see need want own receive support hear understand already get")

WORD = re.compile(rf"[\w{USER}{GROUP}{LINK}{CODE}{CHANNEL}]+")
NO_IDEA = re.compile(r"\W*+(?:none|nope|no|nothing|tbd|todo|n/a)?\W*+\Z", re.IGNORECASE)
JUDGED = re.compile(
    r"\W*+(?:good|great|nice|love|bad|no|any|brilliant|excellent)\b.{0,20}\bideas?\W*+\Z",
    re.IGNORECASE,
)
