"""The box closes cleanly and goes on where it was."""

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import played

pytestmark = pytest.mark.browser


def test_a_closed_box_opens_again_where_it_was(page: Page, tmp_path: Path) -> None:
    first = played(tmp_path, "--fresh")
    try:
        page.goto(f"{first.url}/?as=emi&in=general")
        page.get_by_test_id("composer").fill("See you tomorrow")
        page.keyboard.press("Enter")
        expect(page.get_by_text("See you tomorrow")).to_be_visible()
        beside = played(tmp_path)
        assert beside.exit_code() == 2
        assert "The box is open already:" in beside.said
    finally:
        code = first.close(signal.SIGINT)
    assert code == 0
    assert not any("Traceback" in line for line in first.said)

    second = played(tmp_path, "--transport", "http")
    try:
        page.goto(f"{second.url}/?as=emi&in=general")
        expect(page.get_by_text("See you tomorrow")).to_be_visible()
    finally:
        code = second.close(signal.SIGTERM)
    assert code == 0
    assert not any("weeks" in line for line in second.said)
