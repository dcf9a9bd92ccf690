"""Views: forms and App Homes, their own fields and limits."""

import json
from typing import Any

from bot.playground.checks.blocks import check_blocks
from bot.playground.checks.objects import plain
from bot.playground.checks.rules import Problems, anything, fields, flag, one_of, problem, text

LARGEST = 250_000
MODAL = fields(
    ("type", "title", "blocks"),
    type=one_of("modal"),
    title=plain(24),
    blocks=anything,
    close=plain(24),
    submit=plain(24),
    private_metadata=text(3000, 0),
    callback_id=text(255, 0),
    clear_on_close=flag,
    notify_on_close=flag,
    external_id=text(255, 0),
    submit_disabled=flag,
)
HOME = fields(
    ("type", "blocks"),
    type=one_of("home"),
    blocks=anything,
    private_metadata=text(3000, 0),
    callback_id=text(255, 0),
    external_id=text(255, 0),
)


def check_view(view: Any, kind: str, *, charts: bool = True) -> list[str]:
    """Slack's complaints about a view of this kind."""
    return list(_problems(view, kind, charts=charts))


def _problems(view: Any, kind: str, *, charts: bool) -> Problems:
    if not isinstance(view, dict) or view.get("type") != kind:
        yield problem(f"must be a view of type {kind}", "/view/type")
        return
    yield from (MODAL if kind == "modal" else HOME)(view, "/view")
    blocks = view.get("blocks")
    for each in check_blocks(blocks, kind, charts=charts):
        yield each.replace("[json-pointer:/blocks", "[json-pointer:/view/blocks")
    if kind == "modal" and _has_inputs(blocks) and not view.get("submit"):
        yield problem("missing required field: submit", "/view")
    if len(json.dumps(view)) > LARGEST:
        yield problem("view is too large", "/view")


def _has_inputs(blocks: Any) -> bool:
    return isinstance(blocks, list) and any(
        isinstance(each, dict) and each.get("type") == "input" for each in blocks
    )
