"""Messages that wait to be said, as JSON and back."""

from dataclasses import is_dataclass
from functools import cache
from typing import cast

from pydantic import TypeAdapter

from bot.domain import outgoing
from bot.domain.outgoing import Outgoing

KINDS: dict[str, type[Outgoing]] = {
    name: kind
    for name, kind in vars(outgoing).items()
    if isinstance(kind, type) and issubclass(kind, Outgoing) and is_dataclass(kind)
}


def as_json(message: Outgoing) -> str:
    return _adapter(type(message).__name__).dump_json(message).decode()


def of_json(kind: str, payload: str) -> Outgoing:
    return _adapter(kind).validate_json(payload)


@cache
def _adapter(kind: str) -> TypeAdapter[Outgoing]:
    return cast("TypeAdapter[Outgoing]", TypeAdapter(KINDS[kind]))
