"""The walk of a stranger through the workspace in a box, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenBox
from tests.browser.hands import photograph

pytestmark = pytest.mark.browser

SOON = 20_000  # milliseconds for the bot to answer on a busy machine


def row(page: Page, text: str) -> Locator:
    return messages(page).filter(has_text=text).last


def messages(page: Page) -> Locator:
    """Those of the channel, without an open thread."""
    return page.get_by_test_id("messages").get_by_test_id("message")


def type_line(page: Page, line: str) -> None:
    page.get_by_test_id("composer").fill(line)
    page.keyboard.press("Enter")


def become(page: Page, handle: str) -> None:
    page.get_by_test_id("person-menu").click()
    page.get_by_test_id(f"person-{handle}").click()


def pick(page: Page, field: str, name: str) -> None:
    page.get_by_test_id(f"field-{field}").click()
    page.keyboard.type(name)
    page.get_by_role("option", name=name).click()
    page.keyboard.press("Escape")


def send_form(page: Page) -> None:
    page.get_by_test_id("form-submit").click()
    expect(page.get_by_test_id("form-submit")).to_be_hidden(timeout=SOON)


def test_a_stranger_thanks_shares_and_reads_the_digest(
    fresh_box: OpenBox, page: Page, pictures: Path
) -> None:
    page.goto(f"{fresh_box.url}/?as=ben&in=product")
    thanks_by_message(page)
    thanks_by_form(page)
    shares_by_message(page)
    shares_by_form(page)
    sees_the_leaderboard(page)
    page.screenshot(path=pictures / "box.png")

    reads_the_digest(page)
    photograph(page, pictures / "digest.png")
    thanks_whom_the_digest_names(page)


def thanks_by_message(page: Page) -> None:
    page.get_by_test_id("composer").press_sequentially("thanks @Chlo")
    page.get_by_test_id("completion-Chloé Martin").click()
    page.get_by_test_id("composer").press_sequentially("for the new onboarding")
    page.keyboard.press("Enter")

    kept = row(page, "for the new onboarding").get_by_test_id("reaction-raised_hands")
    expect(kept).to_be_visible(timeout=SOON)
    expect(page.get_by_test_id("tour-thanks")).to_have_class("done")


def thanks_by_form(page: Page) -> None:
    type_line(page, "/kudos")
    pick(page, "people", "Daniel Weber")
    page.get_by_test_id("field-reason").fill("staying late with the migration")
    send_form(page)

    posted = row(page, "staying late with the migration")
    expect(posted).to_contain_text("@Daniel Weber", timeout=SOON)
    expect(posted).to_contain_text("Groundswell")


def shares_by_message(page: Page) -> None:
    type_line(page, "idea: a quiet hour every morning")

    said = row(page, "idea: a quiet hour every morning")
    expect(said.get_by_test_id("reaction-bulb")).to_be_visible(timeout=SOON)
    said.get_by_test_id("replies").click()
    thread = page.get_by_test_id("thread")
    expect(thread.get_by_test_id("button-ideas.support")).to_be_visible(timeout=SOON)
    page.get_by_test_id("close-thread").click()


def shares_by_form(page: Page) -> None:
    type_line(page, "/idea")
    page.get_by_test_id("field-text").fill("Let the form answer the ten usual questions")
    send_form(page)

    card = row(page, "Let the form answer the ten usual questions")
    expect(card.get_by_test_id("button-ideas.support")).to_be_visible(timeout=SOON)


def sees_the_leaderboard(page: Page) -> None:
    type_line(page, "/leaderboard")

    expect(page.get_by_test_id("tour-leaderboard")).to_have_class("done")
    expect(messages(page).last).to_contain_text("Ben Okafor", timeout=SOON)


def reads_the_digest(page: Page) -> None:
    become(page, "ana")
    page.get_by_test_id("next-digest").click()
    expect(page.get_by_test_id("clock")).to_contain_text("Tue")
    expect(page.get_by_test_id("place-Groundswell").locator(".badge")).to_be_visible(timeout=SOON)
    page.get_by_test_id("place-Groundswell").click()

    digest = messages(page).last
    expect(digest).to_contain_text("Credit you gave", timeout=SOON)
    expect(digest).to_contain_text("@Chloé Martin")
    expect(digest).to_contain_text("Waiting for credit")
    for waiting in ("Emi Tanaka", "Farid Haddad"):
        expect(digest.locator(".section", has_text=waiting).first).to_be_visible()
    expect(page.get_by_test_id("tour-digest")).to_have_class("done")


def thanks_whom_the_digest_names(page: Page) -> None:
    digest = messages(page).last
    lines = digest.locator(".kit-section", has_text=re.compile("^@(Emi|Farid|Daniel|Chloé|Ben) .*"))
    names = [line.inner_text() for line in lines.all()]
    place = next(place for place, line in enumerate(names) if line.startswith("@Farid Haddad"))
    digest.get_by_test_id("button-digests.thank").nth(place).click()

    form = page.get_by_test_id("form")
    expect(form).to_contain_text("Farid Haddad", timeout=SOON)
    expect(form.get_by_test_id("field-link")).not_to_be_empty()
    page.get_by_test_id("field-reason").fill("the photo that opens doors")
    send_form(page)
    page.get_by_test_id("place-product").click()
    expect(row(page, "the photo that opens doors")).to_contain_text("@Farid Haddad", timeout=SOON)


def test_the_page_serves_a_phone(fresh_box: OpenBox, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{fresh_box.url}/?as=chloe&in=general")
    expect(page.get_by_test_id("place-design")).not_to_be_in_viewport()

    page.get_by_test_id("burger").click()
    page.get_by_test_id("place-design").click()

    expect(page.get_by_text("#design").first).to_be_visible()
    expect(page.get_by_test_id("place-design")).not_to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_guest_sees_only_their_channels(fresh_box: OpenBox, page: Page) -> None:
    page.goto(f"{fresh_box.url}/?as=hugo&in=leads")

    expect(page.get_by_test_id("place-product")).to_be_visible()
    expect(page.get_by_test_id("place-leads")).to_have_count(0)
    expect(page.get_by_test_id("place-random")).to_have_count(0)
