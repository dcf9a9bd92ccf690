"""The page of a family: for who has a ticket, for an hour, and nothing typed does anything."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ideas import Idea, Stage
from bot.domain.people import Person
from bot.domain.sending import TryLaterError
from bot.i18n import words_for
from bot.kit.clock import fixed_clock
from bot.services.families import family_seen_in
from bot.services.ideas import share_idea
from bot.services.tickets import Ticket, sealed
from bot.slack.ui.ideas import stage_label
from bot.storage import Store
from bot.web import not_found
from bot.web.families import Gallery, with_families
from tests.services.test_ideas import built
from tests.services.world import HOUR, NOW, TOWN, Town, an_idea, erase

KEY = "a signing secret"
NASTY = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "]]></svg>",
    '" onmouseover="x',
    "' autofocus onfocus='x",
    "&lt;b&gt;",
    "&amp;amp;",
    "<!--",
    "<https://example.org/|</a>>",
    "<javascript:alert(1)|x>",
    "<@UEVIL>",
    "\u202e",
    "\x00",
    "\x08",
    "\u05d0\u05d1\u05d2",
    "👩‍👩‍👧‍👦",
    "é" * 40,
    "{hour} %s",
    "a ",
)
typed = st.lists(st.sampled_from(NASTY), min_size=1, max_size=12).map("".join)


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    headers: dict[str, str]
    html: str


def gallery(store: Store, **changes: Any) -> Gallery:
    given: dict[str, Any] = {
        "store": store,
        "clock": fixed_clock(NOW),
        "directory": TOWN,
        "name_of": lambda _, workspace, id: TOWN.person(workspace, id).name,
        "permalink": lambda channel, ts: f"https://team.slack.com/archives/{channel}/p{ts}",
        "stage_label": stage_label,
        "language": "en",
        "secret": KEY,
    }
    return Gallery(**{**given, **changes})


def ask(shown: Gallery, path: str, method: str = "GET") -> Answer:
    answers: list[tuple[str, dict[str, str]]] = []

    def start(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[..., Any]:
        answers.append((status, dict(headers)))
        return print

    environ = {"PATH_INFO": path, "REQUEST_METHOD": method}
    body = b"".join(with_families(not_found, shown)(environ, start))
    return Answer(*answers[0], body.decode())


def ticket(idea: Idea, until: timedelta = HOUR, **changes: Any) -> str:
    made = replace(Ticket("T1", idea.id, "UANA", NOW + until), **changes)
    return f"/family/{sealed(made, KEY)}"


class Seen(HTMLParser):
    """Every element of a page, with its attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self) -> set[str | None]:
        return {attributes["href"] for tag, attributes in self.elements if tag == "a"}


def shape(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Elements with the names of their attributes."""
    return [(tag, tuple(sorted(named))) for tag, named in Seen(html).elements]


def test_a_family_is_drawn_with_links_to_slack(store: Store) -> None:
    parent = an_idea(store, ts="1.0")
    child = built(store, parent)

    answer = ask(gallery(store), ticket(parent))

    seen = Seen(answer.html)
    assert answer.status == "200 OK"
    assert seen.links() == {
        "https://team.slack.com/archives/C1/p1.0",
        "https://team.slack.com/archives/C1/p5.0",
    }
    assert "a quieter office" in seen.text
    assert child.text in seen.text
    assert "Uben" in seen.text
    assert "shared" in seen.text
    assert "until 10:00" in seen.text
    assert [tag for tag, _ in seen.elements].count("path") == 1


def test_how_many_are_left_out_is_said(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = an_idea(sqlite_store)
    child = built(sqlite_store, parent)
    monkeypatch.setattr("bot.web.families.family_seen_in", partial(family_seen_in, most=1))

    html = ask(gallery(sqlite_store), ticket(parent)).html

    assert "And 1 more idea, further away." in html
    assert child.text not in html


def test_the_page_has_no_script_and_is_kept_and_found_by_nobody(store: Store) -> None:
    answer = ask(gallery(store), ticket(an_idea(store)))

    policy = answer.headers["content-security-policy"]
    tags = {tag for tag, _ in Seen(answer.html).elements}
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-robots-tag"].startswith("noindex")
    assert "set-cookie" not in answer.headers
    assert not tags & {"script", "link", "img", "iframe", "form"}
    assert not re.search(r"<[^>]+ style=", answer.html)


def test_a_preview_of_the_link_tells_nothing(store: Store) -> None:
    answer = ask(gallery(store), ticket(an_idea(store)))

    assert "<title>An idea&#39;s family</title>" in answer.html
    assert "og:" not in answer.html


def test_the_page_speaks_its_readers_language(store: Store) -> None:
    class Berlin(Town):
        def person(self, workspace: str, id: str) -> Person:
            return replace(super().person(workspace, id), locale="de-DE", zone="Europe/Berlin")

    answer = ask(gallery(store, directory=Berlin()), ticket(an_idea(store)))

    assert '<html lang="de">' in answer.html
    assert "11:00" in answer.html


@pytest.mark.parametrize("path", ["", "x", "x.y", "é", "a" * 3000, "../healthz", "x/y"])
def test_a_link_that_is_none_of_ours_leads_nowhere(sqlite_store: Store, path: str) -> None:
    answer = ask(gallery(sqlite_store), f"/family/{path}")

    assert answer.status == "404 Not Found"
    assert "This link leads nowhere" in answer.html
    assert answer.headers["cache-control"] == "no-store"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_changed_link_leads_nowhere(data: st.DataObject) -> None:
    path = f"/family/{sealed(Ticket('T1', 7, 'UANA', NOW + HOUR), KEY)}"
    at = data.draw(st.integers(len("/family/"), path.rindex(".")))
    sign = data.draw(st.characters(min_codepoint=33, max_codepoint=255))
    nowhere = gallery(Store("sqlite:///nowhere.sqlite3"))  # it is not so much as opened

    if sign != path[at]:
        assert ask(nowhere, path[:at] + sign + path[at + 1 :]).status == "404 Not Found"


def test_after_its_hour_a_link_is_gone(sqlite_store: Store) -> None:
    idea = an_idea(sqlite_store)

    answer = ask(gallery(sqlite_store), ticket(idea, until=timedelta(0)))

    assert answer.status == "410 Gone"
    assert "no longer valid" in answer.html
    assert idea.text not in answer.html


def test_who_left_sees_nothing_any_more(sqlite_store: Store) -> None:
    answer = ask(gallery(sqlite_store), ticket(an_idea(sqlite_store), reader="UGONE"))

    assert answer.status == "410 Gone"


def test_an_idea_that_was_taken_back_is_gone(store: Store) -> None:
    idea = built(store, an_idea(store))
    erase(store, "5.0")

    answer = ask(gallery(store), ticket(idea))

    assert answer.status == "410 Gone"
    assert "its author took it back" in answer.html


def test_an_idea_of_another_workspace_is_gone(sqlite_store: Store) -> None:
    answer = ask(gallery(sqlite_store), ticket(an_idea(sqlite_store), workspace="T2"))

    assert answer.status == "410 Gone"


def test_when_slack_does_not_answer_it_can_be_tried_again(sqlite_store: Store) -> None:
    class Away(Town):
        def person(self, workspace: str, id: str) -> Person:
            raise TryLaterError(f"no answer about {id} of {workspace}")

    answer = ask(gallery(sqlite_store, directory=Away()), ticket(an_idea(sqlite_store)))

    assert answer.status.startswith("503")
    assert "try again" in answer.html


def test_what_is_said_in_another_private_channel_is_not_on_the_page(store: Store) -> None:
    parent = an_idea(store)
    secret = Idea("T1", "UBEN", "a secret", NOW, "s", "C9", is_private=True, parents=(parent.id,))
    kept = share_idea(store, secret)
    assert kept
    behind = share_idea(
        store, replace(secret, author="UCHLOE", text="behind", source="b", parents=(kept.id,))
    )
    assert behind

    seen = ask(gallery(store), ticket(parent)).html
    at_home = ask(gallery(store), ticket(kept, channel="C9")).html

    assert "a secret" not in seen
    assert "C9" not in seen
    assert "Uben" not in seen
    assert behind.text not in seen
    assert "a secret" in at_home


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=typed, name=typed)
def test_nothing_typed_becomes_part_of_the_page(sqlite_store: Store, text: str, name: str) -> None:
    class Nasty(Town):
        def person(self, workspace: str, id: str) -> Person:
            return replace(super().person(workspace, id), name=name)

    with sqlite_store.begin() as tx:
        tx.ideas.forget_workspace("T1")
    said = Idea("T1", "UANA", f"x{text}".replace("\x00", ""), NOW, "s", "C1", "1.0")
    nasty, plain = (
        share_idea(sqlite_store, said),
        share_idea(sqlite_store, replace(said, text="plain", source="p", ts="2.0")),
    )
    assert nasty
    assert plain

    answer = ask(gallery(sqlite_store, directory=Nasty()), ticket(nasty))
    usual = ask(gallery(sqlite_store), ticket(plain))

    assert shape(answer.html) == shape(usual.html)
    assert Seen(answer.html).links() == {"https://team.slack.com/archives/C1/p1.0"}
    assert "\u202e" not in answer.html


def test_an_idea_written_from_the_right_begins_there(sqlite_store: Store) -> None:
    idea = share_idea(
        sqlite_store, Idea("T1", "UANA", "\u05de\u05e9\u05e8\u05d3 demo", NOW, "s", "C1", "1.0")
    )
    assert idea

    html = ask(gallery(sqlite_store), ticket(idea)).html

    shown = [(tag, named.get("class")) for tag, named in Seen(html).elements if "dir" in named]
    assert shown == [("span", "author"), ("span", "text"), ("span", "stage"), ("div", None)]
    assert set(re.findall(r' dir="(\w+)"', html)) == {"auto"}


def test_an_idea_whose_text_was_dropped_is_still_in_its_place(sqlite_store: Store) -> None:
    parent = an_idea(sqlite_store)
    child = built(sqlite_store, parent)
    with sqlite_store.begin() as tx:
        tx.ideas.drop_words_before(NOW - timedelta(hours=1))

    html = ask(gallery(sqlite_store), ticket(child)).html

    assert "(no longer here)" in html


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_its_colour_and_its_word(sqlite_store: Store, stage: Stage) -> None:
    idea = share_idea(sqlite_store, Idea("T1", "UANA", "x", NOW, "s", "C1", "1.0", stage=stage))
    assert idea

    html = ask(gallery(sqlite_store), ticket(idea)).html

    assert f".{stage.value} {{ --stage: var(--{stage.value}); }}" in html
    assert stage_label(stage, words_for("en-US")) in Seen(html).text


def test_the_headers_alone_are_answered_too(sqlite_store: Store) -> None:
    path = ticket(an_idea(sqlite_store))

    got, headers = ask(gallery(sqlite_store), path), ask(gallery(sqlite_store), path, "HEAD")

    assert (headers.status, headers.headers, headers.html) == (got.status, got.headers, "")


@pytest.mark.parametrize(
    ("path", "method"), [("/", "GET"), ("/family", "GET"), ("/family/x", "POST")]
)
def test_there_is_nothing_else(sqlite_store: Store, path: str, method: str) -> None:
    assert ask(gallery(sqlite_store), path, method).status == "404 Not Found"
