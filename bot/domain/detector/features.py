"""What a sentence shows, as names that training and judging share."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from bot.domain.detector.tokens import OTHER, Words, emoji_of, words_of
from bot.domain.reading import Reading, Sentence, vocabulary

SENTENCES_READ = 30

_KEY = vocabulary(
    "THANKS THANK GRATE KUDOS WELL HERO PRAISEV PROUD GOOD DEED HELP TEAM YOU I ILL WE"
    " WITHOUT ADVANCE NOTHING NOT WELCOME GREET REQ BAD WRY META CC HOWQ LABEL IDEA"
    " NOIDEA IDEAJUDGED PROPOSE PASTREP WHATIF HOWABOUT WHYNOT LETS WECOULD SHOULD"
    " SOMEONE WOULDBE WISH WONDER OUGHT COULDBE BETTER INSTEAD WOULDV MAYBE THINK WORTH WDYT IFWE"
    " BUILD THING SCHED TIME EVERY RISK HADPAST EXPECT YOUADV NEED TASK Q EMO+ USER"
    " GROUP NAME LOVE USEFUL FOR FORV CODE LINK"
)
# What a label is made of: a cue weighs much for it only where one of these is part of it,
# so that a mention, a name or a "not" means little by itself.
TELLING = {
    "kudos": vocabulary(
        "THANKS THANK GRATE KUDOS WELL HERO PRAISEV PROUD LOVE GOOD DEED HELP FORV WITHOUT"
        " EMO+ USEFUL WELCOME"
    ),
    "idea": vocabulary(
        "LABEL IDEA NOIDEA IDEAJUDGED PROPOSE WHATIF HOWABOUT WHYNOT LETS WECOULD SHOULD"
        " SOMEONE WOULDBE WISH WONDER BETTER INSTEAD WOULDV MAYBE THINK WORTH WDYT IFWE"
        " BUILD THING EVERY NEED USEFUL OUGHT COULDBE"
    ),
}
_SPEAKING = TELLING["kudos"] | TELLING["idea"] | {"USER", "GROUP", "TEAM", "NAME"}
_PAIRED = 9  # key classes of a sentence that are looked at by pairs
_HEARD = vocabulary(
    "REQ THANKS KUDOS WELL HERO PRAISEV GOOD LABEL WHATIF WECOULD SHOULD PROPOSE"
    " WOULDBE USER GROUP TEAM WRY BAD NEED WDYT IDEA HOWQ TIME"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One sentence: `grams` are its words, by ones and twos; `cues` what they amount to."""

    sentence: Sentence
    words: Words
    grams: list[str]
    cues: list[str]


def shown(reading: Reading) -> list[Shown]:
    emoji = emoji_of(reading)
    sentences = list(islice(reading.sentences, SENTENCES_READ))
    words = [words_of(sentence, emoji) for sentence in sentences]
    kept = [place for place, one in enumerate(words) if one.tokens]
    heard = [_HEARD.intersection(words[place].classes) for place in kept]
    found: list[Shown] = []
    for order, place in enumerate(kept):
        cues: list[str] = []
        if not _SPEAKING.isdisjoint(words[place].classes):
            cues += _cues(sentences[place], words[place].classes)
            if len(kept) > 1:
                cues += _context(heard, order)
        found.append(Shown(sentences[place], words[place], grams(words[place].tokens), cues))
    return found


def grams(tokens: list[str]) -> list[str]:
    pairs = [f"{one} {two}" for one, two in pairwise(tokens)]
    return list(set(tokens + pairs))


def _cues(sentence: Sentence, classes: list[str]) -> set[str]:
    row = ["^"]
    for name in classes:
        if name != OTHER or row[-1] != OTHER:
            row.append(name)
    if sentence.asks and row[-1] != "Q":
        row.append("Q")
    row.append("$")
    twos = [f"{one} {two}" for one, two in pairwise(row)]
    threes = [f"{one} {two}" for one, two in zip(twos, row[2:], strict=False)]
    fours = [f"{one} {two}" for one, two in zip(threes, row[3:], strict=False)]
    cues = {*row, *twos, *threes, *fours}
    cues.update(_pairs(row))
    cues.add(f"long {len(classes).bit_length()}")
    return cues


def _pairs(row: list[str]) -> Iterator[str]:
    keys = [name for name in row if name in _KEY][:_PAIRED]
    for place, first in enumerate(keys):
        for second in keys[place + 1 :]:
            yield f"{first}..{second}"


def _context(heard: list[frozenset[str]], at: int) -> Iterator[str]:
    """What the sentences around it show."""
    before = frozenset().union(*heard[:at])
    after = frozenset().union(*heard[at + 1 :])
    yield from (f"before {name}" for name in sorted(before))
    yield from (f"after {name}" for name in sorted(after))
    if at:
        yield from (f"just before {name}" for name in sorted(heard[at - 1]))
    else:
        yield "first"
    if at == len(heard) - 1:
        yield "last"
