"""A workspace on disk: one JSON file, so that a box goes on where it stopped."""

import json
import os
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeVar

from bot.playground.model import (
    Channel,
    InstalledApp,
    Json,
    Message,
    Reaction,
    User,
    Usergroup,
    View,
)
from bot.playground.state import State

VERSION = 1
T = TypeVar("T")


def snapshot(state: State, path: Path) -> None:
    """Open forms are not kept; Homes are."""
    with state.lock:
        kept: Json = {
            "version": VERSION,
            "id": state.id,
            "name": state.name,
            "domain": state.domain,
            "app": asdict(state.app),
            "default_channels": state.default_channels,
            "users": [asdict(each) for each in state.users],
            "channels": [asdict(each) for each in state.channels],
            "usergroups": [asdict(each) for each in state.usergroups],
            "homes": [asdict(each) for each in state.homes_by_user.values()],
            "messages": [
                asdict(message)
                for channel in state.messages_by_channel.values()
                for message in channel.values()
            ],
        }
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    os.replace(fresh, path)  # noqa: PTH105 - in one step, so that a crash leaves the old one


def restore(state: State, path: Path) -> None:
    kept = json.loads(path.read_text(encoding="utf-8"))
    if kept.get("version") != VERSION:
        msg = f"{path} was written by another version of the box."
        raise ValueError(msg)
    state.id, state.name, state.domain = kept["id"], kept["name"], kept["domain"]
    state.app = InstalledApp(**kept["app"])
    state.default_channels = tuple(kept["default_channels"])
    state.users_by_id = {each["id"]: _whole(User, each) for each in kept["users"]}
    state.channels_by_id = {each["id"]: _whole(Channel, each) for each in kept["channels"]}
    state.usergroups_by_id = {each["id"]: _whole(Usergroup, each) for each in kept["usergroups"]}
    state.homes_by_user = {each["user"]: _whole(View, each) for each in kept["homes"]}
    for each in kept["messages"]:
        reactions = tuple(Reaction(r["name"], tuple(r["users"])) for r in each["reactions"])
        state.keep(_whole(Message, each | {"reactions": reactions}))


def _whole(kind: type[T], row: dict[str, Any]) -> T:
    """JSON knows lists alone; the model has tuples."""
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type] # always a dataclass
    plain = {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}
    return kind(**{name: value for name, value in plain.items() if name in names})
