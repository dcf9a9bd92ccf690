"""Messages that wait to be said, as JSON and back."""

from functools import cache
from typing import cast, get_args

from pydantic import TypeAdapter

from bot.domain.outgoing import Outgoing

KINDS: dict[str, type[Outgoing]] = {kind.__name__: kind for kind in get_args(Outgoing)}


def as_json(message: Outgoing) -> str:
    return _adapter(type(message).__name__).dump_json(message).decode()


def of_json(kind: str, payload: str) -> Outgoing:
    return _adapter(kind).validate_json(payload)


@cache
def _adapter(kind: str) -> TypeAdapter[Outgoing]:
    return cast("TypeAdapter[Outgoing]", TypeAdapter(KINDS[kind]))
