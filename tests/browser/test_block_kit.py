"""Every block, element and kind of form, in a real browser and with Slack's own client behind."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenBox

pytestmark = pytest.mark.browser

SOON = 20_000


@pytest.fixture
def product(everything: OpenBox, page: Page) -> Page:
    page.goto(f"{everything.url}/?as=ana&in=product")
    expect(page.get_by_test_id("composer")).to_be_visible()
    return page


def type_line(page: Page, line: str) -> None:
    page.get_by_test_id("composer").fill(line)
    page.keyboard.press("Enter")


def latest(page: Page, text: str) -> Locator:
    return page.get_by_test_id("messages").get_by_test_id("message").filter(has_text=text).last


def opened(page: Page, title: str = "Everything") -> Locator:
    form = page.get_by_test_id("form")
    expect(form.locator(".sheet-name")).to_have_text(title, timeout=SOON)
    return form


def test_every_block_of_a_message_is_drawn(product: Page, pictures: Path) -> None:
    type_line(product, "/try blocks")
    message = latest(product, "A header")
    expect(message).to_be_visible(timeout=SOON)

    for words in ("A header", "@Ben Okafor", "Right", "In small print", "From markdown", "A chart"):
        expect(message).to_contain_text(words)
    expect(message.locator("svg rect")).to_have_count(2)
    expect(message.locator("table")).to_contain_text("Ben")
    expect(message.locator(".unknown")).to_have_count(0)
    if pictures.name != "pictures":
        product.screenshot(path=pictures / "blocks.png")


def test_buttons_menus_and_questions_reach_the_app(product: Page) -> None:
    type_line(product, "/try blocks")
    message = latest(product, "A header")

    message.get_by_test_id("button-plain").click()
    expect(latest(product, 'pressed ["plain", "p"]')).to_be_visible(timeout=SOON)

    message.get_by_test_id("button-danger").click()
    product.get_by_test_id("deny").click()
    message.get_by_test_id("button-danger").click()
    product.get_by_test_id("confirm").click()
    expect(latest(product, 'pressed ["danger"')).to_be_visible(timeout=SOON)

    message.get_by_test_id("overflow-more").click()
    product.get_by_test_id("option-2").click()
    expect(latest(product, 'pressed ["more", "2"]')).to_be_visible(timeout=SOON)


def test_a_form_keeps_what_was_typed_through_errors_and_sends_it_all(product: Page) -> None:
    type_line(product, "/try")
    form = opened(product)
    form.get_by_test_id("field-text").fill("short")
    form.get_by_test_id("form-submit").click()
    expect(form.get_by_test_id("error-text")).to_have_text("Say a little more.", timeout=SOON)
    expect(form.get_by_test_id("field-text")).to_have_value("short")

    form.get_by_test_id("field-text").fill("long enough")
    form.get_by_test_id("field-people").click()
    product.keyboard.type("Emi")
    product.get_by_role("option", name="Emi Tanaka").click()
    product.keyboard.press("Tab")
    form.get_by_label("Two 💡").first.check()
    form.locator("input[type=checkbox]").first.check()
    form.get_by_test_id("field-date").fill("2026-12-01")
    form.get_by_test_id("field-number").fill("7")
    form.get_by_test_id("form-submit").click()

    told = latest(product, "long enough")
    expect(told).to_be_visible(timeout=SOON)
    for words in (
        '"kept": "as it was"',
        '"people": ["U0BEN00001", "W0EMI00001"]',
        '"radio": "2"',
        '"boxes": ["1"]',
        '"date": "2026-12-01"',
        '"time": "10:00"',
        '"number": "7"',
        '"url": null',
    ):
        expect(told).to_contain_text(words)
    expect(product.get_by_test_id("form-submit")).to_be_hidden()


def test_a_required_field_is_asked_for(product: Page) -> None:
    type_line(product, "/try")
    form = opened(product)

    form.get_by_test_id("form-submit").click()

    expect(form.get_by_test_id("error-text")).to_be_visible(timeout=SOON)


def test_forms_change_and_pile_up(product: Page) -> None:
    type_line(product, "/try")
    form = opened(product)
    form.get_by_test_id("field-text").fill("typed before")

    form.get_by_test_id("button-update").click()
    opened(product, "Changed")
    expect(form.get_by_test_id("field-text")).to_have_value("typed before")

    form.get_by_test_id("button-push").click()
    opened(product, "Another")
    expect(form.get_by_test_id("field-text")).to_have_value("")
    form.get_by_test_id("form-cancel").click()
    opened(product, "Changed")
    expect(form.get_by_test_id("field-text")).to_have_value("typed before")


def test_a_command_in_a_thread_is_refused_as_in_slack(product: Page) -> None:
    type_line(product, "something to answer")
    said = latest(product, "something to answer")
    said.hover()
    said.get_by_test_id("reply").click()

    product.get_by_test_id("thread-composer").fill("/try")
    expect(product.locator(".refusal")).to_be_visible()
    expect(product.get_by_test_id("thread-composer-send")).to_be_disabled()

    product.get_by_test_id("thread-composer").fill("an answer")
    product.keyboard.press("Enter")
    expect(said.get_by_test_id("replies")).to_contain_text("1 reply")


def test_a_message_is_edited_reacted_to_and_deleted(product: Page) -> None:
    type_line(product, "a frist try")
    said = latest(product, "a frist try")
    said.hover()
    said.get_by_test_id("more").click()
    product.get_by_text("Edit message").click()
    product.get_by_test_id("editor").fill("a first try")
    product.keyboard.press("Enter")
    said = latest(product, "a first try")
    expect(said).to_contain_text("(edited)")

    said.hover()
    said.get_by_test_id("react").click()
    product.get_by_test_id("emoji-rocket").click()
    expect(said.get_by_test_id("reaction-rocket")).to_have_class(re.compile("mine"))

    said.hover()
    said.get_by_test_id("more").click()
    product.get_by_text("Delete message").click()
    product.get_by_test_id("confirm").click()
    expect(product.get_by_text("a first try")).to_have_count(0)


def test_a_draft_stays_with_its_channel(product: Page) -> None:
    composer = product.get_by_test_id("composer")
    composer.fill("half a thought")

    product.get_by_test_id("place-general").click()
    expect(composer).to_have_value("")
    product.get_by_test_id("place-product").click()

    expect(composer).to_have_value("half a thought")
