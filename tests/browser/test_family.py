"""A family of twelve as a picture, in a real browser: at a desk and on a telephone."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.domain.ideas import Idea, Stage
from bot.domain.people import Person
from bot.kit.clock import fixed_clock
from bot.services.ideas import share_idea
from bot.services.tickets import Ticket, sealed
from bot.slack.ui.ideas import stage_label
from bot.storage import Store
from bot.web import not_found, with_health
from bot.web.families import Gallery, with_families
from bot.web.servers import serve_beside
from tests.services.world import HOUR, NOW, Town

pytestmark = pytest.mark.browser

KEY = "a signing secret"
# Who, what, on which of those before (from 1), and what became of it.
TWELVE: tuple[tuple[str, str, tuple[int, ...], Stage], ...] = (
    ("Emi Tanaka", "A weekly demo of half-done work", (), Stage.ADOPTED),
    ("Ben Okafor", "Nobody presents slides: only what runs", (), Stage.SHARED),
    ("Chloé Martin", "Record every demo for those in other time zones", (1,), Stage.ADOPTED),
    ("Ana Souza", "Demos of fifteen minutes, on Thursdays after lunch", (1, 2), Stage.ADOPTED),
    ("Grace Lindqvist", "Everybody lists what they would like to see", (1,), Stage.PARKED),
    ("David Levi", "כתוביות אוטומטיות להקלטות", (3,), Stage.TESTING),
    ("Emi Tanaka", "Invite a customer to one demo a month", (4,), Stage.TESTING),
    ("Farid Haddad", "Questions in the thread, answered afterwards", (4,), Stage.SHARED),
    ("Ben Okafor", "<b>Short clips</b> & highlights “instead” of it all", (6, 8), Stage.TESTING),
    ("Chloé Martin", "Send the clips to customers who asked for it", (5, 7, 9), Stage.SHARED),
    ("Ana Souza", "A demo day each quarter with the best of them", (1, 10), Stage.SHARED),
    ("Priya Nair", "Share it live with the teams abroad", (11,), Stage.SHARED),
)
SELF = 10


class Team(Town):
    def person(self, workspace: str, id: str) -> Person:
        return replace(super().person(workspace, id), name=id, zone="Europe/Lisbon")


@contextmanager
def page_of_twelve(store: Store) -> Iterator[str]:
    """Its address."""
    kept: list[Idea] = []
    for number, (author, text, parents, stage) in enumerate(TWELVE, 1):
        said = Idea("T1", author, text.replace("<", "&lt;").replace(">", "&gt;"),
                    NOW - timedelta(days=20 - number), f"s{number}", "C1", f"{number}.0",
                    stage=stage, parents=tuple(kept[each - 1].id for each in parents))  # fmt: skip
        idea = share_idea(store, said)
        assert idea
        kept.append(idea)
    gallery = Gallery(
        store=store,
        clock=fixed_clock(NOW),
        directory=Team(),
        name_of=lambda _, workspace, id: Team().person(workspace, id).name,
        permalink=lambda channel, ts: f"https://team.slack.com/archives/{channel}/p{ts}",
        stage_label=stage_label,
        language="en",
        secret=KEY,
    )
    pages = with_health(with_families(not_found, gallery), lambda: None)
    server = serve_beside("127.0.0.1", 0, pages)
    ticket = sealed(Ticket("T1", kept[SELF - 1].id, "Ana Souza", NOW + HOUR), KEY)
    try:
        yield f"http://127.0.0.1:{server.server_port}/family/{ticket}#it"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("kind", "width", "height", "scheme"),
    [("desk", 1920, 560, "light"), ("phone", 390, 844, "light"), ("night", 1280, 900, "dark")],
)
def test_a_family_can_be_read_and_followed(
    sqlite_store: Store,
    browser: Browser,
    pictures: Path,
    tmp_path: Path,
    kind: str,
    width: int,
    height: int,
    scheme: str,
) -> None:
    complaints: list[str] = []
    with page_of_twelve(sqlite_store) as address, _opened(browser, width, height, scheme) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(address)

        expect(page.locator(".drawing .it")).to_contain_text("Send the clips")
        expect(page.locator(".drawing a")).to_have_count(len(TWELVE))
        expect(page.locator("li")).to_have_count(len(TWELVE))
        expect(page.locator("b")).to_have_count(0)
        hebrew = page.locator(".box .text", has_text="כתוביות")
        expect(hebrew).to_have_css("direction", "rtl")
        _nothing_is_wider_than_its_box(page)
        _the_page_itself_does_not_scroll_sideways(page)
        where = pictures / "family.png" if kind == "desk" else tmp_path / f"{kind}.png"
        page.screenshot(path=where)

    assert complaints == []


@contextmanager
def _opened(browser: Browser, width: int, height: int, scheme: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    with closing(context):
        yield context.new_page()


def _nothing_is_wider_than_its_box(page: Page) -> None:
    wider = page.evaluate(
        """() => [...document.querySelectorAll('.box span')].filter(text => {
          const box = text.parentNode.getBoundingClientRect(), its = text.getBoundingClientRect();
          return its.left < box.left || its.right > box.right
            || its.top < box.top || its.bottom > box.bottom;
        }).map(text => text.textContent)"""
    )
    assert wider == []


def _the_page_itself_does_not_scroll_sideways(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
