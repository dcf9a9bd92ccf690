"""What the bot notices without being told in so many words, and whom it asks, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenBox
from tests.browser.hands import is_heard

pytestmark = pytest.mark.browser

SOON = 20_000  # milliseconds for the bot to answer on a busy machine
PRAISE = "@Ben that rollout plan saved us a whole day, couldn't have done it without you"
DOUBTFUL = "maybe a checklist would help next time?"
NUMBERS = "the numbers are in the usual folder"
BARE = "thank you so much for that, it saved my day"
AN_IDEA, KUDOS_FOR_ANA = "Keep it as one?", "Keep it as kudos for Ana Souza?"


def messages(page: Page) -> Locator:
    return page.get_by_test_id("messages").get_by_test_id("message")


def row(page: Page, text: str) -> Locator:
    return messages(page).filter(has_text=text).last


def says(page: Page, line: str) -> None:
    page.get_by_test_id("composer").fill(line)
    page.keyboard.press("Enter")


def become(page: Page, name: str) -> None:
    """Wait until the page is theirs, lest a row of the one before be pressed."""
    page.get_by_test_id("person-menu").click()
    page.get_by_test_id(f"person-{name.lower()}").click()
    expect(page.get_by_test_id("person-menu")).to_contain_text(name)
    expect(page.get_by_test_id(f"person-{name.lower()}")).to_be_hidden()


def is_marked(page: Page, line: str, emoji: str = "raised_hands") -> None:
    """Say it and see it marked: by then the bot has answered all that was said before."""
    says(page, line)
    mark = row(page, line.split(" ", 2)[2]).get_by_test_id(f"reaction-{emoji}")
    expect(mark).to_be_visible(timeout=SOON)


def test_it_marks_what_is_sure_and_asks_the_author_alone_about_the_rest(
    box: OpenBox, page: Page, pictures: Path
) -> None:
    page.goto(f"{box.url}/?as=ana&in=product")
    is_marked(page, PRAISE)
    become(page, "Ben")
    a_doubtful_idea_asks_its_author_alone(page, pictures)
    not_an_idea_is_remembered(page)
    the_next_day_stop_asking_me_ends_it(page)
    bare_thanks_in_a_thread_ask_for_whom_they_are(page, pictures)
    where_it_is_off_it_is_silent(page)


def a_doubtful_idea_asks_its_author_alone(page: Page, pictures: Path) -> None:
    says(page, DOUBTFUL)
    offer = row(page, AN_IDEA)
    expect(offer).to_contain_text("Only visible to you", timeout=SOON)
    if pictures.name != "pictures":
        page.screenshot(path=pictures / "offer.png")

    become(page, "Ana")
    expect(row(page, DOUBTFUL)).to_be_visible()
    expect(messages(page).filter(has_text=AN_IDEA)).to_have_count(0)
    expect(row(page, DOUBTFUL).get_by_test_id("reaction-bulb")).to_have_count(0)


def not_an_idea_is_remembered(page: Page) -> None:
    become(page, "Ben")
    row(page, AN_IDEA).get_by_test_id("button-offers.decline").click()
    expect(row(page, "Fine, nothing was kept.")).to_be_visible(timeout=SOON)

    said = row(page, DOUBTFUL)
    said.hover()
    said.get_by_test_id("more").click()
    page.get_by_text("Edit message").click()
    page.get_by_test_id("editor").fill(f"{DOUBTFUL} who knows")
    page.keyboard.press("Enter")
    expect(row(page, "who knows")).to_contain_text("(edited)")
    is_marked(page, "thanks @Emi for the walk through the survey")
    expect(messages(page).filter(has_text=AN_IDEA)).to_have_count(0)


def the_next_day_stop_asking_me_ends_it(page: Page) -> None:
    page.get_by_test_id("plus-day").click()
    says(page, "it might help to have a checklist for releases")
    offer = row(page, AN_IDEA)
    expect(offer).to_be_visible(timeout=SOON)
    offer.get_by_test_id("button-offers.stop").click()
    expect(row(page, "I won't ask you again")).to_be_visible(timeout=SOON)

    page.get_by_test_id("plus-day").click()
    says(page, "I wonder if a shared calendar would help")
    is_marked(page, "thanks @Emi for the second walk")
    expect(messages(page).filter(has_text=AN_IDEA)).to_have_count(0)


def bare_thanks_in_a_thread_ask_for_whom_they_are(page: Page, pictures: Path) -> None:
    become(page, "Ana")
    says(page, NUMBERS)
    expect(row(page, NUMBERS)).to_be_visible()
    become(page, "Farid")
    said = row(page, NUMBERS)
    said.hover()
    said.get_by_test_id("reply").click()
    page.get_by_test_id("thread-composer").fill(BARE)
    page.keyboard.press("Enter")

    thread = page.get_by_test_id("thread")
    offer = thread.get_by_test_id("message").filter(has_text=KUDOS_FOR_ANA)
    expect(offer).to_contain_text("Only visible to you", timeout=SOON)
    if pictures.name != "pictures":
        page.screenshot(path=pictures / "offer-in-thread.png")
    offer.get_by_test_id("button-offers.keep").click()
    reply = thread.get_by_test_id("message").filter(has_text=BARE)
    expect(reply.get_by_test_id("reaction-raised_hands")).to_be_visible(timeout=SOON)
    page.get_by_test_id("close-thread").click()


def where_it_is_off_it_is_silent(page: Page) -> None:
    says(page, "/groundswell channel off")
    expect(row(page, "look away")).to_be_visible(timeout=SOON)
    says(page, "@Chloé that sketch saved us a whole day, couldn't have done it without you")
    says(page, "maybe a rota would help next time?")
    is_heard(page, "maybe a rota would help next time?")
    says(page, "/groundswell channel on")
    expect(row(page, "keep clear thanks")).to_be_visible(timeout=SOON)

    is_marked(page, "thanks @Emi for the third walk")
    sketch = row(page, "that sketch saved us").get_by_test_id("reaction-raised_hands")
    expect(sketch).to_have_count(0)
    expect(messages(page).filter(has_text=AN_IDEA)).to_have_count(0)
