"""A promise in the digest: done or still open, and its buttons once they were used."""

from dataclasses import replace

from bot.slack.ui.blocks import replaced
from bot.slack.ui.promises import block_ids, promise_blocks
from tests.slack.shown import NOW, a_reader, promises

TOLD = next(promises("a demo", ("U9",)))


def test_what_is_done_has_no_buttons() -> None:
    done = replace(TOLD, promise=replace(TOLD.promise, kept_at=NOW))

    [line] = promise_blocks(done, a_reader())

    assert "is done: thank <@U9>" in line["text"]["text"]


def test_what_is_open_gets_another_day_or_is_let_go() -> None:
    line, buttons = promise_blocks(TOLD, a_reader())

    assert "is still open" in line["text"]["text"]
    assert [each["action_id"] for each in buttons["elements"]] == [
        "promises.move",
        "promises.let_go",
    ]


def test_buttons_that_were_used_give_way() -> None:
    blocks = promise_blocks(TOLD, a_reader())

    changed = replaced(blocks, block_ids(TOLD.promise.id), "Fine.")

    assert [block["type"] for block in changed] == ["section", "context"]
    assert replaced(blocks, block_ids(7), "Fine.") == blocks
