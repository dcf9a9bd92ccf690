"""Thanks and credit that nobody can mistake: a marker, with people right beside it.

A recipient stands beside the marker, in the same sentence. Whoever is copied, asked, helped or
agreed with stands elsewhere, and so is never taken for one. Patterns run only behind a trigger.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.domain import thanks as words
from bot.domain.detector.findings import Band, KudosFound
from bot.domain.kudos import REASON_LIMIT
from bot.domain.messages import Kind, Message
from bot.domain.reading import (
    CROSS,
    GROUP,
    TACO,
    TEXT_READ,
    USER,
    Reading,
    Sentence,
    holds_any,
    lowered_as_matched,
    read,
)
from bot.kit.mrkdwn import shorten

_DANGLING = " \t\n,;:-\u2013\u2014("


@dataclass(frozen=True, slots=True)
class _Clause:
    """People thanked in one sentence: where they stand, and from where to where it is said."""

    sentence: Sentence
    people: tuple[int, ...]  # places in the sentence
    start: int  # of the marker or the names, whichever is first
    end: int  # of what is neither marker nor names
    why: tuple[int, int] | None = None  # where it stands, when that is before the names


def find(message: Message, reading: Reading | None = None) -> KudosFound | None:
    if not _may_thank(message.text):
        return None
    reading = reading or read(message.spans)
    clauses = list(islice(_clauses(reading), words.MARKERS_READ))
    receivers, groups = _named(reading, clauses, message.author)
    if not (receivers or groups):
        return None
    reason = shorten(_reason(reading, clauses), REASON_LIMIT)
    return KudosFound(receivers, groups, reason, Band.SURE)


def _may_thank(text: str) -> bool:
    if "<@" not in text and "<!subteam" not in text:
        return False
    lowered = text[:TEXT_READ].lower()
    return holds_any(lowered, words.TRIGGERS)


def _named(
    reading: Reading, clauses: list[_Clause], author: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Members other than the author, and groups, each once in the order of their naming."""
    places = [clause.sentence.start + place for clause in clauses for place in clause.people]
    spans = [reading.spans[place] for place in places if place in reading.spans]
    people = (span.value for span in spans if span.kind is Kind.USER and span.value != author)
    groups = (span.value for span in spans if span.kind is Kind.GROUP)
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(groups))


def _clauses(reading: Reading) -> Iterator[_Clause]:
    asked = -1  # the paragraph in which something was asked of somebody
    may_ask = holds_any(lowered_as_matched(reading.text), words.REQUEST_TRIGGERS)
    for sentence in reading.sentences:
        request = words.REQUEST.search(sentence.text) if may_ask else None
        yield from _clauses_in(sentence, request, after_request=asked == sentence.paragraph)
        if request:
            asked = sentence.paragraph


def _clauses_in(
    sentence: Sentence, request: re.Match[str] | None, *, after_request: bool
) -> Iterator[_Clause]:
    said = sentence.text
    if CROSS in said or _is_not_meant(said):
        return
    yield from _signed(sentence)
    for marker in islice(words.MARKER.finditer(said), words.MARKERS_READ):
        if _is_polite(said, marker, request, after_request=after_request):
            continue
        if _is_meant(sentence, marker):
            clause = _beside(sentence, marker) or _called(sentence, marker)
            clause = clause or _at_end(sentence, marker)
            if clause:
                yield clause


def _is_not_meant(said: str) -> bool:
    lowered = said.lower()
    return holds_any(lowered, words.NOT_MEANT_TRIGGERS) and bool(words.NOT_MEANT.search(said))


def _signed(sentence: Sentence) -> Iterator[_Clause]:
    """`@ana++` and `:taco: @ana`."""
    if "++" not in sentence.text and TACO not in sentence.text:
        return
    for found in islice(words.SIGNED.finditer(sentence.text), words.MARKERS_READ):
        if not sentence.asks and not _inside_quotes(sentence.text, found.start()):
            start, end = found.span(str(found.lastgroup))
            yield _Clause(sentence, _people(sentence.text, start, end), found.start(), found.end())


def _is_meant(sentence: Sentence, marker: re.Match[str]) -> bool:
    said, at = sentence.text, marker.start()
    before = said[max(0, at - words.NEAR) : at]
    if words.UNSAID.search(before) or words.TALK.search(before) or _inside_quotes(said, at):
        return False
    return not sentence.asks or bool(words.CONTENT.search(said, marker.end()))


def _is_polite(
    said: str, marker: re.Match[str], request: re.Match[str] | None, *, after_request: bool
) -> bool:
    """Thanks that only soften a request: "could you look? thanks @ana"."""
    if request is None or not marker["thanks"]:
        return after_request and bool(marker["thanks"])
    if request.start() < marker.start():
        return True
    between = said[marker.end() : request.start()]
    return not (words.FOR.search(between) or words.ASKS_ANOTHER.search(between[-words.NEAR :]))


def _inside_quotes(said: str, at: int) -> bool:
    return said.count('"', 0, at) % 2 == 1


def _beside(sentence: Sentence, marker: re.Match[str]) -> _Clause | None:
    """`thanks @ana and @ben for …`, `kudos to @ana`; also `… and @ben for …` further on."""
    said = sentence.text
    found = words.BESIDE.match(said, marker.end())
    if not found:
        return None
    people = _people(said, found.start(1), _list_end(sentence, found))
    for more in words.AND_FOR.finditer(said, found.end()):
        people += _people(said, *more.span(1))
    return _Clause(sentence, people, marker.start(), found.end())


def _list_end(sentence: Sentence, found: re.Match[str]) -> int:
    """Whoever stands last after a comma and is then asked something is not thanked."""
    said = sentence.text
    comma = said.rfind(",", found.start(1), found.end(1))
    if comma > 0 and sentence.asks and words.ASKED.match(said, found.end(1)):
        return comma
    return found.end(1)


def _called(sentence: Sentence, marker: re.Match[str]) -> _Clause | None:
    """`@ana thank you so much for …`, `@ana great job`: the sentence speaks to them."""
    said = sentence.text
    found = words.CALLED.match(said, 0, marker.start())
    if not found or words.TO_OTHERS.match(said, marker.end()):
        return None
    return _Clause(sentence, _people(said, *found.span(1)), found.start(1), marker.end())


def _at_end(sentence: Sentence, marker: re.Match[str]) -> _Clause | None:
    """`thank you for the link, @ana`, but not `thanks for helping @ben`."""
    said = sentence.text
    if not words.FOR.match(said, marker.end()):
        return None
    first = words.SOMEBODY.search(said, marker.end())
    found = words.AT_END.match(said, first.start()) if first else None
    if not first or not found:
        return None
    start = first.start()
    if words.HELPED.search(said, max(0, start - words.NEAR), start):
        return None
    people = _people(said, *found.span(1))
    return _Clause(sentence, people, marker.start(), len(said), why=(marker.end(), start))


def _people(said: str, start: int, end: int) -> tuple[int, ...]:
    return tuple(place for place in range(start, end) if said[place] in (USER, GROUP))


def _reason(reading: Reading, clauses: list[_Clause]) -> str:
    """The words worth keeping. With thanks in several sentences, all from first to last."""
    clause, last = clauses[0], clauses[-1]
    sentence = clause.sentence
    if last.sentence.start > sentence.start:
        return reading.words(sentence.start + clause.start, last.sentence.end).strip()
    if clause.why:
        return _kept(reading, sentence, *clause.why)
    start = max(one.end for one in clauses)
    end = _aside(sentence.text, start)
    return (
        _kept(reading, sentence, start, end)
        or _next(reading, sentence)
        or _kept(reading, sentence, 0, _before(sentence, clause), at_least=2)
    )


def _aside(said: str, start: int) -> int:
    if holds_any(lowered_as_matched(said), words.ASIDE_TRIGGERS):
        aside = words.ASIDE.search(said, start)
        return aside.start() if aside else len(said)
    return len(said)


def _before(sentence: Sentence, clause: _Clause) -> int:
    near = max(0, clause.start - words.NEAR)
    tail = words.TAIL.search(sentence.text, near, clause.start)
    return tail.start() if tail else clause.start


def _kept(reading: Reading, sentence: Sentence, start: int, end: int, *, at_least: int = 1) -> str:
    said = sentence.text[start:end]
    lead = words.LEAD.match(said)
    start += lead.end() if lead else 0
    more = words.MARKER.match(sentence.text, start)
    start = more.end() if more else start
    if not words.CONTENT.search(sentence.text, start, end):
        return ""
    text = reading.words(sentence.start + start, sentence.start + end).strip(_DANGLING)
    return text if len(text.split()) >= at_least else ""


def _next(reading: Reading, sentence: Sentence) -> str:
    """The sentence after, where it says what the thanks were for: "Thanks @ana! You saved us." """
    for later in reading.sentences:
        if later.start >= sentence.end:
            goes_on = later.paragraph == sentence.paragraph and not later.asks
            if goes_on and words.GOES_ON.match(later.text):
                return _kept(reading, later, 0, len(later.text), at_least=2)
            break
    return ""
