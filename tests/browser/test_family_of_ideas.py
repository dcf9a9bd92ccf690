"""A family of ideas in a real browser: shared, built on, combined, tested twice, adopted, credited.

Emi, Ben and Chloé each have an idea. Daniel builds on Emi's; Grace makes one of his and Ben's, and
Chloé supports it, and Farid tests it. Ana looks on, and is named nowhere.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenBox
from tests.browser.hands import (
    SOON,
    become,
    close_form,
    days_pass,
    fill,
    form,
    go,
    messages,
    photograph,
    pick,
    press,
    row,
    says,
    send_form,
    unread_are,
)

pytestmark = pytest.mark.browser

DEMO = "show half-done work to each other every week"
RECORD = "record what we show, for those who sleep at that hour"
LETTER = "a letter from a customer on the wall of each team"
QUARTER = "a quarter of an hour is enough, and nobody prepares slides"
WHOLE = "a quarter of an hour of half-done work on Thursdays, recorded for all time zones"
QUESTION = "does anybody come, and does anybody watch it later?"
EVERYBODY = ("Ben", "Chloé", "Daniel", "Emi", "Farid", "Grace")


def test_a_family_grows_and_everybody_in_it_is_named(
    box: OpenBox, page: Page, pictures: Path
) -> None:
    page.goto(f"{box.url}/?as=ana&in=general")
    board_says(page, "Nobody has shared an idea here in this time.")
    three_share(page)
    daniel_builds_on_emis(page)
    grace_combines_two(page)
    both_authors_say_yes(page)
    chloe_supports_it_and_farid_tests_it(page)
    a_week_later_it_is_changed(page, pictures)
    another_week_later_it_is_kept(page)
    everybody_is_named(page, pictures)
    the_board_and_homes_tell_of_it(page, pictures)
    its_family_is_a_tree(page, pictures)


def three_share(page: Page) -> None:
    become(page, "Emi")
    says(page, f"idea: {DEMO}")
    expect(row(page, DEMO).get_by_test_id("reaction-bulb")).to_be_visible(timeout=SOON)
    become(page, "Ben")
    says(page, f"/idea {RECORD}")
    is_on_a_card(page, RECORD)
    become(page, "Chloé")
    says(page, "/idea")
    fill(page, text=LETTER)
    send_form(page)
    is_on_a_card(page, LETTER)

    become(page, "Ana")
    board_says(
        page,
        "1. Ben Okafor — 1 idea1. Chloé Martin — 1 idea1. Emi Tanaka — 1 idea",
        "This channel: 3 ideas · 3 people",
    )
    # Chloé never had before: she is thanked, and who leads her hears that it was her first.
    unread_are(page, ana=1, chloe=1)


def daniel_builds_on_emis(page: Page) -> None:
    become(page, "Daniel")
    row(page, DEMO).get_by_test_id("replies").click()
    thread = page.get_by_test_id("thread")
    press(thread, "ideas.build")
    expect(form(page, "text")).to_contain_text(DEMO)
    fill(page, text=QUARTER)
    send_form(page)
    expect(thread).to_contain_text("Built on by Daniel Weber", timeout=SOON)
    page.get_by_test_id("close-thread").click()
    expect(is_on_a_card(page, QUARTER)).to_contain_text(f"Builds on: {DEMO} by Emi Tanaka")


def grace_combines_two(page: Page) -> None:
    page.get_by_test_id("plus-hour").click()
    become(page, "Grace")
    press(row(page, QUARTER, "More …"), "ideas.more")
    press(form(page), "ideas.combine")
    pick(page, "ideas", f"{RECORD} · Ben Okafor")
    fill(page, text=WHOLE)
    send_form(page)
    expect(is_on_a_card(page, WHOLE)).to_contain_text("Waiting for a yes from 2 authors")

    become(page, "Ana")
    board_says(page, "5 ideas · 5 people")
    expect(messages(page).last).not_to_contain_text("combined")
    unread_are(page, ana=1, ben=1, chloe=1, daniel=1, grace=1)


def both_authors_say_yes(page: Page) -> None:
    for name in ("Ben", "Daniel"):
        expect(home_of(page, name).get_by_test_id("button-combining.yes")).to_have_count(1)
        asked = newest_told(page)
        expect(asked).to_contain_text(WHOLE)
        press(asked, "combining.yes")
        expect(asked.get_by_test_id("button-combining.yes")).to_have_count(0, timeout=SOON)
    page.get_by_test_id("tab-home").click()
    expect(page.get_by_test_id("home").get_by_test_id("button-combining.yes")).to_have_count(0)

    home = home_of(page, "Ben")
    expect(home).to_contain_text("Nothing needs you now")
    expect(home).to_contain_text(f"{RECORD} · shared · built on by 1")
    go(page, "general")
    card = row(page, WHOLE)
    expect(card).not_to_contain_text("Waiting")
    for parent in (f"{RECORD} by Ben Okafor", f"{QUARTER} by Daniel Weber"):
        expect(card).to_contain_text(parent)
    become(page, "Ana")
    board_says(
        page,
        "1. Ben Okafor — 1 idea, 1 built on1. Chloé Martin — 1 idea"
        "1. Daniel Weber — 1 idea, 1 built on1. Emi Tanaka — 1 idea, 1 built on"
        "1. Grace Lee — 1 idea",
        "5 ideas · 5 people · 1 combined",
    )


def chloe_supports_it_and_farid_tests_it(page: Page) -> None:
    become(page, "Chloé")
    press(row(page, WHOLE), "ideas.support")
    expect(row(page, WHOLE)).to_contain_text("Supported by Chloé Martin", timeout=SOON)
    become(page, "Farid")
    press(row(page, WHOLE), "ideas.test")
    fill(page, question=QUESTION)
    send_form(page)

    card = row(page, WHOLE)
    expect(card).to_contain_text("being tested", timeout=SOON)
    expect(card).to_contain_text("Tested by Farid Haddad · Supported by Chloé Martin")
    expect(card.get_by_test_id("button-ideas.test")).to_have_count(0)
    # Who had a part in it hears of it; who had one in its parents is left in peace.
    unread_are(page, chloe=2, grace=2)
    home = home_of(page, "Farid")
    expect(home).to_contain_text(f"Tests that you run• {WHOLE}: until ")
    home = home_of(page, "Grace")
    expect(home).to_contain_text(f"{WHOLE} · being tested · 1 supporter · 1 test")


def a_week_later_it_is_changed(page: Page, pictures: Path) -> None:
    days_pass(page, 7)
    asked = what_came_of_it(page)
    press(asked, "tests.change")
    fill(page, learned="they come, but nobody finds the recording")
    send_form(page)
    expect(asked).to_contain_text("and it goes on, changed", timeout=SOON)
    expect(asked.get_by_test_id("button-tests.keep")).to_have_count(0)

    become(page, "Ana", "general")
    card = row(page, WHOLE)
    expect(card).to_contain_text("Round 2: Farid Haddad tests it until ")
    expect(card).to_contain_text("Learned: they come, but nobody finds the recording")
    picture_of(card, pictures / "idea-card.png")


def another_week_later_it_is_kept(page: Page) -> None:
    days_pass(page, 7)
    asked = what_came_of_it(page)
    press(asked, "tests.keep")
    fill(page, learned="with the link in the invitation, half of Osaka watches")
    send_form(page)
    expect(messages(page).filter(has_text="and it is adopted")).to_have_count(1, timeout=SOON)

    go(page, "general")
    card = row(page, WHOLE)
    expect(card).to_contain_text("adopted")
    expect(card).to_contain_text("half of Osaka watches")
    expect(page.get_by_test_id("place-general").locator(".badge")).to_have_count(0)


def everybody_is_named(page: Page, pictures: Path) -> None:
    proposed = newest_told(page)
    expect(proposed).to_contain_text("shall I name them in #general?", timeout=SOON)
    press(proposed, "credits.edit")
    for name in EVERYBODY:
        expect(form(page, "words")).to_contain_text(name)
    fill(page, words="Thursdays will never be the same.")
    send_form(page)
    answered = row(page, "has named in #general who made it happen")
    expect(answered).to_be_visible(timeout=SOON)
    expect(messages(page).get_by_test_id("button-credits.edit")).to_have_count(0)

    become(page, "Ana")
    expect(page.get_by_test_id("place-general")).to_have_class(re.compile("unread"), timeout=SOON)
    for name in EVERYBODY:  # who have not looked at the channel yet
        become(page, name)
        expect(page.get_by_test_id("place-general").locator(".badge")).to_have_text("1")
    become(page, "Ana")
    expect(page.get_by_test_id("place-general").locator(".badge")).to_have_count(0)
    go(page, "general")
    roll = row(page, "Adopted:", "With thanks from @Farid Haddad")
    for words in (
        WHOLE,
        "Thursdays will never be the same.",
        "Had the idea@Grace Lee",
        "Tested it@Farid Haddad",
        "Supported it@Chloé Martin",
        "Had an idea that it grew from@Emi Tanaka, @Ben Okafor, @Daniel Weber",
    ):
        expect(roll).to_contain_text(words)
    expect(roll).not_to_contain_text("Ana Souza")
    picture_of(roll, pictures / "credits.png")


def the_board_and_homes_tell_of_it(page: Page, pictures: Path) -> None:
    board_says(
        page,
        "1. Grace Lee — 1 idea, 1 tested",
        "5 ideas · 6 people · 1 combined · 2 tests run · 1 adopted",
    )
    home = home_of(page, "Grace")
    expect(home).to_contain_text(f"{WHOLE} · adopted · 1 supporter · 2 tests")
    expect(home).to_contain_text("1 tested · 1 adopted")
    expect(home).to_contain_text(f"@Farid Haddad: {WHOLE}")
    home = home_of(page, "Farid")
    expect(home).to_contain_text("you tested it · adopted")
    expect(home).to_contain_text("Nothing needs you now")
    home = home_of(page, "Ben")
    expect(home).to_contain_text("1 built on · 1 grew into another that was adopted")
    expect(home).to_contain_text(f"@Farid Haddad: {WHOLE}")
    picture_of(page.locator(".home-sheet"), pictures / "home.png")


def its_family_is_a_tree(page: Page, pictures: Path) -> None:
    become(page, "Ana", "general")
    press(row(page, WHOLE, "More …"), "ideas.family")
    tree = form(page)
    expect(tree).to_contain_text(
        f"• {DEMO} — Emi Tanaka · shared↳ {QUARTER} — Daniel Weber · shared"
        f"• {RECORD} — Ben Okafor · shared↳ {WHOLE} — Grace Lee · adopted"
        f" · also builds on: {QUARTER[:40]}",
        timeout=SOON,
    )
    expect(tree).not_to_contain_text(LETTER)
    picture_of(tree, pictures / "family-tree.png")
    close_form(page)


def is_on_a_card(page: Page, words: str) -> Locator:
    card = row(page, words)
    expect(card.get_by_test_id("button-ideas.build")).to_be_visible(timeout=SOON)
    return card


def board_says(page: Page, *told: str) -> None:
    says(page, "/leaderboard")
    for words in told:
        expect(messages(page).last).to_contain_text(words, timeout=SOON)


def home_of(page: Page, name: str) -> Locator:
    """Their Home. Their messages stay unread, if it was somebody else who was here before."""
    home = page.get_by_test_id("home")
    if not home.is_visible():
        go(page, "Groundswell")
        page.get_by_test_id("tab-home").click()
    become(page, name)
    expect(home.get_by_test_id("button-home.share")).to_be_visible(timeout=SOON)
    return home


def newest_told(page: Page) -> Locator:
    """The latest that the bot wrote to whoever is here."""
    go(page, "Groundswell")
    page.get_by_test_id("tab-app").click()
    expect(messages(page).last).to_be_visible(timeout=SOON)
    return row(page, WHOLE)


def what_came_of_it(page: Page) -> Locator:
    """Farid is asked, on his Home and in a message, which is answered."""
    home = home_of(page, "Farid")
    expect(home.get_by_test_id("button-tests.keep")).to_have_count(1, timeout=SOON)
    asked = newest_told(page)
    expect(asked).to_contain_text(QUESTION)
    return asked


def picture_of(what: Locator, path: Path) -> None:
    """At a desk, and for whoever looks on a telephone: without what shows under a pointer."""
    what.page.mouse.move(0, 0)
    if path.parent.name != "pictures":
        taken(what, path.with_stem(f"{path.stem}-phone"), 390)
    taken(what, path, 1000)
    what.page.set_viewport_size({"width": 1280, "height": 800})


def taken(what: Locator, path: Path, width: int) -> None:
    what.page.set_viewport_size({"width": width, "height": 1400})
    what.scroll_into_view_if_needed()
    photograph(what, path)
