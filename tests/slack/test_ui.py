"""Whatever is shown stays within Slack's limits in every language, and nothing typed can ping."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import time
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.credits import Did, RollEntry
from bot.domain.digests import CreditGiven, IdeaFigures
from bot.domain.homes import Standing, Tally
from bot.domain.idea_lists import Which
from bot.domain.ideas import TEXT_LIMIT
from bot.domain.kudos import REASON_LIMIT, Kudos
from bot.domain.outgoing import (
    BoardPosted,
    DigestReady,
    IdeaCard,
    KeepOffer,
    Offered,
    Post,
    RollPosted,
)
from bot.domain.pages import Page
from bot.domain.people import Team
from bot.i18n import languages
from bot.playground.checks.blocks import check_message_blocks
from bot.playground.checks.views import check_view
from bot.slack.app import listeners
from bot.slack.ui import TEXT_LIMIT as MESSAGE_LIMIT
from bot.slack.ui import Rendered, render
from bot.slack.ui.groundswell import help_text
from bot.slack.ui.ideas import list_text
from bot.slack.ui.kudos import kudos_lines
from bot.slack.ui.teams import schedule_sentence
from bot.storage.payloads import KINDS
from tests.slack.shown import MANY, NOW, a_board, a_digest, a_reader, an_idea, posts, views

NASTY = (
    "<!channel>",
    "<!here|here>",
    "<!everyone>",
    "<@UEVIL>",
    "<@UEVIL|ana>",
    "<!subteam^SEVIL|@all>",
    "<<!channel>>",
    "<!\u200bchannel>",
    "&lt;!channel&gt;",
    "<https://example.org/|<!here>>",
    "<https://example.org/?a=b|c>",
    "<",
    ">",
    "&",
    "```",
    "`",
    "*",
    "_",
    "\n",
    "\n>",
    "\u202e",
    "עברית",
    "👩‍👩‍👧‍👦",
    "é" * 9,
    "{text}",
    "%s",
    ":bulb:",
    "a ",
)
ALLOWED = frozenset([*MANY, "U1", "U2", "U3", "U4", "U5"])
PING = re.compile(r"<(?:@([UW][A-Z0-9]+)|(!(?:channel|here|everyone|subteam)[^>]*))")


words_of = pytest.mark.parametrize("language", languages())
typed = st.lists(st.sampled_from(NASTY), max_size=60).map("".join)
person = st.sampled_from(["U1", "U2", "U3", "U4", "U5"])
people = st.lists(person, min_size=1, max_size=5).map(tuple) | st.just(MANY)
locales = st.sampled_from(languages())


def texts_in(part: Any) -> Iterator[str]:
    """Every text that Slack reads as markup."""
    if isinstance(part, list):
        for each in part:
            yield from texts_in(each)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for each in part.values():
            yield from texts_in(each)


def pinged(texts: Sequence[str]) -> set[str]:
    return {found[1] or found[2] for text in texts for found in PING.finditer(text)} - ALLOWED


def check(rendered: Rendered) -> None:
    """As the sender sends it."""
    assert check_message_blocks(rendered.blocks) == []
    assert 0 < len(rendered.answer["text"]) <= MESSAGE_LIMIT
    assert pinged([rendered.text, rendered.answer["text"], *texts_in(rendered.blocks)]) == set()


LONG = (
    "x" * TEXT_LIMIT,
    "x\n" * (REASON_LIMIT // 2),
    "&amp;" * (REASON_LIMIT // 5),
    "<!channel>" * 200,
    "<https://example.org/|a link>" * 70,
    "👩‍👩‍👧‍👦" * 180,
    "",
)


@words_of
@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_messages_with_very_much_in_them_are_taken_by_slack(language: str, text: str) -> None:
    for message in posts(text, MANY):
        check(render(message, a_reader(language)))


@words_of
@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_views_with_very_much_in_them_are_taken_by_slack(language: str, text: str) -> None:
    for view in views(text, MANY, a_reader(language)):
        assert check_view(view, view["type"]) == []
        assert pinged(list(texts_in(view))) == set()


@settings(max_examples=25, deadline=None)
@given(typed, people, locales)
def test_nothing_typed_pings_from_a_message(text: str, who: tuple[str, ...], language: str) -> None:
    for message in posts(text[:REASON_LIMIT], who):
        check(render(message, a_reader(language)))


@settings(max_examples=25, deadline=None)
@given(typed, people, locales)
def test_nothing_typed_pings_from_a_view(text: str, who: tuple[str, ...], language: str) -> None:
    reader = a_reader(language)

    for view in views(text[:REASON_LIMIT], who, reader):
        assert check_view(view, view["type"]) == []
        assert pinged(list(texts_in(view))) == set()


@settings(deadline=None)
@given(typed, people)
def test_nothing_typed_pings_from_a_list(text: str, who: tuple[str, ...]) -> None:
    reader = a_reader()
    kudos = Kudos("T1", who[0], who, text, NOW, "s", "C1", "1.0")

    page = Page((Standing(an_idea(text, who[0]), Tally(1, 1, 1)),), 1, 2)
    lists = [kudos_lines([kudos], reader), list_text(Which.ALL, page, reader)]

    assert pinged(lists) == set()


def test_every_message_that_is_posted_is_among_those_tested() -> None:
    tested = {type(message) for message in posts("x", MANY)}

    assert tested >= {kind for kind in KINDS.values() if issubclass(kind, Post)} | {KeepOffer}


@pytest.mark.parametrize("many", [60, 120, 6_000])
def test_a_roll_leaves_nobody_out(many: int) -> None:
    kinds = [did for size in (1, 2, 3) for did in combinations(Did, size)]
    entries = tuple(RollEntry(f"U{n:010}", kinds[n % len(kinds)]) for n in range(many))

    rendered = render(RollPosted(an_idea(), "U1", entries, "x"), a_reader())

    assert check_message_blocks(rendered.blocks) == []
    assert len(rendered.blocks) <= 50
    named = re.findall(r"<@(U\d{10})>", "".join(texts_in(rendered.blocks)))
    assert sorted(named) == sorted(entry.person for entry in entries)


def test_a_card_and_a_board_mention_nobody() -> None:
    card = IdeaCard(an_idea("<@U1>"), supporters=("U1",), builders=("U2",))
    for message in (card, BoardPosted(a_board("<@U1>", 3))):
        rendered = render(message, a_reader())

        assert "<@" not in rendered.text + json.dumps(rendered.blocks)


def test_an_offer_of_kudos_says_for_whom_and_pings_nobody() -> None:
    offer = KeepOffer(Offered.KUDOS, "C1", "2.0", "1.0", receivers=("U1", "U2"))

    rendered = render(offer, a_reader())

    assert "Keep it as kudos for " in rendered.text
    assert "<@" not in rendered.text + json.dumps(rendered.blocks)
    for button in rendered.blocks[1]["elements"]:
        assert json.loads(button["value"])["for"] == ["U1", "U2"]


def test_buttons_of_a_digest_carry_what_the_form_needs() -> None:
    blocks = render(DigestReady(a_digest()), a_reader()).blocks

    pressed = [b["elements"] for b in blocks if b["type"] == "actions"]
    (thank, in_person), *_, nudge, _ = pressed
    assert json.loads(thank["value"]) == {"person": "U2", "idea": 10**12}
    assert json.loads(in_person["value"]) == {"person": "U2", "work": "idea:1:tested"}
    assert json.loads(nudge[0]["value"]) == {"person": "U1", "idea": 10**12}
    assert {button["value"] for button in nudge[1:]} == {str(10**12)}


def test_a_digest_of_a_quiet_week_says_so() -> None:
    quiet = replace(
        a_digest(nudge=False),
        best=None,
        credit=CreditGiven((), 0, 0, 0),
        waiting=(),
        waiting_in_all=0,
        ideas=IdeaFigures(0, 0, 0, 0, 0, 0, 0),
    )

    rendered = render(DigestReady(quiet), a_reader())

    check(rendered)
    assert "quiet week" in rendered.text


@pytest.mark.parametrize(
    ("language", "glued"),
    [("fr", re.compile(r"[^ \u00a0\u202f]:(?= )")), ("ja", re.compile(r": |, |\.$", re.MULTILINE))],
)
def test_a_digest_is_punctuated_as_its_reader_does(language: str, glued: re.Pattern[str]) -> None:
    full, quiet = a_digest(), a_digest(nudge=False)
    quiet = replace(quiet, best=None, practice="", credit=CreditGiven((), 0, 0, 1.5))
    for digest in (replace(full, practice=""), quiet):  # a title stands as it was printed
        rendered = render(DigestReady(digest), a_reader(language))

        lines = [line for text in texts_in(rendered.blocks) for line in text.splitlines()]
        assert [line for line in lines if glued.search(line)] == []


@words_of
def test_help_names_every_command_by_its_own_name(language: str) -> None:
    reader = a_reader(language)

    text = help_text(listeners().commands, reader)

    assert all(f"`{reader.command(c.subject)} " in text for c in listeners().commands)


@words_of
def test_a_schedule_is_told_with_its_day_and_hour(language: str) -> None:
    team = Team("T1", "U1", frozenset({"U2"}), at=time(9, 5), zone="UTC")

    assert "09:05" in schedule_sentence(team, a_reader(language))
