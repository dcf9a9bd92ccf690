"""The digest of a leader whom three hundred people wait for, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBox
from tests.browser.hands import SOON, form, go, messages, portray, press

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def crowd() -> Iterator[OpenBox]:
    opened = OpenBox("-m", "tests.browser.crowd")
    try:
        yield opened
    finally:
        opened.close()


def test_of_three_hundred_a_few_stand_in_the_digest_and_the_others_behind_it(
    crowd: OpenBox, page: Page, pictures: Path
) -> None:
    page.goto(f"{crowd.url}/?as=ana&in=general")
    page.get_by_test_id("next-digest").click()
    go(page, "Groundswell")
    digest = messages(page).filter(has_text="Only you can see this").last
    expect(digest).to_contain_text("Waiting for credit", timeout=SOON)
    expect(digest.get_by_test_id("button-digests.thank")).to_have_count(3)
    portray(page, digest, pictures / "digest-300.png")

    press(digest, "digests.waiting")
    page_of_waiting = form(page)
    expect(page_of_waiting.get_by_test_id("button-digests.thank")).to_have_count(10, timeout=SOON)
    expect(page_of_waiting).to_contain_text("See 290 more")
    press(page_of_waiting, "digests.waiting")
    expect(page_of_waiting).to_contain_text("See 280 more", timeout=SOON)
    page_of_waiting.get_by_test_id("button-digests.in_person").first.click()
    expect(page_of_waiting).to_contain_text("See 279 more", timeout=SOON)
