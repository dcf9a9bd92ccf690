"""A message as one line of signs that rules can search, and the way back to its words.

Whatever is not speech is one private-use character, so that a pattern meets a mention as it meets
a letter, and never sees into code or quotes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import NamedTuple

from bot.domain.messages import Kind, Span
from bot.kit.mrkdwn import escape

USER, GROUP, BROADCAST, CHANNEL, LINK, CODE, QUOTE, EMOJI, BULB, TACO, CROSS = map(
    chr, range(0xE000, 0xE00B)
)


def vocabulary(words: str) -> frozenset[str]:
    return frozenset(words.split())


def holds_any(lowered: str, triggers: Iterable[str]) -> bool:
    for trigger in triggers:  # noqa: SIM110 - `any` takes twice as long, and every message is asked
        if trigger in lowered:
            return True
    return False


def lowered_as_matched(text: str) -> str:
    """In small letters of the same length, also those that only patterns without case know."""
    if not text.isascii():
        text = text.replace("\u0130", "i").replace("\u0131", "i").replace("\u017f", "s")
    return text.lower()


_SIGNS = {
    Kind.USER: USER,
    Kind.GROUP: GROUP,
    Kind.BROADCAST: BROADCAST,
    Kind.CHANNEL: CHANNEL,
    Kind.LINK: LINK,
    Kind.CODE: CODE,
    Kind.QUOTE: QUOTE,
}
_CROSS_EMOJI = vocabulary(
    "unamused upside_down_face rolling_eyes face_with_rolling_eyes eye_roll eyeroll roll_eyes rage"
    " angry facepalm face_palm clown_face neutral_face expressionless middle_finger"
)
_EMOJI = {"bulb": BULB, "taco": TACO} | dict.fromkeys(_CROSS_EMOJI, CROSS)
_DRAWN = {"💡": BULB, "🌮": TACO, "🙃": CROSS, "🙄": CROSS, "😒": CROSS}
_WRITTEN = {
    Kind.USER: "<@{}>",
    Kind.GROUP: "<!subteam^{}>",
    Kind.CHANNEL: "<#{}>",
    Kind.BROADCAST: "@{}",
    Kind.EMOJI: ":{}:",
    Kind.CODE: "`{}`",
    Kind.QUOTE: "",
}
_NAMES = {BULB: ":bulb:", TACO: ":taco:", CROSS: ":upside_down_face:"}

_KEPT = str.maketrans(
    dict.fromkeys(map(chr, range(0xE000, 0xE00B)), " ")  # nobody can type our signs
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", "")  # seen by nobody
    | dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "")
    | _DRAWN
)
_FOLDED = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")
    | {"\u00a0": " "}
)
# It begins with all that can end a sentence, so that the search skips from one to the next.
_END = re.compile(
    rf"[.!?…。\uff01\uff1f\n{QUOTE}](?:"
    r"(?<=[.!?…])[.!?…]{0,9}(?=[\s\"')*\ue000-\ue00a]|\Z)"
    rf"|(?<=[。\uff01\uff1f])[。\uff01\uff1f]*|(?<=[\n{QUOTE}])[\n{QUOTE}]*)"
)
_PLACES = re.compile("[\ue000-\ue00a]")
DANGLING = " \t\n-\u2013\u2014*\u2022,;:"
_READ = 2_700  # characters: an idea of the longest that is kept, and its label
TEXT_READ = 12_000  # of Slack's text, where a link is longer than it looks
_SPANS_READ = 400
_SENTENCES_READ = 100
_INLINE_CODE = 200  # characters; longer code, and code of several lines, was a fence


class Sentence(NamedTuple):
    """A stretch of speech from `start` to `end`, without the mark that ends it."""

    text: str
    start: int
    end: int
    asks: bool
    paragraph: int  # sentences of one line share it


class Reading(NamedTuple):
    """`text` is for searching; `typed` has the same length and keeps quotes and dashes as typed."""

    text: str
    typed: str
    spans: Mapping[int, Span]  # by their place in the text
    sentences: tuple[Sentence, ...]
    is_cut: bool  # the message goes on

    def words(self, start: int, end: int | None = None) -> str:
        """What was said there, as Slack's escaped text. Quotes and fences are left out.

        It ends with … where the message was not read to its end.
        """
        end = len(self.text) if end is None else end
        shown: list[str] = []
        at = start
        for found in _PLACES.finditer(self.text, start, end):
            shown += [escape(self.typed[at : found.start()]), self._shown(found.start())]
            at = found.end()
        shown.append(escape(self.typed[at:end]))
        said = "".join(shown)
        return f"{said.rstrip()}…" if self.is_cut and end == len(self.text) else said

    def said(self, sentence: Sentence) -> str:
        """The sentence without what dangles at its ends; a question stays one."""
        said = self.words(sentence.start, sentence.end).lstrip(")").strip(DANGLING)
        return f"{said}?" if sentence.asks and said else said

    def _shown(self, place: int) -> str:
        span = self.spans.get(place)
        if span and span.kind is Kind.CODE and self._has_its_own_line(place):
            return ""
        return _written(span) if span else _NAMES.get(self.text[place], "")

    def _has_its_own_line(self, place: int) -> bool:
        before, after = self.text[max(0, place - 1) : place], self.text[place + 1 : place + 2]
        return {before, after} <= {"", "\n"}


def read(spans: Iterable[Span]) -> Reading:
    """The beginning of a message: all of it, unless it is longer than any person types."""
    parts: list[str] = []
    placed: dict[int, Span] = {}
    at = 0
    is_plain, is_cut = True, False
    rest = iter(spans)
    for span in islice(rest, _SPANS_READ):
        if at >= _READ:
            is_cut = True
            break
        if span.kind is Kind.TEXT:
            part = span.value[: _READ - at]
            is_cut |= len(part) < len(span.value)
            if not part.isascii():
                part, is_plain = part.translate(_KEPT), False
        else:
            part, placed[at] = _sign(span), span
        parts.append(part)
        at += len(part)
    typed = "".join(parts)
    text = typed if is_plain else typed.translate(_FOLDED)
    is_cut = is_cut or next(rest, None) is not None
    return Reading(text, typed, placed, tuple(islice(_sentences(text), _SENTENCES_READ)), is_cut)


def _sentences(text: str) -> Iterator[Sentence]:
    at = line = 0
    for found in chain(_END.finditer(text), (None,)):
        end, mark = (found.start(), found[0]) if found else (len(text), "")
        said = text[at:end]
        if said.strip():
            yield Sentence(said, at, end, "?" in mark or "\uff1f" in mark, line)
        line += "\n" in mark or QUOTE in mark
        at = found.end() if found else end


def emoji_name(span: Span) -> str:
    """In any skin tone the same."""
    return span.value.partition("::")[0]


def _sign(span: Span) -> str:
    if span.kind is Kind.EMOJI:
        return _EMOJI.get(emoji_name(span), EMOJI)
    return _SIGNS[span.kind]


def _written(span: Span) -> str:
    """A span as Slack's text writes it; what calls everybody is written without its power."""
    value = escape(span.value)
    if span.kind is Kind.LINK:
        label = escape(span.label).replace("\n", " ")
        return f"<{value}|{label}>" if label else f"<{value}>"
    if span.kind is Kind.CODE and (len(span.value) > _INLINE_CODE or "\n" in span.value):
        return ""
    return _WRITTEN[span.kind].format(value)
