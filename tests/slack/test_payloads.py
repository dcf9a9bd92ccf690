"""Slack's dictionaries become ours; what is malformed is said to be so, and breaks nothing."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.messages import Kind, Span
from bot.domain.people import Channel, Person
from bot.slack.payloads import (
    PayloadError,
    channel_from,
    context_from,
    form_values,
    instant,
    is_private,
    is_typed,
    message_from,
    person_from,
    told,
    workspace_of,
)

TYPED = {"type": "message", "user": "UANA", "ts": "1732100000.000100", "text": "thanks <@UBEN>"}


def test_a_message_is_read_as_it_was_typed() -> None:
    found = message_from("T1", "C1", {**TYPED, "thread_ts": "1732000000.0"}, private=True)

    assert (found.workspace, found.channel, found.ts) == ("T1", "C1", "1732100000.000100")
    assert (found.author, found.text, found.private) == ("UANA", "thanks <@UBEN>", True)
    assert found.spans == (Span(Kind.TEXT, "thanks "), Span(Kind.USER, "UBEN"))
    assert found.sent_at == datetime(2024, 11, 20, 10, 53, 20, 100, tzinfo=UTC)
    assert found.thread
    assert not found.is_edit


@pytest.mark.parametrize(
    ("said", "starter"),
    [({"parent_user_id": "UBEN"}, "UBEN"), ({"parent_user_id": "UANA"}, None), ({}, None)],
)
def test_a_reply_tells_who_began_its_thread(said: dict[str, str], starter: str | None) -> None:
    assert context_from({**TYPED, "thread_ts": "1732000000.0", **said}).starter == starter


def test_an_edit_is_a_newer_version_of_the_same_message() -> None:
    edited = {**TYPED, "edited": {"user": "UANA", "ts": "1732100009.0"}}

    found = message_from("T1", "C1", edited, private=False)

    assert found.is_edit
    assert found.version == "1732100009.0"
    assert found.ref == message_from("T1", "C1", TYPED, private=False).ref


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"subtype": "file_share"}, True),
        ({"subtype": "me_message"}, True),
        ({"subtype": "thread_broadcast"}, True),
        ({"subtype": "channel_join"}, False),
        ({"subtype": "bot_message"}, False),
        ({"bot_id": "B1"}, False),
        ({"app_id": "A1"}, False),
        ({"user": None}, False),
        ({"user": "USLACKBOT"}, False),
    ],
)
def test_what_people_type_is_told_from_what_others_say(
    change: dict[str, Any], expected: bool
) -> None:
    assert is_typed({**TYPED, **change}) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"authorizations": [{"team_id": "T1"}]}, "T1"),
        ({"team_id": "T2", "authorizations": [{"team_id": "T1"}]}, "T1"),
        ({"team_id": "T2", "authorizations": [{"team_id": None}]}, "TOURS"),
        ({"team": {"id": "T2"}}, "TOURS"),
        ({"team_id": "T2", "authorizations": []}, "TOURS"),
    ],
)
def test_the_workspace_is_that_of_our_installation(body: dict[str, Any], expected: str) -> None:
    assert workspace_of(body, "TOURS") == expected


@pytest.mark.parametrize(
    ("kind", "expected"), [("channel", False), ("group", True), ("mpim", True), (None, True)]
)
def test_what_is_not_known_to_be_public_is_private(kind: str | None, expected: bool) -> None:
    assert is_private({"channel_type": kind}) is expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {}),
        ({"profile": {"display_name": "Annie", "real_name": "Ana A"}}, {"name": "Annie"}),
        ({"profile": {"display_name": "", "real_name": "Ana A"}}, {"name": "Ana A"}),
        ({"real_name": "Ana B"}, {"name": "Ana B"}),
        ({"tz": None}, {"zone": ""}),
        ({"locale": None}, {"locale": ""}),
        ({"locale": "es-LA"}, {"locale": "es-419"}),
        ({"is_bot": True}, {"is_bot": True}),
        ({"id": "USLACKBOT"}, {"id": "USLACKBOT", "is_bot": True}),
        ({"deleted": True}, {"is_deactivated": True}),
        ({"team_id": "T2"}, {"is_stranger": True}),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T2", "T1"]}}, {"is_stranger": False}),
        ({"is_stranger": True}, {"is_stranger": True}),
        ({"is_admin": True}, {"is_admin": True}),
        ({"is_admin": False, "is_owner": True}, {"is_admin": True}),
        ({"is_primary_owner": True}, {"is_admin": True}),
        ({"is_admin": True, "team_id": "T2"}, {"is_stranger": True}),
    ],
)
def test_a_person_is_what_slack_says_of_them(
    change: dict[str, Any], expected: dict[str, Any]
) -> None:
    user = {"id": "UANA", "name": "ana", "tz": "Europe/Berlin", "locale": "de-DE", "team_id": "T1"}
    told_so = {"id": "UANA", "name": "ana", "zone": "Europe/Berlin", "locale": "de-DE", **expected}

    assert person_from("T1", {**user, **change}) == Person("T1", **told_so)


def test_a_channel_is_what_slack_says_of_it() -> None:
    said = {"id": "G1", "is_private": True, "is_ext_shared": True, "is_member": True}

    assert channel_from("T1", said) == Channel("T1", "G1", is_private=True, is_external=True)
    assert channel_from("T1", {"id": "C1"}).has_bot is False
    assert channel_from("T1", {"id": "C1", "is_archived": True}).is_archived


def test_a_form_is_read_by_its_action_ids() -> None:
    option = {"text": {"type": "plain_text", "text": "x"}, "value": "public"}
    state = {
        "a": {"reason": {"type": "plain_text_input", "value": "the release"}},
        "b": {"effect": {"type": "plain_text_input", "value": None}},
        "c": {"people": {"type": "multi_users_select", "selected_users": ["U1", "U2"]}},
        "d": {"nobody": {"type": "multi_users_select", "selected_users": None}},
        "e": {"where": {"type": "radio_buttons", "selected_option": option}},
        "f": {"none": {"type": "static_select", "selected_option": None}},
        "g": {"nudges": {"type": "checkboxes", "selected_options": [option]}},
        "h": {"at": {"type": "timepicker", "selected_time": "10:00"}},
        "i": {"day": {"type": "datepicker", "selected_date": None}},
        "j": {
            "channels": {
                "type": "multi_conversations_select",
                "selected_conversations": ["C1"],
            }
        },
    }

    assert form_values({"state": {"values": state}}) == {
        "reason": "the release",
        "effect": None,
        "people": ["U1", "U2"],
        "nobody": [],
        "where": "public",
        "none": None,
        "nudges": ["public"],
        "at": "10:00",
        "day": None,
        "channels": ["C1"],
    }


@pytest.mark.parametrize("ts", ["", "abc", "nan", "inf", "1e400", "-1e30", "1" * 400])
def test_a_ts_that_names_no_instant_is_malformed(ts: str) -> None:
    with pytest.raises(PayloadError):
        instant(ts)


@pytest.mark.parametrize("payload", [None, [], "x", {}, {"item": None}, {"item": {"channel": 1}}])
def test_what_is_not_there_is_malformed(payload: object) -> None:
    with pytest.raises(PayloadError, match=r"no item\.channel"):
        told(payload, "item", "channel")


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside),
    max_leaves=5,
)


def payloads(*keys: str) -> st.SearchStrategy[dict[str, Any]]:
    """An object whose keys are Slack's, and whose values may be anything."""
    sensible = st.sampled_from(["U1", "1732100000.000100", "message", "<@U1> `"])
    return st.dictionaries(st.sampled_from(keys), json | sensible)


nested = payloads("id", "ts", "team_id", "display_name", "real_name", "type", "elements", "text")
READERS: list[Callable[[Any], object]] = [
    lambda payload: workspace_of(payload, "T1"),
    is_typed,
    lambda payload: message_from("T1", "C1", payload, private=False),
    lambda payload: person_from("T1", payload),
    lambda payload: channel_from("T1", payload),
    lambda payload: told(payload, "item", "ts"),
]
anything = payloads(
    "id",
    "ts",
    "user",
    "text",
    "team",
    "team_id",
    "authorizations",
    "subtype",
    "bot_id",
    "edited",
    "thread_ts",
    "blocks",
    "profile",
    "name",
    "tz",
    "locale",
    "item",
)
anything_nested = st.builds(
    lambda payload, key, inside, listed: {**payload, key: [inside] if listed else inside},
    anything,
    st.sampled_from(["team", "authorizations", "edited", "blocks", "profile", "item"]),
    nested,
    st.booleans(),
)


@settings(deadline=None)
@given(st.sampled_from(READERS), anything | anything_nested)
def test_whatever_slack_sends_is_read_or_said_to_be_malformed(
    read: Callable[[Any], object], payload: dict[str, Any]
) -> None:
    with suppress(PayloadError):
        read(payload)
