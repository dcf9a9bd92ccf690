"""While somebody writes an idea, those that say nearly the same stand under it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBox
from tests.browser.hands import SOON, become, form, row, says, send_form

pytestmark = pytest.mark.browser

FIRST = "write meeting notes down in one shared page so nobody asks twice"
SECOND = "one shared page with the meeting notes, so that nobody asks twice"


def test_nothing_that_is_typed_is_lost_when_the_hint_comes(box: OpenBox, page: Page) -> None:
    page.goto(f"{box.url}/?as=emi&in=general")
    says(page, f"idea: {FIRST}")
    expect(row(page, FIRST).get_by_test_id("reaction-bulb")).to_be_visible(timeout=SOON)

    become(page, "Ben", "general")
    says(page, "/idea")
    field = form(page, "text").get_by_test_id("field-text")
    field.press_sequentially(SECOND, delay=20)
    expect(form(page)).to_contain_text(f"Looks like: {FIRST} by Emi Tanaka", timeout=SOON)
    expect(field).to_have_value(SECOND)
    expect(field).to_be_focused()

    send_form(page)
    expect(row(page, SECOND, "More …")).to_contain_text(f"Similar: {FIRST}", timeout=SOON)
