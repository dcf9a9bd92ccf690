"""Our own labelled messages: what the shipped models learn from."""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.messages import Message
from bot.domain.mrkdwn import spans_of
from bot.training.templates import made

FOLDER = Path(__file__).parent / "messages"
FOLDS = 5
_SEED = 20261122
_JOINED = 1000
_BLOCK = 20  # lines written in one go resemble each other
_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """Labels are None where they do not matter. Those of one group are never apart in a fold."""

    text: str
    kudos: bool | None
    idea: bool | None
    recipients: frozenset[str]
    lang: str
    kind: str
    group: str

    @property
    def is_by_hand(self) -> bool:
        return self.kind not in ("pattern", "joined")

    @property
    def fold(self) -> int:
        return _fold(self.group)

    @property
    def message(self) -> Message:
        return Message("T", "C", "1", "", self.text, spans_of(self.text), _LONG_AGO, "1")


def _fold(group: str) -> int:
    return hashlib.sha256(group.encode()).digest()[0] % FOLDS


def own_messages(folder: Path = FOLDER) -> list[OwnMessage]:
    """What was written by hand, what patterns make, and long ones made of several of either."""
    files = sorted(folder.glob("*.jsonl"))
    written = [one for file in files for one in _messages_in(file)]
    made = list(_made())
    return [*written, *made, *_joined([*written, *made])]


def _messages_in(file: Path) -> Iterator[OwnMessage]:
    lines = file.read_text(encoding="utf-8").splitlines()
    for place, row in enumerate(json.loads(line) for line in lines if line.strip()):
        yield OwnMessage(
            text=row["text"],
            kudos=_label(row["kudos"]),
            idea=_label(row["idea"]),
            recipients=frozenset(row["recipients"]),
            lang=row["lang"],
            kind=row["kind"],
            group=f"{file.stem} {place // _BLOCK}",
        )


def _label(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _made() -> Iterator[OwnMessage]:
    labels = {"0": False, "1": True, "n": None}
    for one in made():
        kudos, idea = labels[one.kudos], labels[one.idea]
        group = f"pattern {one.pattern}"
        yield OwnMessage(one.text, kudos, idea, one.thanked, "en", "pattern", group)


def _joined(messages: Sequence[OwnMessage]) -> Iterator[OwnMessage]:
    """Long messages that are nothing, or one thing in the midst of it: length alone says little."""
    for fold in range(FOLDS):
        chance = random.Random(_SEED + fold)  # noqa: S311 - to be repeatable, not secret
        of_fold = [one for one in messages if one.fold == fold and one.lang == "en"]
        plain = [one for one in of_fold if one.kudos is False and one.idea is False]
        things = [one for one in of_fold if (one.kudos or one.idea) and one.is_by_hand]
        group = next(f"joined {at}" for at in range(999) if _fold(f"joined {at}") == fold)
        for number in range(_JOINED // FOLDS):
            parts = chance.sample(plain, chance.choice((2, 3, 4, 6, 9)))
            if number % 4 == 0:
                parts.insert(chance.randrange(2), chance.choice(things))
            yield _one_of(parts, chance, group)


def _one_of(parts: Sequence[OwnMessage], chance: random.Random, group: str) -> OwnMessage:
    """Sentences, lines, or one long sentence."""
    between = chance.choice((". ", ". ", "\n", ", and ", " because ", " - ", ", but "))
    text = between.join(part.text.rstrip(".") for part in parts)
    return OwnMessage(
        text=text,
        kudos=any(bool(part.kudos) for part in parts),
        idea=any(bool(part.idea) for part in parts),
        recipients=frozenset(id for part in parts for id in part.recipients),
        lang="en",
        kind="joined",
        group=group,
    )
