"""Blocks: which ones there are, where each may stand, and how large."""

from collections.abc import Iterator
from typing import Any

from bot.playground.checks.charts import DATA_TABLE, TABLE, VISUALIZATION
from bot.playground.checks.elements import IN_ACTIONS, IN_INPUT, IN_SECTION, allowed
from bot.playground.checks.objects import IMAGE, SLACK_FILE, TYPE, any_text, mrkdwn, plain
from bot.playground.checks.rules import (
    Problems,
    Rule,
    anything,
    both,
    fields,
    flag,
    listing,
    one_of,
    problem,
    text,
    typed,
)

BLOCK: dict[str, Rule] = {**TYPE, "block_id": text(255)}
MARKDOWN_IN_ALL = 12_000
CONTEXT = typed(
    "element",
    {
        "plain_text": any_text(3000),
        "mrkdwn": any_text(3000),
        "image": IMAGE,
    },
)


def something_to_say(value: Any, at: str) -> Problems:
    if not value.get("text") and not value.get("fields"):
        yield problem("missing required field: text or fields", at)


def an_image(value: Any, at: str) -> Problems:
    if ("image_url" in value) == ("slack_file" in value):
        yield problem("must have either image_url or slack_file", at)


def rich_text(value: Any, at: str) -> Problems:
    kinds = {
        name: fields(
            ("elements",),
            **TYPE,
            elements=listing(anything, 1000, 0),
            style=anything,
            indent=anything,
            offset=anything,
            border=anything,
            language=anything,
        )
        for name in (
            "rich_text_section",
            "rich_text_list",
            "rich_text_quote",
            "rich_text_preformatted",
        )
    }
    inside = listing(typed("rich text element", kinds), 1000, 0)
    yield from fields(("elements",), **BLOCK, elements=inside)(value, at)


CARD = fields(
    (),
    **BLOCK,
    hero_image=IMAGE,
    icon=IMAGE,
    title=mrkdwn(150),
    subtitle=mrkdwn(150),
    body=mrkdwn(200),
    actions=listing(typed("element", allowed("button")), 3),
)
BLOCKS: dict[str, Rule] = {
    "section": both(
        fields(
            (),
            **BLOCK,
            text=any_text(3000),
            fields=listing(any_text(2000), 10),
            accessory=typed("element", allowed(*IN_SECTION)),
            expand=flag,
        ),
        something_to_say,
    ),
    "header": fields(("text",), **BLOCK, text=plain(150)),
    "divider": fields((), **BLOCK),
    "context": fields(("elements",), **BLOCK, elements=listing(CONTEXT, 10)),
    "actions": fields(
        ("elements",),
        **BLOCK,
        elements=listing(typed("element", allowed(*IN_ACTIONS)), 25),
    ),
    "context_actions": fields(
        ("elements",),
        **BLOCK,
        elements=listing(typed("element", allowed("feedback_buttons", "icon_button")), 5),
    ),
    "image": both(
        fields(
            ("alt_text",),
            **BLOCK,
            alt_text=text(2000),
            title=plain(2000),
            image_url=text(3000),
            slack_file=SLACK_FILE,
        ),
        an_image,
    ),
    "input": fields(
        ("label", "element"),
        **BLOCK,
        label=plain(2000),
        element=typed("element", allowed(*IN_INPUT)),
        hint=plain(2000),
        optional=flag,
        dispatch_action=flag,
    ),
    "rich_text": rich_text,
    "markdown": fields(("text",), **BLOCK, text=text(12_000)),
    "video": fields(
        ("alt_text", "title", "thumbnail_url", "video_url"),
        **BLOCK,
        alt_text=text(200),
        title=plain(200),
        title_url=text(3000),
        description=plain(200),
        thumbnail_url=text(3000),
        video_url=text(3000),
        author_name=text(50),
        provider_name=text(200),
        provider_icon_url=text(3000),
    ),
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": VISUALIZATION,
    "card": CARD,
    "carousel": fields(("elements",), **BLOCK, elements=listing(typed("card", {"card": CARD}), 10)),
    "alert": fields(
        ("text",),
        **BLOCK,
        text=any_text(200),
        level=one_of("default", "info", "warning", "error", "success"),
    ),
}
MESSAGE = frozenset(BLOCKS) - {"alert"}
MODAL = frozenset(
    {"section", "header", "divider", "context", "actions", "image", "input", "rich_text", "video"}
    | {"alert"}
)
HOME = MODAL - {"alert"}
PLACES = {"message": MESSAGE, "modal": MODAL, "home": HOME}
MOST = {"message": 50, "modal": 100, "home": 100}
MOST_OF_A_KIND = {"table": 1, "data_visualization": 2}


def check_message_blocks(blocks: Any, *, charts: bool = True) -> list[str]:
    """Slack's complaints about a message's blocks, none when it would take them."""
    if blocks in (None, []):
        return []
    return list(check_blocks(blocks, "message", charts=charts))


def check_blocks(blocks: Any, place: str, *, charts: bool = True) -> Iterator[str]:
    here = set(PLACES[place]) - (set() if charts else {"data_visualization"})
    kinds = {each: BLOCKS[each] for each in here}
    yield from listing(typed("block", kinds), MOST[place], 0)(blocks, "/blocks")
    if isinstance(blocks, list) and all(isinstance(each, dict) for each in blocks):
        yield from _twins(blocks)
        yield from _too_many(blocks)


def _twins(blocks: list[dict[str, Any]]) -> Problems:
    """block_id once in the message or view, action_id once in its block."""
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        name = block.get("block_id")
        if name in seen:
            yield problem(f"block_id {name} already exists", f"/blocks/{place}/block_id")
        seen |= {name} if name else set()
        actions = [each.get("action_id") for each in _elements(block)]
        for action in {each for each in actions if each and actions.count(each) > 1}:
            yield problem(f"action_id {action} already exists in block", f"/blocks/{place}")


def _elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    inside = block.get("elements")
    return [each for each in inside if isinstance(each, dict)] if isinstance(inside, list) else []


def _too_many(blocks: list[dict[str, Any]]) -> Problems:
    for kind, most in MOST_OF_A_KIND.items():
        if sum(each.get("type") == kind for each in blocks) > most:
            yield problem(f"no more than {most} {kind} blocks allowed", "/blocks")
    markdown = sum(len(str(each.get("text"))) for each in blocks if each.get("type") == "markdown")
    if markdown > MARKDOWN_IN_ALL:
        yield problem(f"markdown must be less than {MARKDOWN_IN_ALL + 1} in all", "/blocks")
