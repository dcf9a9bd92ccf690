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
    """Click again where the list was drawn anew under the first click."""
    title = page.locator(".place-title h2").filter(has_text=place)
    for _ in range(TRIES):
        page.get_by_test_id(f"place-{place}").click()
        with suppress(Waited):
            title.wait_for(timeout=2_000)
            break
    expect(title).to_be_visible()


def is_heard(page: Page, words: str) -> None:
    """Wait until the bot has answered for what was said last: commands overtake events."""
    page.get_by_test_id("developer-open").click()
    expect(page.get_by_test_id("developer")).to_contain_text(words, timeout=SOON)
    page.get_by_test_id("developer-open").click()


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


def photograph(what: Page | Locator, path: Path) -> None:
    """As it looks when nothing moves any more, without what the page announces for five seconds."""
    what.screenshot(path=path, animations="disabled", style=".q-notification { display: none }")


def portray(page: Page, what: Locator, path: Path) -> None:
    """A picture of all of it, however long."""
    size = page.viewport_size
    page.set_viewport_size({"width": 1280, "height": 2_000})
    photograph(what, path)
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
