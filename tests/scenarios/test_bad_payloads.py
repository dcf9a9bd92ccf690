"""What Slack never should send is let go of calmly."""

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from bot.playground.transport import signed
from tests.scenarios.box import Box


@pytest.mark.over("http")
def test_an_unknown_command_is_answered(box: Box) -> None:
    body = urlencode(
        {
            "command": "/unheard",
            "text": "of",
            "team_id": "T0BOX00001",
            "user_id": "U0ANA00001",
            "channel_id": "C0PRODUCT1",
            "trigger_id": "1.2.3",
            "response_url": "http://127.0.0.1:1/nowhere",
        }
    ).encode()

    answer = post(box, body, kind="application/x-www-form-urlencoded")

    assert answer.status_code == 200
    assert "I don't know this command" in answer.text


def post(
    box: Box,
    body: bytes,
    *,
    kind: str = "application/json",
    secret: str | None = None,
    at: int | None = None,
) -> httpx.Response:
    assert box.slack.request_url
    headers = signed(secret or box.slack.signing_secret, body, at)
    return httpx.post(
        box.slack.request_url, content=body, headers={**headers, "Content-Type": kind}, timeout=5
    )


def an_event(event: object, **more: object) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": "T0BOX00001",
        "api_app_id": "A0",
        "event_id": "Ev1",
        "event_time": 1,
        "event": event,
        "authorizations": [{"team_id": "T0BOX00001", "user_id": "U0GROUND01", "is_bot": True}],
        **more,
    }


THANKS = {
    "type": "message",
    "channel": "C0PRODUCT1",
    "channel_type": "channel",
    "user": "U0BEN00001",
    "text": "thanks <@U0CHLOE001> for the plan",
    "ts": "1894006800.000100",
    "event_ts": "1894006800.000100",
}


@pytest.mark.over("http")
def test_a_bad_signature_is_refused_and_nothing_stored(box: Box) -> None:
    body = json.dumps(an_event(THANKS)).encode()

    wrong = post(box, body, secret="0" * 32)
    old = post(box, body, at=int(time.time()) - 400)
    coming = post(box, body, at=int(time.time()) + 400)
    bare = httpx.post(str(box.slack.request_url), content=body)
    right = post(box, body)
    box.settle()

    assert [each.status_code for each in (wrong, old, coming, bare)] == [401] * 4
    assert right.status_code == 200
    assert len(box.rows("kudos")) == 1


@pytest.mark.over("http")
@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b'"text"', b"{}", b"\xff\xfe", b'{"type": "event_callback"}'],
)
def test_a_signed_body_that_is_no_event_does_no_harm(box: Box, body: bytes) -> None:
    answer = post(box, body)

    assert answer.status_code in (200, 400, 404)
    assert box.kept_nothing()
    assert box.say("Ben", "#product", "thanks @Chloé for staying calm").ts
    assert len(box.rows("kudos")) == 1


SHAPES: list[dict[str, Any]] = [
    THANKS,
    {**THANKS, "thread_ts": "1894006800.000001", "blocks": [{"type": "rich_text", "elements": []}]},
    {
        "type": "message",
        "subtype": "message_changed",
        "channel": "C0PRODUCT1",
        "channel_type": "channel",
        "ts": "1894006801.000100",
        "message": {**THANKS, "edited": {"user": "U0BEN00001", "ts": "1894006801.000000"}},
        "previous_message": THANKS,
    },
    {
        "type": "message",
        "subtype": "message_deleted",
        "channel": "C0PRODUCT1",
        "channel_type": "channel",
        "deleted_ts": "1894006800.000100",
        "ts": "1894006801.000100",
        "previous_message": THANKS,
    },
    {
        "type": "reaction_added",
        "user": "U0ANA00001",
        "reaction": "raised_hands",
        "item_user": "U0BEN00001",
        "item": {"type": "message", "channel": "C0PRODUCT1", "ts": "1894006800.000100"},
        "event_ts": "1894006801.000100",
    },
    {
        "type": "reaction_added",
        "user": "U0ANA00001",
        "reaction": "bulb",
        "item": {"type": "message", "channel": "C0PRODUCT1", "ts": "1894006800.000100"},
        "event_ts": "1894006801.000100",
    },
    {
        "type": "reaction_removed",
        "user": "U0ANA00001",
        "reaction": "raised_hands",
        "item": {"type": "message", "channel": "C0PRODUCT1", "ts": "1894006800.000100"},
        "event_ts": "1894006801.000100",
    },
    {"type": "app_home_opened", "user": "U0ANA00001", "channel": "D1", "tab": "home"},
    {"type": "member_joined_channel", "user": "U0GROUND01", "channel": "C0PRODUCT1"},
    {"type": "member_left_channel", "user": "U0GROUND01", "channel": "C0RANDOM01"},
    {"type": "channel_archive", "channel": "C0RANDOM01", "user": "U0ANA00001"},
    {"type": "channel_unarchive", "channel": "C0RANDOM01", "user": "U0ANA00001"},
    {"type": "channel_shared", "channel": "C0RANDOM01", "connected_team_id": "T2"},
    {"type": "channel_id_changed", "old_channel_id": "G0OLD00001", "new_channel_id": "C0NEW00001"},
    {"type": "user_change", "user": {"id": "U0BEN00001", "name": "ben", "profile": {}}},
    {"type": "team_join", "user": {"id": "U0NEW00001", "name": "new", "profile": {}}},
    {"type": "subteam_members_changed", "subteam_id": "S0DESIGN01", "added_users": []},
    {"type": "tokens_revoked", "tokens": {"oauth": ["U0ANA00001"], "bot": []}},
]
SPOILT: list[object] = [None, "", 7, "x", [], ["x"], {}, {"x": 1}, True, -1.5, "1e999", "\x00"]


def spoilt(shape: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The event with each of its keys gone, and with each made into something else."""
    for key, whole in shape.items():
        yield {name: value for name, value in shape.items() if name != key}
        for value in SPOILT:
            yield {**shape, key: value}
        if isinstance(whole, dict):
            for inner in spoilt(whole):
                yield {**shape, key: inner}


@pytest.mark.over("http")
def test_malformed_events_are_acknowledged_and_logged_with_a_reference(box: Box) -> None:
    refused = [
        event for shape in SHAPES for event in spoilt(shape) if box.dispatch(an_event(event)) != 200
    ]

    bugs = [each for each in box.logs if each["event"] == "listener_failed"]
    odd = [each for each in box.logs if each["event"] == "event_malformed"]
    assert refused == []
    assert bugs == []
    assert all(each["reference"] for each in odd)
    assert "the plan" not in str(box.logs)


@pytest.mark.over("http")
def test_events_of_unknown_kinds_are_acknowledged_and_nothing_stored(box: Box) -> None:
    events: list[object] = [
        {"type": "never_heard_of", "user": "U0ANA00001"},
        {"type": "message", "subtype": "never_heard_of", "channel_type": "channel"},
        {"type": ""},
        {"type": None},
        {"type": 7},
        {},
        *SPOILT,
    ]

    statuses = [box.dispatch(an_event(event)) for event in events]

    assert statuses == [200] * len(events)
    assert box.kept_nothing()
    assert box.say("Ben", "#product", "thanks @Chloé for staying calm").ts
    assert len(box.rows("kudos")) == 1


@pytest.mark.over("http")
@pytest.mark.parametrize("key", ["team_id", "authorizations", "event_id", "event_time"])
def test_an_envelope_without_a_part_is_read_all_the_same(box: Box, key: str) -> None:
    body = an_event(THANKS)
    values: list[object] = [None, [], {}, "x", 7]
    for value in values:
        assert box.dispatch({**body, key: value}) == 200
    del body[key]

    assert box.dispatch(body) == 200


PRESSES = [
    "ideas.support",
    "ideas.build",
    "digests.thank",
    "nudges.thank",
    "nudges.in_person",
    "nudges.not_now",
    "nudges.fewer",
    "nudges.why",
    "nudges.stop",
    "nudges.mine",
    "nudges.ping",
    "nudges.reply",
    "nudges.see",
    "nudges.ask_team",
    "nudges.question",
    "nudges.ask_owner",
    "nudges.name_people",
    "nudges.post_roll",
    "nudges.owner_posts",
    "offers.keep",
    "offers.decline",
    "offers.stop",
    "privacy.hide",
    "home.thank",
    "home.lead",
    "home.lead_now",
    "home.ideas_older",
    "home.helped_newer",
    "promises.make",
    "promises.move",
    "promises.let_go",
    "promises.thank",
    "promises.ask",
    "gone.since_long",
]


@pytest.mark.over("http")
@pytest.mark.parametrize("action", PRESSES)
def test_an_old_or_forged_button_does_no_harm(box: Box, action: str) -> None:
    values = ("", "x", "999", "{}", '{"idea": 1}', "null", "-1", "1e9")

    statuses = [box.dispatch(a_press(action, value), form=True) for value in values]

    assert statuses == [200] * len(values)
    assert box.rows("kudos") == []
    assert box.rows("ideas") == []


def a_press(action: str, value: str) -> dict[str, str]:
    pressed = {"type": "button", "action_id": action, "block_id": "b"}
    body = {
        "type": "block_actions",
        "user": {"id": "U0ANA00001", "team_id": "T0BOX00001"},
        "team": {"id": "T0BOX00001"},
        "container": {"type": "message", "channel_id": "C0PRODUCT1", "message_ts": "1.2"},
        "channel": {"id": "C0PRODUCT1"},
        "trigger_id": "1.2.3",
        "actions": [{**pressed, "value": value} if value else pressed],
    }
    return {"payload": json.dumps(body)}
