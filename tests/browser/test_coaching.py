"""While somebody writes thanks in the form, a line under it says what would help."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBox
from tests.browser.hands import SOON, form, says

pytestmark = pytest.mark.browser


def test_nothing_that_is_typed_is_lost_while_the_hint_changes(box: OpenBox, page: Page) -> None:
    page.goto(f"{box.url}/?as=ben&in=general")
    says(page, "/kudos")
    reason = form(page, "reason").get_by_test_id("field-reason")
    effect = form(page, "effect").get_by_test_id("field-effect")

    reason.press_sequentially("Great job fixing the import", delay=20)
    expect(form(page)).to_contain_text("Say what it changed for you or others", timeout=SOON)
    expect(reason).to_have_value("Great job fixing the import")
    expect(reason).to_be_focused()
    effect.press_sequentially("calm nights", delay=20)
    expect(form(page)).to_contain_text("a link lets others see it too", timeout=SOON)

    expect(effect).to_have_value("calm nights")
    expect(effect).to_be_focused()
    form(page, "link").get_by_test_id("field-link").press_sequentially("https://example.org/1")
    expect(form(page)).not_to_contain_text("a link lets others see it too", timeout=SOON)
    expect(reason).to_have_value("Great job fixing the import")
