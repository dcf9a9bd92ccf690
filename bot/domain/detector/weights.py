"""The packed weights: read once, checked, and kept as tables of numbers."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

VERSION = 1  # of the features' names and the lexicon's: weights learned from others fit no more
FILE = "weights.bin"
FIRST = ("gratitude", "admiration", "suggests")
LABELS = ("kudos", "idea")
_MAGIC = b"groundswell weights 1\n"
_DIGEST = 32
_HEAD = len(_MAGIC) + _DIGEST

STEP = 0.002  # weights are whole numbers of it
_FIELD = 26  # bits: enough for the sum of every word that is read
_HALF = 1 << (_FIELD - 1)
_MASK = (1 << _FIELD) - 1


class WeightsError(Exception):
    """The detector cannot judge: what it learned is missing, damaged or of another version."""


class Model(NamedTuple):
    """A score becomes a share of examples: 1 / (1 + e^-(slope · score + offset)).

    Edges are shares; of the first models, which have no curve, `likely` is a score.
    """

    bias: float
    slope: float
    offset: float
    likely: float
    sure: float
    rare: float  # `likely` among strangers who ask and answer, where few messages are one


@dataclass(frozen=True, slots=True)
class Weights:
    """Tables of rows, each one whole number: adding rows adds the weights of all models at once.

    A gram's row holds those of the three first models, kudos and idea; a cue's the last two.
    """

    grams: Mapping[str, int]
    cues: Mapping[str, int]
    people: Mapping[str, int]
    first: tuple[Model, Model, Model]
    kudos: Model
    idea: Model
    person: Model
    version: str  # of the features, and of what was learned


@cache
def weights() -> Weights:
    """Raises `WeightsError` where the file next to this one cannot be used."""
    try:
        return unpacked(files(__package__).joinpath(FILE).read_bytes())
    except OSError as error:
        raise WeightsError(
            f"bot/domain/detector/{FILE} is missing: install the bot again."
        ) from error


def packed(content: Mapping[str, Any]) -> bytes:
    """The same bytes for the same content."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    body = zlib.compress(written.encode(), 9)
    return _MAGIC + hashlib.sha256(body).digest() + body


def content_of(found: bytes) -> dict[str, Any]:
    body = found[_HEAD:]
    digest = hashlib.sha256(body).digest()
    if not found.startswith(_MAGIC) or digest != found[len(_MAGIC) : _HEAD]:
        raise WeightsError(f"bot/domain/detector/{FILE} is damaged: install the bot again.")
    content: dict[str, Any] = json.loads(zlib.decompress(body))
    if content["version"] != VERSION:
        raise WeightsError(
            f"bot/domain/detector/{FILE} fits other rules than these: install the bot again."
        )
    return content


def unpacked(found: bytes) -> Weights:
    content = content_of(found)
    models = content["models"]
    first = tuple(_model(models[name]) for name in FIRST)
    return Weights(
        grams=_rows([table(models[name], "grams") for name in (*FIRST, *LABELS)]),
        cues=_rows([table(models[name], "cues") for name in LABELS]),
        people=_rows([table(models["person"], "cues")]),
        first=(first[0], first[1], first[2]),
        kudos=_model(models["kudos"]),
        idea=_model(models["idea"]),
        person=_model(models["person"]),
        version=f"{VERSION}-{found[len(_MAGIC) : _HEAD].hex()[:8]}",
    )


def table(model: Mapping[str, Any], what: str) -> Iterator[tuple[str, int]]:
    """Names stand on lines, weights are numbers of steps."""
    if model[what]:
        yield from zip(model[what].split("\n"), model[f"{what} weights"], strict=True)


def _rows(tables: Iterable[Iterable[tuple[str, int]]]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for place, one in enumerate(tables):
        shift = _FIELD * place
        for name, steps in one:
            rows[name] = rows.get(name, 0) + (steps << shift)
    return rows


def fields(row: int, count: int) -> Iterator[float]:
    """The weights that a row, or a sum of rows, holds."""
    for _ in range(count):
        low = ((row + _HALF) & _MASK) - _HALF
        row = (row - low) >> _FIELD
        yield low * STEP


def _model(model: Mapping[str, Any]) -> Model:
    return Model(*(model[name] for name in Model._fields))
