"""A sentence as tokens, and as the classes that its words and phrases count as.

`lexicon.txt` has the words and phrases of each class. What is learned of a class holds for all of
them: `gracias` counts as `thanks` does.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice, product

from bot.domain.detector.weights import WeightsError
from bot.domain.messages import Kind
from bot.domain.reading import (
    BROADCAST,
    BULB,
    CHANNEL,
    CODE,
    CROSS,
    EMOJI,
    GROUP,
    LINK,
    QUOTE,
    TACO,
    USER,
    Reading,
    Sentence,
    emoji_name,
    holds_any,
)
from bot.domain.wording import entries

FILE = "lexicon.txt"
_CHOICE = re.compile(r"\(([^()]*)\)")
_BAR_OUTSIDE = re.compile(r"\|(?![^()]*\))")

TOKENS_READ = 120  # of a sentence: what a person says stands before
OTHER = "_"

_SIGNS = f"{USER}-{CROSS}"
# Japanese has no spaces: each letter is a token there, and phrases are rows of them.
_TOKEN = re.compile(
    rf"[\u3040-\u30ff\u3400-\u9fff{_SIGNS}]|@?[^\W\d_]+(?:'[^\W\d_]+)*|\d[\d.,:]*(?:[ap]m\b)?"
    r"|\++|[?!\uff1f\uff01]+|\.\.+|[,:;()\"*/&]|(?<=\s)-(?=\s)|[^\w\s.\-']"
)
_COUNTS_AS = {
    USER: "<user>",
    GROUP: "<group>",
    BROADCAST: "<all>",
    CHANNEL: "<channel>",
    LINK: "<link>",
    CODE: "<code>",
    QUOTE: "<quote>",
    BULB: "💡",
    TACO: "🌮",
    CROSS: "🙃",
}
_MARKS = "?!\uff1f\uff01"
_RUNS = (*_MARKS, "..", "++")  # one of these is in what `_folded` changes
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Words:
    """`classes` stand for phrases, so there are fewer of them; `starts` say where each begins."""

    tokens: list[str]
    classes: list[str]
    starts: list[int]


@dataclass(slots=True)
class _Node:
    name: str
    longer: dict[str, "_Node"]


def tokens_of(text: str, emoji: Iterator[str]) -> tuple[list[str], list[str]]:
    """The tokens as they were typed, and as they count."""
    typed = _TOKEN.findall(text)[:TOKENS_READ]
    if not typed:
        return typed, typed
    counts_as = _COUNTS_AS.get
    tokens = [counts_as(token, token) for token in "\n".join(typed).lower().split("\n")]
    if holds_any(text, _RUNS):
        tokens = [_folded(token) for token in tokens]
    if EMOJI in text:
        # Also those that are not read are taken: the next sentence begins with its own.
        names = iter(list(islice(emoji, text.count(EMOJI))))
        tokens = [next(names, "<emoji>") if token == EMOJI else token for token in tokens]
    if _HAS_DIGIT.search(text):
        tokens = [_number(token) if token[0].isdigit() else token for token in tokens]
    return typed, tokens


def _folded(token: str) -> str:
    """A run of marks counts as one."""
    if token[0] in _MARKS:
        return "?" if "?" in token or "\uff1f" in token else "!"
    return token[:2] if token[0] in ".+" else token


def _number(token: str) -> str:
    return "<hour>" if token[-1] == "m" or ":" in token else "<num>"


def emoji_of(reading: Reading) -> Iterator[str]:
    """The names of emoji that have no sign of their own, in the order they stand."""
    return (
        f":{emoji_name(span)}:"
        for place, span in reading.spans.items()
        if span.kind is Kind.EMOJI and reading.text[place] == EMOJI
    )


def words_of(sentence: Sentence, emoji: Iterator[str]) -> Words:
    typed, tokens = tokens_of(sentence.text, emoji)
    classes: list[str] = []
    starts: list[int] = []
    ahead = 0  # up to where the last phrase reached
    for at, node in enumerate(map(trie().get, tokens)):
        if at < ahead:
            continue
        starts.append(at)
        if node is None:
            word = typed[at]
            classes.append("NAME" if _is_name(word, typed, at) else OTHER)
        elif node.longer:
            name, ahead = _longest(node, tokens, at)
            classes.append(name)
        else:
            classes.append(node.name)
    return Words(tokens, classes, starts)


def _longest(node: _Node, tokens: list[str], at: int) -> tuple[str, int]:
    name, end = node.name, at + 1
    place, count = end, len(tokens)
    while place < count and (deeper := node.longer.get(tokens[place])) is not None:
        node = deeper
        place += 1
        if node.name:
            name, end = node.name, place
    return name or OTHER, end


def _is_name(word: str, typed: list[str], at: int) -> bool:
    """A capital within the sentence, or at its start when a comma follows: "Alexis, you did it"."""
    if word.istitle():
        return at > 0 or typed[1:2] == [","]
    return word[0] == "@"


@cache
def trie() -> Mapping[str, _Node]:
    """The lexicon's phrases. Raises `WeightsError` where its file cannot be read."""
    try:
        return _filed(_phrases())
    except OSError as error:
        raise WeightsError(
            f"bot/domain/detector/{FILE} is missing: install the bot again."
        ) from error


def _filed(filed: Iterable[tuple[str, str]]) -> Mapping[str, _Node]:
    roots: dict[str, _Node] = {}
    for phrase, name in filed:
        level, node = roots, None
        for token in _pieces(phrase):
            node = level.get(token)
            if node is None:
                node = level[token] = _Node("", {})
            level = node.longer
        if node is not None and not node.name:
            node.name = name
    return roots


def _pieces(phrase: str) -> list[str]:
    if phrase.isascii():
        return phrase.split(" ")
    return _TOKEN.findall(phrase) if phrase[0] > "\u3000" else phrase.split(" ")


def _phrases() -> Iterator[tuple[str, str]]:
    """Every phrase with its class, as tokens with spaces between them."""
    for name, written in entries(files(__package__).joinpath(FILE)):
        for phrase in _BAR_OUTSIDE.split(written):
            for said in _expanded(phrase) if "(" in phrase else (phrase,):
                yield said, name


def _expanded(phrase: str) -> Iterator[str]:
    parts = _CHOICE.split(phrase)
    choices = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
    for chosen in product(*choices):
        yield " ".join("".join(chosen).split())
