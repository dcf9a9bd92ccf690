"""Three weeks as a leader, in a real browser: enrolled, nudged, followed, ignored, promised, kept.

Grace sets up a team, reads her digest, thanks by its nudge, leaves the next one be, and promises.
"""

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenBox
from tests.browser.hands import (
    SOON,
    become,
    fill,
    form,
    go,
    messages,
    pick,
    portray,
    press,
    says,
    send_form,
)
from tests.chance import lucky_seeds

pytestmark = pytest.mark.browser

IDEA = "a map of who waits for whom, on one wall"
NEXT = "one question to every customer who leaves"


def test_a_leader_lives_three_weeks(box: OpenBox, data: Path, page: Page, pictures: Path) -> None:
    page.goto(f"{box.url}/?as=grace&in=random")
    grace_enrols(page, data, pictures)
    she_gets_a_digest_and_follows_its_nudge(page, pictures)
    a_week_later_it_is_told_and_the_next_nudge_is_left_alone(page)
    she_promises_and_keeps_it(page)
    a_week_later_her_promise_is_told(page, data)
    nobody_else_sees_any_of_it(page)


def grace_enrols(page: Page, data: Path, pictures: Path) -> None:
    says(page, "/lead <@U0HUGO0001>")
    expect(messages(page).last).to_contain_text("Your team has 1 person", timeout=SOON)
    says(page, "/lead now")
    quiet = messages(page).filter(has_text="Only you can see this").last
    expect(quiet).to_contain_text("A quiet week", timeout=SOON)
    portray(page, quiet, pictures / "digest-empty.png")

    says(page, "/lead")
    for name in ("Daniel Weber", "Emi Tanaka", "Farid Haddad"):
        pick(page, "people", name)
    send_form(page)
    go(page, "Groundswell")
    expect(messages(page).last).to_contain_text("Your team has 4 people", timeout=SOON)
    with_luck(data)


def she_gets_a_digest_and_follows_its_nudge(page: Page, pictures: Path) -> None:
    become(page, "Emi", "product")
    says(page, f"idea: {IDEA}")
    become(page, "Grace", "random")
    digest = next_digest(page)
    expect(digest).to_contain_text("Waiting for credit")
    expect(digest).to_contain_text("One small thing")
    expect(digest).to_contain_text("has had no thanks from you")
    expect(digest.get_by_test_id("button-nudges.why")).to_be_visible()
    portray(page, digest, pictures / "digest-lively.png")

    person = thanked_by_nudge(page, digest)
    expect(digest.get_by_test_id("button-nudges.thank")).to_have_count(0, timeout=SOON)
    expect(digest).to_contain_text("Thanked.")
    assert person


def a_week_later_it_is_told_and_the_next_nudge_is_left_alone(page: Page) -> None:
    become(page, "Farid", "product")
    says(page, f"idea: {NEXT}")
    become(page, "Grace", "random")
    digest = next_digest(page)
    expect(digest).to_contain_text("Credit you gave: 1 thanks to 1 person")
    expect(digest).to_contain_text("One small thing")


def she_promises_and_keeps_it(page: Page) -> None:
    go(page, "random")
    says(page, "/lead promise")
    choose_first(page, "aim", "Thank Farid Haddad")
    choose_first(page, "day", ",")
    send_form(page)
    go(page, "Groundswell")
    expect(messages(page).last).to_contain_text("Farid Haddad", timeout=SOON)

    go(page, "product")
    says(page, "thanks @Farid for asking those who leave, now we know what to mend first")
    row_kept = messages(page).filter(has_text="asking those who leave").last
    expect(row_kept.get_by_test_id("reaction-raised_hands")).to_be_visible(timeout=SOON)


def a_week_later_her_promise_is_told(page: Page, data: Path) -> None:
    digest = next_digest(page)
    expect(digest).to_contain_text("What you set out to do")
    expect(digest).to_contain_text("is done")
    shown, followed = outcomes(data)
    assert shown >= 2
    assert followed == 1


def nobody_else_sees_any_of_it(page: Page) -> None:
    for name in ("Ben", "Emi", "Farid"):
        become(page, name)
        if page.get_by_test_id("place-Groundswell").count():
            go(page, "Groundswell")
            expect(page.get_by_test_id("messages")).not_to_contain_text("One small thing")


def next_digest(page: Page) -> Locator:
    """The clock goes to Tuesday, ten o'clock; she reads it."""
    before = page.get_by_test_id("clock").inner_text()
    page.get_by_test_id("next-digest").click()
    expect(page.get_by_test_id("clock")).not_to_have_text(before, timeout=SOON)
    go(page, "Groundswell")
    digest = messages(page).filter(has_text="Only you can see this").last
    expect(digest).to_be_visible(timeout=SOON)
    return digest


def thanked_by_nudge(page: Page, digest: Locator) -> str:
    press(digest, "nudges.thank")
    opened = form(page, "reason")
    fill(page, reason="drawing the map with all of us, so that nobody waits in the dark")
    person = opened.inner_text()
    send_form(page)
    return person


def choose_first(page: Page, field: str, label: str) -> None:
    """The first option that says this."""
    form(page, field).get_by_test_id(f"field-{field}").click()
    page.get_by_role("option").filter(has_text=label).first.click()


def with_luck(data: Path) -> None:
    """None of the first nudges is held back."""
    with sqlite3.connect(next(data.glob("*.sqlite3")), timeout=30) as connection:
        connection.execute("UPDATE teams SET seed = ?", (next(lucky_seeds()),))


def outcomes(data: Path) -> tuple[int, int]:
    """How many nudges were shown, and how many of them were followed."""
    with sqlite3.connect(next(data.glob("*.sqlite3")), timeout=30) as connection:
        query = "SELECT count(*), count(followed_at) FROM nudges WHERE leader = 'U0GRACE001'"
        found: tuple[int, int] = connection.execute(query).fetchone()
        return found
