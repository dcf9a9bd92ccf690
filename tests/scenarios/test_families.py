"""A family is opened from a card as a tree, and from there as a picture, by who may see it."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.playground.model import Message
from bot.web import not_found
from bot.web.families import with_families
from tests.scenarios.box import Box
from tests.scenarios.process import Process, open_process
from tests.scenarios.test_ideas import TEXT, card_of


def build(box: Box, name: str, card: Message, text: str) -> None:
    box.press(name, card, "ideas.build")
    box.person(name).submit({"text": text})
    box.settle()


def buttons(message: Message) -> list[str]:
    blocks = [block for block in message.blocks if block["type"] == "actions"]
    return [element["action_id"] for block in blocks for element in block["elements"]]


def opened(box: Box, name: str, card: Message) -> str:
    """The form that opens, in all of its words."""
    box.press(name, card, "ideas.family")
    [form] = box.person(name).views()
    return json.dumps(form.blocks, ensure_ascii=False)


def link_in(form: str) -> str:
    blocks = json.loads(form)
    [url] = [e["url"] for b in blocks if b["type"] == "actions" for e in b["elements"]]
    return str(url)


def page(box: Box, url: str) -> tuple[str, str]:
    """What the bot's own server answers, over either transport."""
    answers: list[str] = []

    def start(status: str, headers: object, error: object = None, /) -> Callable[..., Any]:
        answers.append(status)
        return print

    environ = {"PATH_INFO": urlsplit(url).path, "REQUEST_METHOD": "GET"}
    html = b"".join(with_families(not_found, box.bot.gallery)(environ, start)).decode()
    return answers[0], html


@pytest.mark.both_databases
def test_a_family_is_seen_as_a_tree_and_as_a_picture(box: Box) -> None:
    box.say("Emi", "#product", TEXT)
    alone = buttons(card_of(box))
    build(box, "Ben", card_of(box), "record it for <!channel>")

    form = opened(box, "Ana", card_of(box, number=1))
    status, html = page(box, link_in(form))

    assert "ideas.family" not in alone
    assert "ideas.family" in buttons(card_of(box))
    assert "a weekly demo of half-done work> — Emi Tanaka · shared" in form
    assert "record it for &lt;!channel&gt;>* — Ben Okafor · shared" in form
    assert link_in(form).startswith("https://bot.example.com/family/")
    assert status == "200 OK"
    assert "a weekly demo" in html
    assert "Ben Okafor" in html
    assert box.pinged("Ana") == []


def test_the_picture_is_gone_after_an_hour(box: Box) -> None:
    box.say("Emi", "#product", TEXT)
    build(box, "Ben", card_of(box), "record it")
    url = link_in(opened(box, "Ana", card_of(box)))

    box.later(minutes=59)
    before, _ = page(box, url)
    box.later(minutes=1)
    after, html = page(box, url)

    assert (before, after) == ("200 OK", "410 Gone")
    assert "a weekly demo" not in html


def test_a_private_channels_family_is_seen_in_that_channel(box: Box) -> None:
    box.say("Ben", "#leads", "idea: reorganise the whole company")
    build(box, "Ana", card_of(box, "#leads"), "one team at a time")

    form = opened(box, "Ben", card_of(box, "#leads"))
    status, html = page(box, link_in(form))

    assert "one team at a time> — Ana Souza" in form
    assert (status, "one team at a time" in html) == ("200 OK", True)


def test_a_picture_shows_no_channel_that_became_private_since(box: Box) -> None:
    box.say("Emi", "#product", TEXT)
    build(box, "Ben", card_of(box), "record it")
    url = link_in(opened(box, "Ana", card_of(box)))

    box.workspace.make_private("#product", by="Grace")
    box.settle()

    status, html = page(box, url)
    assert status == "410 Gone"
    assert "a weekly demo" not in html


def test_an_idea_built_on_by_its_own_author_has_a_family_too(box: Box) -> None:
    box.say("Emi", "#product", TEXT)
    build(box, "Emi", card_of(box), "and a monthly one")

    assert "ideas.family" in buttons(card_of(box))


def test_the_picture_of_an_idea_that_was_taken_back_is_gone(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)
    build(box, "Ben", card_of(box), "record it")
    url = link_in(opened(box, "Ana", card_of(box)))

    box.delete("Emi", said)

    assert page(box, url)[0] == "410 Gone"


@pytest.fixture
def process(transport: str, url: str, tmp_path: Path) -> Iterator[Process]:
    with open_process(transport, url, tmp_path) as opened:
        opened.start()
        yield opened


@pytest.mark.both_transports
def test_both_servers_show_pages(process: Process) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{process.env['PORT']}/family/nothing")

    with refused.value as answer:
        assert answer.code == 404
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "This link leads nowhere" in answer.read().decode()
