"""The public corpora that the first models learn from, in the folder given to the program."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Labelled:
    text: str
    is_positive: bool


def labelled(folder: Path, file: str, label: str) -> Iterator[Labelled]:
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Labelled(row["text"], row[label] == "1")
