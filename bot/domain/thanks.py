"""The words of thanks: markers, who stands beside them, and what takes the meaning back.

Every pattern is linear: what repeats is bounded, and no repetition holds another one of the same
letters. Mentions and emoji are the signs of `bot.domain.reading`, which also folds curly quotes
and long dashes into plain ones.
"""

import re

from bot.domain.reading import BROADCAST, CODE, EMOJI, GROUP, LINK, TACO, USER, phrases

TRIGGERS = phrases(
    "thank|thx|thnx|tnx|tks|tysm|tyvm|ty <|ty, <|kudos|props|shout|hats off|hat off|hat tip"
    "|hat-tip|big up|credit|gold star|applause|++|:taco:|🌮| job| work| find| catch| effort"
    "|well done|nicely done|way to go|bravo|gracias|danke|dank |merci|obrigad|ありがとう"
)
MARKERS_READ = 20  # a message has one or two; past this it is a hostile one
NEAR = 80  # characters before a marker that can change what it means

_PERSON = f"[{USER}{GROUP}]"
WHO = rf"[{USER}{GROUP}{BROADCAST}](?!'s\b)"  # "@ana's script" is a thing
_AND = r"(?:(?:and|also|plus|as well as|und|et|y|e|to)\b[\s,]{0,3}){0,3}"
NAMES = rf"{WHO}(?:[\s,&+/({EMOJI}]{{0,6}}{_AND}{WHO}){{0,60}}"

SOMEBODY = re.compile(WHO)

_THANKS = (
    r"thanks?\s?(?:you|u|ya)\b|thanks\b|thanx\b|thx\b|thnx\b|tnx\b|tks\b|tysm\b|tyvm\b|ty\b"
    r"|gracias\b|danke\b|vielen dank\b|merci\b|obrigad[oa]\b|ありがとう(?:ございま(?:す|した))?"
    rf"|(?:want(?:ed)?|like|love) to thank(?=\s{{1,3}}{_PERSON})"
    rf"|(?:can't|cant|cannot) thank(?=\s{{1,3}}{_PERSON})"
)
_CREDIT = (
    r"kudos\b|props\b|shout[\s-]?outs?\b|hats? off\b|hat[\s-]tip\b|big ups?\b|gold stars?\b"
    r"|(?:all|full|huge|big|the) credit\b|round of applause\b"
)
_FINE = (
    "great|good|nice|excellent|amazing|awesome|fantastic|brilliant|superb|outstanding|stellar"
    "|incredible|lovely|solid|wonderful|impressive|beautiful|terrific|fabulous|super"
)
_DEED = "job|work|teamwork|find|catch|effort"
_PRAISE = rf"(?:{_FINE})\s(?:{_DEED})\b|well done\b|nicely done\b|way to go\b|bravo\b"
MARKER = re.compile(
    rf"(?<![\w-])(?=\w)(?:(?P<thanks>{_THANKS})|(?P<credit>{_CREDIT})|(?P<praise>{_PRAISE}))",
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
    rf"(?:[\s,:{EMOJI}-]{{0,4}}(?:so (?:very )?much|very much|a lot|a bunch|a ton|a million|loads"
    r"|again|once again|once more|indeed|heaps|beaucoup|schön|sehr|goes?|out|everyone|everybody|all"
    r"|team|folks|guys|both|and|but|especially|particularly|in particular|also|to|an|a|à|au"
    r"|ao|aos|the|my|our|your|very own|one and only|always|teammate|colleague|friend|dear|amazing"
    rf"|awesome|great|wonderful|incredible|fantastic)\b){{0,8}}(?:\sfor(?=\s{{0,3}}{_PERSON}))?"
    rf"[\s,:({EMOJI}{TACO}…-]{{0,6}}({NAMES})",
    re.IGNORECASE,
)
AND_FOR = re.compile(rf"\band\s(?:to\s)?({NAMES})\s(?:for|on)\b", re.IGNORECASE)

# Names that a sentence begins with: "hey @ana, so just wanted to say thanks"
CALLED = re.compile(
    rf"\A[\s*•({EMOJI}{TACO}]{{0,6}}"
    r"(?:(?:hey|hi|hello|yo|ah|oh|ok|okay|yes|and|dear)\b[\s,]{0,3}){0,2}"
    rf"({NAMES})(?=[\s,:.-])"
    rf"(?:[\s,:.{EMOJI}{TACO}-]{{0,4}}(?:ok|okay|cool|great|awesome|perfect|nice|yes|yep|got it"
    r"|wow|hey|ah|oh|an?|big|huge|many|so|really|muchas|mil|muito|just|i|we|wanted to say|you"
    r"|did|want to say|brilliant|makes sense|sure|also|and|super|damn|first|absolutely|very)"
    rf"\b){{0,6}}[\s,:.{EMOJI}{TACO}-]{{0,4}}\Z",
    re.IGNORECASE,
)
TO_OTHERS = re.compile(r"\s+to\b(?! (?:you|both|all)\b)", re.IGNORECASE)

# Names that a sentence ends with: "thank you for the link, @ana"
FOR = re.compile(r"(?:\s(?:so much|very much|a lot|again))?\s(?:for|on)\s", re.IGNORECASE)
AT_END = re.compile(rf"({NAMES})[\s,!?:;.){EMOJI}]*(?:(?:again|too|cc)\b.*)?\Z", re.DOTALL)
HELPED = re.compile(  # what stands before names that are no address: "for helping @ben"
    r"(?:\b(?:with|for|to|from|about|of|in|on|by|at|and|or|via|than|like|as|between|against|into"
    r"|over|upon|after|before|without|behind|near|plus|because|if|that|who|whom|let|is|cc|fyi"
    r"|\w{2,}ing):?|'s)\s*\Z",
    re.IGNORECASE,
)

_BAD_DEED = (
    "ruining|messing|deleting|crashing|wasting|ignoring|forgetting|dropping the|waking"
    "|making (?:it|things|everything|this|us|me) (?:even )?(?:worse|late|harder)"
    r"|breaking(?! (?:\w+ )?(?:down|news|up|the (?:news|ice)))"
    "|not (?:telling|asking|responding|answering|replying|reading|testing|listening|helping"
    "|feeding|doing|even|bothering|showing|caring)"
)
_BAD_STATE = (
    r"broken?|down|fails?|failing|failed|crash\w*|gone|lost|worse|stuck|useless|a mess|late|on fire"
    r"|delayed|slow(?:er|est)"
)
NOT_MEANT_TRIGGERS = phrases(  # what the costly pattern below finds holds one of them
    "in advance|ahead of time|for nothing|thanks but|thanks, but|im voraus|de antemano|d'avance"
    "|desde j|if you |any |ruining|messing|deleting|crashing|wasting|ignoring|forgetting|dropping"
    "|waking|making |breaking|not |now|thanks to|broke|breaks|go wrong|/s|just what"
)
NOT_MEANT = re.compile(
    r"\bin advance\b|\bahead of time\b|\bfor nothing\b|\bthanks,? but\b|\bim voraus\b"
    r"|\bde antemano\b|\bd'avance\b|\bdesde já\b|\bif you (?:could|can|would|have)\b"
    r"|\bany (?:help|pointers?|advice|hints?|input|feedback|suggestions?|ideas?)\b"
    rf"|\bfor (?:(?:totally|completely|almost|just) )?(?:{_BAD_DEED})\b"
    rf"|\bnow\b(?:(?!\bno longer\b|\bnot\b|n't\b).){{0,60}}\b(?:{_BAD_STATE})\b"
    rf"|\bthanks to\b(?:(?!\bfor\b)[^,;:-]){{0,80}}\b(?:{_BAD_STATE}|again)\b"
    r"|\bbut\b.{0,30}\b(?:broke|breaks)\b"
    r"|\byou (?:just )?broke\b|\bwhat could (?:possibly )?go wrong\b|\s/s\Z"
    r"|\bjust what (?:i|we) needed\b",
    re.IGNORECASE,
)
REQUEST_TRIGGERS = phrases(  # as above, for the pattern below
    "could|can|would|will|won't|please|pls|plz|kindly|lmk|let me|let us|do you|make sure|you to"
    "|n't forget|remember|by eod|asap|bitte|por favor|svp|s'il |kannst|puedes|podr"
    "|peux|pourrais|pode|könn|konn"
)
REQUEST = re.compile(
    r"\b(?:could|can|would|will|can't|won't)\s(?:"
    rf"(?:you|u|ya|someone|somebody|anyone|anybody|one of you)\b|{WHO})"
    r"|\b(?:please|pls|plz|kindly|lmk|let (?:me|us) know|do you mind|make sure"
    r"|(?:i|we) (?:need|want) you to|don't forget|remember to|by eod|asap|bitte|por favor|svp"
    r"|s'il (?:te|vous) pla[iî]t|k[öo]nn(?:t)?est du|kannst du|puedes|podr[ií]as|peux[- ]tu"
    r"|pourrais[- ]tu|poderia|pode)\b",
    re.IGNORECASE,
)
UNSAID = re.compile(
    r"(?:\b(?:no|nope|nah|nein|non|não)[\s,]*"
    r"|(?:\b(?:not|never|without|hardly|instead of|zero|less|dont)|n't)(?:\s[^\s,]{1,20}){0,3}\s*"
    r")\Z",
    re.IGNORECASE,
)
TALK = re.compile(  # about thanks, instead of thanking: "how do I give kudos to @ana"
    r"\b(?:how|who|when|where|why|what|whether|if|did|does|do (?:i|we|you)|should|types?|typing"
    r"|use|using|write|can (?:i|we|you)|you can|forgot|remember|once|until|about|said|says)\b"
    r"[^,:!-]*\Z",
    re.IGNORECASE,
)
ASKS_ANOTHER = re.compile(rf"{_PERSON}\s?,\s?{_PERSON}[\s,:]{{0,3}}\Z")
ASKED = re.compile(
    r"[\s,]*(?:can|could|would|will|do|did|does|are|is|have|has|please|what|how|when|where|why"
    r"|any|should|you|shall)\b",
    re.IGNORECASE,
)

# Where what they did ends: whoever is copied, and what the author does next.
ASIDE_TRIGGERS = phrases("cc|fyi|'ll|'m going|will|am going|'d|have|'ve|was|had|let me|just ")
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
    r"[\s,;:(-]{0,5}(?:\b(?:a|an|and|so|big|huge|massive|many|special|warm|very|ok|okay|all"
    r"|muchas|the|cool|awesome|great|super|also|but|i|we|give|giving|really|just)\b"
    r"[\s,;:(-]{0,5}){0,8}\Z",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"\s*(?:you|your|that|this|it|really|y'all)\b", re.IGNORECASE)
CONTENT = re.compile(rf"[\w{CODE}{LINK}]")
