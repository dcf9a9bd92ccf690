"""What ordinary talk looks like, from a public chat's archive: there the shipped models start.

Our own messages show hard cases and are few. The archive's (NCAR's) are in the data folder; here
are only the names of those that were taken for ideas or thanks, or left open. The rest is neither.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.domain.detector.weights import LABELS, Weights
from bot.training.examples import prepared
from bot.training.messages import OwnMessage
from bot.training.second import Second, second_model

_MARKED = Path(__file__).parent / "chat.json"
_FILE, _SOURCE = "realchat_unlabelled.jsonl", "ncar-zulip"
_NAMES = {"kudos": "thanks", "idea": "ideas"}


def chat_models(folder: Path, known: Weights) -> dict[str, Second]:
    marked: Mapping[str, Sequence[str]] = json.loads(_MARKED.read_text(encoding="utf-8"))
    lines = (folder / _FILE).read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["source"] == _SOURCE]
    messages = [_message(row["text"]) for row in rows]
    sentences = prepared(messages, known)
    return {
        label: second_model(
            sentences, [_label(row["id"], marked, _NAMES[label]) for row in rows], label
        )
        for label in LABELS
    }


def _message(text: str) -> OwnMessage:
    return OwnMessage(text, None, None, frozenset(), "en", "chat", "chat")


def _label(id: str, marked: Mapping[str, Sequence[str]], name: str) -> bool | None:
    return None if id in marked[f"unclear {name}"] else id in marked[name]
