"""Words and phrases, each with the class it counts as; `lexicon.txt` has them.

Classes are what carries over: `gracias` counts as `thanks` does, and so what is learned of one
holds for the other.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import product

FILE = "lexicon.txt"
_CHOICE = re.compile(r"\(([^()]*)\)")
_BAR_OUTSIDE = re.compile(r"\|(?![^()]*\))")


def phrases() -> Iterator[tuple[str, str]]:
    """Every phrase with its class, as tokens with spaces between them."""
    for name, written in _classes():
        for phrase in _BAR_OUTSIDE.split(written):
            for said in _expanded(phrase) if "(" in phrase else (phrase,):
                yield said, name


def _classes() -> Iterator[tuple[str, str]]:
    text = files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    for line in text.replace("\n  |", "|").splitlines():
        if line and not line.startswith("#"):
            name, _, written = line.partition(" = ")
            yield name, written


def _expanded(phrase: str) -> Iterator[str]:
    parts = _CHOICE.split(phrase)
    choices = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
    for chosen in product(*choices):
        yield " ".join("".join(chosen).split())
