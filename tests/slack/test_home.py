"""Home is taken by Slack, however much there is of everything."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import Settings
from bot.domain.combining import Request
from bot.domain.homes import (
    AT_ONCE,
    PAGE,
    Effects,
    Home,
    Pages,
    Standing,
    Waiting,
    Why,
    for_me,
)
from bot.domain.idea_tests import IdeaTest
from bot.domain.kudos import Kudos
from bot.domain.pages import Page
from bot.domain.people import Wishes
from bot.playground.checks.views import check_view
from bot.slack.payloads import DONE_AT_ONCE, marked, may_change_home, pages_of
from bot.slack.ui.home import home_view
from tests.slack.homes import NOTHING
from tests.slack.registered import registered
from tests.slack.shown import a_reader, an_idea

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TEXT = "<!channel> &amp; *much* more than fits in a line " * 20
SENT = {"type": "view_submission"}
number = st.integers(0, 400)


@settings(max_examples=20, deadline=None)
@given(number, number, number, st.integers(1, 10**6), st.sampled_from(("en", "de", "ja")))
def test_home_never_has_more_than_slack_takes(
    tests: int, asked: int, waiting: int, page: int, language: str
) -> None:
    ideas = {each: replace(an_idea(TEXT), id=each) for each in range(401)}
    needs = for_me(
        NOW,
        tests=[IdeaTest("T1", each, "U1", TEXT, 1, NOW, NOW, id=each) for each in range(tests)],
        requests=[Request("T1", 400, each, "U1", NOW) for each in range(asked)],
        waiting=[Waiting(ideas[each], Why.REPLY) for each in range(min(AT_ONCE, waiting))],
        waiting_in_all=waiting,
        ideas=ideas,
    )
    kudos = Kudos("T1", "U2", ("U1",), TEXT, NOW, "s", "C1", "1.0")
    home = Home(
        needs,
        Page(tuple(map(Standing, list(ideas.values())[:PAGE])), page, 10**6),
        Effects(10**6, 10**6, 10**6, 10**6),
        Page((kudos,) * PAGE, page, 10**6),
        NOTHING,
        Wishes(),
    )

    view = home_view(home, a_reader(language))

    assert check_view(view, "home") == []
    assert len(view["blocks"]) <= 100
    assert "<!channel>" not in json.dumps(view)


def test_a_form_opened_on_home_knows_it_and_its_pages() -> None:
    home = {"view": {"type": "home", "private_metadata": "2.3.4"}, "trigger_id": "1.2.3"}

    form = {**marked({"type": "modal"}, home), "id": "V1"}
    next_form = marked({"type": "modal"}, {"view": form, "trigger_id": "4.5.6"})

    assert pages_of({"view": form}) == Pages(2, 3, 4)
    assert may_change_home({"view": next_form, **SENT})
    assert form["external_id"] != next_form["external_id"]
    assert not may_change_home({**home, **SENT})


def test_a_form_opened_elsewhere_has_nothing_to_do_with_home() -> None:
    message = {"container": {"type": "message"}, "trigger_id": "1.2.3"}

    form = marked({"type": "modal"}, message)

    assert form == {"type": "modal"}
    assert pages_of({"view": form}) is None
    assert not may_change_home({"view": form, **SENT})


def test_what_is_typed_in_a_form_of_home_changes_nothing_there() -> None:
    form = {"type": "modal", "external_id": "home:1.1.1:1.2.3"}

    changes = {
        pressed: may_change_home({"view": form, "type": "block_actions", "actions": [pressed_]})
        for pressed in ("text", "ideas.more", "ideas.withdraw")
        for pressed_ in [{"action_id": pressed}]
    }

    assert changes == {"text": False, "ideas.more": False, "ideas.withdraw": True}


def test_what_is_done_at_once_has_a_button() -> None:
    assert set(registered(Settings(_env_file=None)).by_kind["action"]) >= DONE_AT_ONCE
