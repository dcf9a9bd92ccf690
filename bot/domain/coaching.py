"""What thanks still lack: what was done, what it changed, where it can be seen.

Rules on words, in the languages of the catalogues. In other languages only the length of a text is
judged: no hint is better than a wrong one.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from bot.domain.messages import Kind
from bot.domain.mrkdwn import spans_of
from bot.domain.people import FEWEST

FILE = "coaching.toml"
READ = 2_000  # characters of a text; more is not judged any better
ENOUGH_WORDS = 5  # so many that mean something tell what was done, whatever they are
ENOUGH_LETTERS = 12  # in two words or more, where deeds are not told apart
ENOUGH_SIGNS = 8  # of Japanese
SOME_SIGNS = 4
UNKNOWN_REASON, UNKNOWN_EFFECT, UNKNOWN_BOTH = 25, 10, 70  # characters in a language we don't know
UNTOLD = 8  # words, of which at least one is common in any language that we know

_LINK = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_KANA = re.compile("[\u3040-\u30ff]")
_DOING = re.compile(r"[a-z-]{2,}(?:ing|ed)\Z")
_FOLDED = str.maketrans({"\u2018": "'", "\u2019": "'", "\u00df": "ss", "\u00a0": " "})


class Lack(StrEnum):
    """In the order in which to ask for it."""

    WHAT = "what"
    EFFECT = "effect"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class _Language:
    nothing: frozenset[str]  # thanks, praise and grammar
    effect: re.Pattern[str]
    deeds: frozenset[str]
    vague_deeds: frozenset[str]
    no_deeds: frozenset[str]

    def telling(self, text: str) -> Sequence[str]:
        """The words that say more than nothing; a number tells too."""
        words = (word for word in _WORD.findall(text) if len(word) > 1 or word.isdigit())
        return [word for word in words if word not in self.nothing]

    def does(self, word: str) -> bool:
        if word in self.deeds or word in self.vague_deeds:
            return True
        return bool(_DOING.match(word)) and word not in self.no_deeds


def missing(reason: str, effect: str = "", link: str = "") -> tuple[Lack, ...]:
    """What would make these thanks worth more. All three are Slack's text, as is what is kept."""
    said, changed = _speech(reason), _speech(effect)
    judge = _judge(f"{said}\n{changed}")
    lacks = {
        Lack.WHAT: not judge.says_what(said),
        Lack.EFFECT: not (judge.says_effect(said) or judge.is_effect(changed)),
        Lack.LINK: not any(map(_LINK.search, (reason, effect, link))),
    }
    return tuple(lack for lack, is_missing in lacks.items() if is_missing)


def is_specific(text: str) -> bool:
    """Whether kept thanks say what was done, and what it changed or where it can be seen.

    The form keeps each of the three on lines of its own.
    """
    first, _, rest = text.strip().partition("\n")
    lacks = missing(first, rest)
    if Lack.WHAT in lacks:  # or the first line only named somebody
        lacks = missing(text)
    return Lack.WHAT not in lacks and not {Lack.EFFECT, Lack.LINK} <= set(lacks)


def specificity(reasons: Sequence[str]) -> float | None:
    """The share of kudos given that are specific; None when there are too few to tell."""
    if len(reasons) < FEWEST:
        return None
    return sum(map(is_specific, reasons)) / len(reasons)


@dataclass(frozen=True, slots=True)
class _Judge:
    """The rules of one language. An effect is found in what was done, or is a text of its own."""

    says_what: Callable[[str], bool]
    says_effect: Callable[[str], bool]
    is_effect: Callable[[str], bool]


def _judge(text: str) -> _Judge:
    if _KANA.search(text):
        return _in_japanese()
    words = _WORD.findall(text)
    counts = {
        name: sum(word in known.nothing for word in words) for name, known in _languages().items()
    }
    best = max(counts, key=counts.__getitem__)
    if counts[best] * UNTOLD < len(words) or not words:
        return _by_length()
    return _by_words(_languages()[best], names_deeds=best == "en")


def _by_words(language: _Language, *, names_deeds: bool) -> _Judge:
    def says_what(text: str) -> bool:
        telling = language.telling(text)
        if names_deeds:
            return len(telling) >= ENOUGH_WORDS or _names_deed(telling, language)
        return len(telling) >= 2 and sum(map(len, telling)) >= ENOUGH_LETTERS

    def says_effect(text: str) -> bool:
        return language.effect.search(text) is not None

    def is_effect(text: str) -> bool:
        return bool(language.telling(text)) or says_effect(text)

    return _Judge(says_what, says_effect, is_effect)


def _names_deed(telling: Sequence[str], language: _Language) -> bool:
    """A deed with something that it was done to; to help takes more to be told."""
    needed = [2 if word in language.vague_deeds else 1 for word in telling if language.does(word)]
    return any(len(telling) > others for others in needed)


@cache
def _in_japanese() -> _Judge:
    written = _file()["ja"]
    phrases = sorted(written["bare"].split(), key=len, reverse=True)
    bare = re.compile("|".join(map(re.escape, phrases)) + r"|[^\w]|_")
    effect = re.compile("|".join(written["effect"]))

    def left_of(text: str) -> int:
        return len(bare.sub("", text))

    return _Judge(
        says_what=lambda text: left_of(text) >= ENOUGH_SIGNS,
        says_effect=lambda text: effect.search(text) is not None,
        is_effect=lambda text: left_of(text) >= SOME_SIGNS or effect.search(text) is not None,
    )


@cache
def _by_length() -> _Judge:
    return _Judge(
        says_what=lambda text: len(text.strip()) >= UNKNOWN_REASON,
        says_effect=lambda text: len(text.strip()) >= UNKNOWN_BOTH,
        is_effect=lambda text: len(text.strip()) >= UNKNOWN_EFFECT,
    )


def _speech(text: str) -> str:
    """As it is searched: no mentions, no links, small letters without accents."""
    if not text.strip():
        return ""
    said = " ".join(
        span.value for span in spans_of(text[:READ]) if span.kind in {Kind.TEXT, Kind.CODE}
    )
    said = _LINK.sub(" ", said).translate(_FOLDED).lower()
    if said.isascii() or _KANA.search(said):
        return unicodedata.normalize("NFKC", said)
    apart = unicodedata.normalize("NFKD", said)
    return unicodedata.normalize("NFKC", "".join(c for c in apart if not unicodedata.combining(c)))


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(files("bot.domain").joinpath(FILE).read_text(encoding="utf-8"))


@cache
def _languages() -> Mapping[str, _Language]:
    return {name: _language(written) for name, written in _file().items() if "common" in written}


def _language(written: Mapping[str, Any]) -> _Language:
    return _Language(
        nothing=frozenset(f"{written['common']} {written['bare']}".split()),
        effect=re.compile(r"(?<!\w)(?:" + "|".join(written["effect"]) + ")"),
        **{
            kind: frozenset(written.get(kind, "").split())
            for kind in ("deeds", "vague_deeds", "no_deeds")
        },
    )
