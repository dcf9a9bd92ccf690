"""The hint in a form: as it stands there, and what is given back to Slack."""

from typing import Any

from bot.domain.ideas import IdeaNamed
from bot.slack.ui.blocks import View
from bot.slack.ui.hints import hinted, similar_links
from bot.slack.ui.ideas import idea_form
from tests.slack.shown import a_reader


def similar(id: int = 7, author: str = "U1", text: str = "a <@U2> & | <!here>") -> IdeaNamed:
    return IdeaNamed(id, author, text, "C1", "1.0")


def as_slack_tells(view: View) -> View:
    """With what Slack adds of its own."""
    return {
        **view,
        "id": "V1",
        "hash": "1.a",
        "state": {},
        "team_id": "T1",
        "clear_on_close": False,
    }


def a_form(**more: Any) -> View:
    return as_slack_tells(idea_form(a_reader(), channel=None, **more))


def hint_ids(view: View) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "context"]


def test_the_hint_stands_under_the_text_and_the_rest_stays() -> None:
    form = a_form()

    shown = hinted(form, [similar(7), similar(8)], a_reader())

    assert shown is not None
    places = [block["block_id"] for block in shown["blocks"]]
    assert places == ["text", "similar:7-8", "channel"]
    assert [each for each in shown["blocks"] if each["type"] == "input"] == form["blocks"]
    assert shown.keys() == idea_form(a_reader(), channel=None).keys()


def test_what_is_shown_already_is_not_shown_again() -> None:
    once = hinted(a_form(), [similar()], a_reader())
    assert once is not None

    assert hinted(as_slack_tells(once), [similar()], a_reader()) is None
    assert hinted(a_form(), [], a_reader()) is None


def test_another_hint_takes_the_place_of_the_first_and_goes_when_there_is_none() -> None:
    once = hinted(a_form(), [similar(7)], a_reader())
    assert once is not None

    other = hinted(as_slack_tells(once), [similar(8)], a_reader())
    none = hinted(as_slack_tells(once), [], a_reader())

    assert other is not None
    assert hint_ids(other) == ["similar:8"]
    assert none is not None
    assert hint_ids(none) == []


def test_what_was_typed_pings_nobody_in_a_hint() -> None:
    line = similar_links([similar()], a_reader())

    assert "<@" not in line
    assert "<!" not in line
    assert line.count("<http") == 1
