"""What somebody does with the page of the box, and where they look."""

from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as Waited

SOON = 20_000  # milliseconds for the bot to answer on a busy machine
TRIES = 3


def messages(page: Page) -> Locator:
    """Those of the channel, without an open thread."""
    return page.get_by_test_id("messages").get_by_test_id("message")


def row(page: Page, *texts: str) -> Locator:
    """The latest message that has all of these."""
    found = messages(page)
    for text in texts:
        found = found.filter(has_text=text)
    return found.last


def says(page: Page, line: str) -> None:
    page.get_by_test_id("composer").fill(line)
    page.keyboard.press("Enter")


def become(page: Page, name: str, place: str | None = None) -> None:
    """Wait until the page is theirs, lest a row of the one before be pressed."""
    entry = page.get_by_test_id(f"person-{name.lower().replace('é', 'e')}")
    me = page.get_by_test_id("person-menu").filter(has_text=name)
    for _ in range(TRIES):
        if not entry.is_visible():
            page.get_by_test_id("person-menu").click()
        entry.click()
        with suppress(Waited):  # in vain when news came that moment: the list was drawn anew
            me.wait_for(timeout=2_000)
            break
    expect(me).to_be_visible()
    expect(entry).to_be_hidden()
    if place:
        go(page, place)


def go(page: Page, place: str) -> None:
    page.get_by_test_id(f"place-{place}").click()
    expect(page.locator(".place-title h2")).to_contain_text(place)


def press(where: Locator, action_id: str) -> None:
    where.get_by_test_id(f"button-{action_id}").click()


def form(page: Page, field: str | None = None) -> Locator:
    """The one that is open, once it has that field."""
    opened = page.get_by_test_id("form")
    if field:
        expect(opened.get_by_test_id(f"field-{field}")).to_be_visible(timeout=SOON)
    return opened


def fill(page: Page, **fields: str) -> None:
    for name, words in fields.items():
        form(page, name).get_by_test_id(f"field-{name}").fill(words)


def pick(page: Page, field: str, typed: str) -> None:
    form(page, field).get_by_test_id(f"field-{field}").click()
    page.keyboard.type(typed)
    page.get_by_role("option", name=typed).click()
    page.keyboard.press("Tab")


def send_form(page: Page) -> None:
    page.get_by_test_id("form-submit").click()
    expect(page.get_by_test_id("form-submit")).to_be_hidden(timeout=SOON)


def close_form(page: Page) -> None:
    page.get_by_test_id("form-close").click()
    expect(page.get_by_test_id("form-close")).to_be_hidden()


def days_pass(page: Page, days: int) -> None:
    for _ in range(days):
        before = page.get_by_test_id("clock").inner_text()
        page.get_by_test_id("plus-day").click()
        expect(page.get_by_test_id("clock")).not_to_have_text(before)


def portray(page: Page, what: Locator, path: Path) -> None:
    """A picture of all of it, however long, without what the page announces meanwhile."""
    expect(page.locator(".q-notification")).to_have_count(0, timeout=SOON)
    size = page.viewport_size
    page.set_viewport_size({"width": 1280, "height": 2_000})
    what.screenshot(path=path)
    if size:
        page.set_viewport_size(size)


def unread_are(page: Page, **counts: int) -> None:
    """How many of the bot's messages these people have not read; the others have read all."""
    page.get_by_test_id("person-menu").click()
    for handle, count in counts.items():
        badge = page.get_by_test_id(f"person-{handle}").locator(".badge")
        expect(badge).to_have_text(str(count), timeout=SOON)
    expect(page.locator(".people .badge")).to_have_count(len(counts))
    page.keyboard.press("Escape")
    expect(page.locator(".people")).to_be_hidden()
