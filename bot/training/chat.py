"""What ordinary talk looks like, from a public chat's archive: there the shipped models start.

Our own messages show hard cases and are few. The archive's (NCAR's) are in the data folder; here
are only the names of those that were taken for ideas or thanks, or left open. The rest is neither.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.domain.detector.weights import LABELS
from bot.training.first import Model as First
from bot.training.messages import OwnMessage
from bot.training.second import Second, Sentence, labelled, prepared, taught

MARKED = Path(__file__).parent / "chat.json"
FROZEN = Path(__file__).parent / "chat.bin"
_FILE, _SOURCE = "realchat_unlabelled.jsonl", "ncar-zulip"
_NAMES = {"kudos": "thanks", "idea": "ideas"}


def chat_models(folder: Path, first: list[First]) -> dict[str, Second]:
    marked: Mapping[str, list[str]] = json.loads(MARKED.read_text())
    messages = [_message(row, marked) for row in _rows(folder)]
    sentences: list[tuple[Sentence, ...]] = prepared(messages, first)
    return {label: taught(labelled(messages, sentences, label), label) for label in LABELS}


def _rows(folder: Path) -> list[dict[str, Any]]:
    with (folder / _FILE).open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return [row for row in rows if row["source"] == _SOURCE]


def _message(row: Mapping[str, Any], marked: Mapping[str, list[str]]) -> OwnMessage:
    def label(name: str) -> bool | None:
        return None if row["id"] in marked[f"unclear {name}"] else row["id"] in marked[name]

    kudos, idea = (label(_NAMES[name]) for name in LABELS)
    return OwnMessage(row["text"], kudos, idea, frozenset(), "en", "chat", row["id"])
