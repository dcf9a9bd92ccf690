"""Who is thanked, by what stands around each mention: not who is copied, asked or helped."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.detector.features import Shown
from bot.domain.detector.weighing import Weighed
from bot.domain.detector.weights import STEP, Weights
from bot.domain.messages import Span
from bot.domain.reading import BROADCAST, GROUP, USER, Reading, vocabulary

MENTIONS_READ = 40
_NAMED = frozenset((USER, GROUP, BROADCAST))
_TOKENS = vocabulary("<user> <group> <all>")
_JOINS = vocabulary("and & , / + y und et e と plus")
_PRAISE = vocabulary(
    "THANKS THANK GRATE KUDOS WELL HERO PRAISEV PROUD GOOD LOVE DEED HELP EMO+ FORV FOR"
)
_ASKS = vocabulary("REQ Q CC HOWQ")
_AROUND = _PRAISE | _ASKS
_WANTS = vocabulary("want wants wanted need needs needed ask asks asked asking question")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention with the names of what is seen around it."""

    span: Span
    place: int  # in the text
    cues: tuple[str, ...]
    is_joined: bool  # to the mention before it: "and", a comma


def thanked(
    reading: Reading, found: Sequence[Weighed], known: Weights, marked: Collection[Span]
) -> Iterator[Span]:
    """`marked`: those whom an explicit marker names; they are believed where nothing is weighed."""

    def is_thanked(_: Mention, cues: Iterable[str]) -> bool:
        return known.person.bias + sum(known.people.get(cue, 0) for cue in cues) * STEP > 0

    seen = mentions(reading, found, marked)
    yield from (mention.span for mention, _, yes in chained(seen, is_thanked) if yes)
    weighed = {mention.place for mention in seen}
    for place, span in reading.spans.items():
        if place not in weighed and span in marked:
            yield span


def chained(
    seen: Iterable[Mention], is_thanked: Callable[[Mention, Iterable[str]], bool]
) -> Iterator[tuple[Mention, tuple[str, ...], bool]]:
    """Each with all its cues, of which one is what was judged of the mention it is joined to."""
    before = ""
    for mention in seen:
        cues = (*mention.cues, f"joined {before}") if mention.is_joined else mention.cues
        judged = is_thanked(mention, cues)
        before = "thanked" if judged else "other"
        yield mention, cues, judged


def mentions(reading: Reading, found: Sequence[Weighed], marked: Collection[Span]) -> list[Mention]:
    best = max(range(len(found)), key=lambda at: found[at].kudos, default=0)
    seen: list[Mention] = []
    for order, one in enumerate(found):
        where = (order > best) - (order < best)
        apart = f"{('best', 'after', 'before')[where]} {found[order].kudos > -0.3}"
        for place, cues, is_joined in _in_sentence(reading, one.shown):
            span = reading.spans[place]
            rule = "marked" if span in marked else "others marked" if marked else "unmarked"
            whole = (apart, rule, f"{rule} {apart}", span.kind.value)
            seen.append(Mention(span, place, (*cues, *whole), is_joined))
            if len(seen) == MENTIONS_READ:
                return _counted(seen)
    return _counted(seen)


def _counted(seen: list[Mention]) -> list[Mention]:
    alone = "alone" if len(seen) == 1 else "one of several"
    return [
        replace(one, cues=(*one.cues, alone, "first" if at == 0 else "later"))
        for at, one in enumerate(seen)
    ]


def _in_sentence(reading: Reading, one: Shown) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    places = _places(reading, one)
    tokens, classes = one.words.tokens, one.words.classes
    class_at = dict(zip(one.words.starts, range(len(classes)), strict=True))
    last = -9
    for at, token in enumerate(tokens):
        if token not in _TOKENS:
            continue
        place = next(places, None)
        if place is None:
            return
        is_joined = 0 < at - last <= 4 and all(word in _JOINS for word in tokens[last + 1 : at])
        yield place, tuple(_around(tokens, classes, at, class_at.get(at, 0))), is_joined
        last = at


def _places(reading: Reading, one: Shown) -> Iterator[int]:
    sentence = one.sentence
    for place, letter in enumerate(sentence.text, sentence.start):
        if letter in _NAMED and place in reading.spans:
            yield place


def _around(tokens: list[str], classes: list[str], at: int, place: int) -> Iterator[str]:
    yield from _beside(tokens, at, "")
    yield from _beside(classes, place, "c")
    before, after = classes[:place], classes[place + 1 :]
    yield f"c {(before or ['^'])[-1]} {(after or ['$'])[0]}"
    yield from sorted({f"earlier {name}" for name in before if name in _AROUND})
    yield from sorted({f"later {name}" for name in after if name in _AROUND})
    if at and _is_form(tokens[at - 1], "ing"):
        yield "-1 ing"
    if at and _is_form(tokens[at - 1], "ed"):
        yield "-1 ed"
    after_it = tokens[at + 1 : at + 4]
    if any(_is_form(word, "ed") for word in after_it[:2]):
        yield "+ ed"
    if not _WANTS.isdisjoint(after_it) and after_it[0].isalpha():
        yield "+ wants"


def _beside(row: list[str], at: int, kind: str) -> Iterator[str]:
    """Two on either side."""
    edged = ["^^", "^", *row, "$", "$$"]
    yield f"-1{kind} {edged[at + 1]}"
    yield f"-2{kind} {edged[at]} {edged[at + 1]}"
    yield f"+1{kind} {edged[at + 3]}"
    yield f"+2{kind} {edged[at + 3]} {edged[at + 4]}"


def _is_form(word: str, ending: str) -> bool:
    return len(word) > 4 and word.endswith(ending)
