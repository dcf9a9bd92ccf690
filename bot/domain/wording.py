"""Files of words: `name = one|two`, an entry a line. Lines that are indented go on with it."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable


def entries(file: Traversable) -> Iterator[tuple[str, str]]:
    """Each entry of the file as its name and what is written. Raises `OSError`."""
    text = file.read_text(encoding="utf-8")
    for line in text.replace("\n  |", "|").replace("\n  ", " ").splitlines():
        if line and not line.startswith("#"):
            name, _, written = line.partition(" = ")
            yield name, written


WORDING = dict(entries(files("bot.domain").joinpath("wording.txt")))


def listed(name: str) -> tuple[str, ...]:
    """The alternatives of an entry, one by one."""
    return tuple(WORDING[name].split("|"))
