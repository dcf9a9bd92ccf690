"""In a browser, an admin changes what a channel is, and its cards follow."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenBox

pytestmark = pytest.mark.browser


def test_a_channel_is_renamed_made_private_and_archived(box: "OpenBox", page: "Page") -> None:
    page.goto(f"{box.url}/?as=grace&in=design")
    menu, heading = page.get_by_test_id("channel-menu"), page.locator("main .place-title h2")

    menu.click()
    page.get_by_test_id("channel-rename").click()
    page.get_by_test_id("channel-name").fill("Look and feel")
    page.get_by_test_id("confirm").click()
    expect(heading).to_have_text("#look-and-feel")
    menu.click()
    page.get_by_test_id("channel-private").click()
    expect(heading).to_have_text("🔒 look-and-feel")
    expect(page.get_by_text("made this channel private")).to_be_visible()
    menu.click()
    page.get_by_test_id("channel-archive").click()

    expect(page.get_by_test_id("composer")).to_be_hidden()
    menu.click()
    page.get_by_test_id("channel-unarchive").click()
    expect(page.get_by_test_id("composer")).to_be_visible()
