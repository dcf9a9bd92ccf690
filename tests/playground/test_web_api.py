"""The Web API: answers, errors, scopes, pages, limits, and failures on demand."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler

from bot.playground.server import PretendSlack
from tests.playground.bolt import a_manifest


def error_of(call: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(*args, **kwargs)
    return str(caught.value.response["error"])


def test_the_token_says_who_one_is(slack: PretendSlack, client: WebClient) -> None:
    answer = client.auth_test()

    assert (answer["user_id"], answer["bot_id"]) == ("U0GROUND01", "B0GROUND01")
    assert error_of(WebClient(base_url=slack.api_url).auth_test) == "not_authed"
    assert error_of(WebClient("xoxb-no", base_url=slack.api_url).auth_test) == "invalid_auth"
    assert error_of(client.apps_connections_open, app_token=slack.bot_token) == (
        "not_allowed_token_type"
    )


def test_an_uninstalled_app_has_no_token(slack: PretendSlack, client: WebClient) -> None:
    slack.workspace.uninstall()

    assert error_of(client.auth_test) == "account_inactive"


def test_unknown_methods_are_refused(client: WebClient) -> None:
    assert error_of(client.api_call, "chat.shout") == "unknown_method"


def test_a_missing_scope_is_named(slack: PretendSlack, client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.team_info()

    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "team:read"
    assert "chat:write" in caught.value.response["provided"]


def test_posting_knows_every_kind_of_place(slack: PretendSlack, client: WebClient) -> None:
    slack.workspace.archive("design")
    post = client.chat_postMessage

    direct = post(channel="U0ANA00001", text="Hello")

    assert direct["channel"].startswith("D")
    assert slack.person("ana").direct_messages()[0].text == "Hello"
    assert [each.reason for each in slack.person("ana").notifications] == ["direct"]
    assert error_of(post, channel="C0RANDOM01", text="x") == "not_in_channel"
    assert error_of(post, channel="C0DESIGN01", text="x") == "is_archived"
    assert error_of(post, channel="C404", text="x") == "channel_not_found"
    assert error_of(post, channel="U0DEPLOY01", text="x") == "cannot_dm_bot"
    assert error_of(post, channel="U0IVAN0001", text="x") == "user_disabled"
    empty = {"channel": "C0PRODUCT1", "text": ""}
    assert error_of(client.api_call, "chat.postMessage", json=empty) == "no_text"
    assert error_of(post, channel="C0PRODUCT1", text="x", thread_ts="1.0") == "thread_not_found"


def test_blocks_are_judged_as_slack_judges_them(client: WebClient) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}

    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0PRODUCT1", text="x", blocks=[section])

    assert caught.value.response["error"] == "invalid_blocks"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_own_messages_can_be_changed_and_taken_back(slack: PretendSlack, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="C0PRODUCT1", text="One")
    other = client.chat_postMessage(channel="C0PRODUCT1", text="Stays")
    mine: Any = {"channel": "C0PRODUCT1", "ts": other["ts"]}
    anas = slack.person("ana").say("product", "Mine")
    here: Any = {"channel": "C0PRODUCT1", "ts": posted["ts"]}

    client.chat_update(**here, text="Two")
    changed = slack.person("ana").sees("product")[0]
    client.chat_delete(**here)

    assert changed.text == "Two"
    assert error_of(client.chat_update, **here, text="x") == "message_not_found"
    anothers: Any = {"channel": "C0PRODUCT1", "ts": anas.ts}
    assert error_of(client.chat_update, **anothers, text="x") == "cant_update_message"
    assert error_of(client.chat_delete, **anothers) == "cant_delete_message"
    assert error_of(client.chat_update, **mine, text="x" * 4001) == "msg_too_long"


def test_an_ephemeral_message_is_for_one(slack: PretendSlack, client: WebClient) -> None:
    ephemeral = client.chat_postEphemeral

    answer = ephemeral(channel="C0PRODUCT1", user="U0ANA00001", text="Psst")

    assert answer["message_ts"]
    assert [each.text for each in slack.person("ana").sees("product")] == ["Psst"]
    assert slack.person("ben").sees("product") == []
    assert client.conversations_history(channel="C0PRODUCT1")["messages"] == []
    stranger = error_of(ephemeral, channel="C0DESIGN01", user="U0HUGO0001", text="Psst")
    assert stranger == "user_not_in_channel"


def test_reactions_are_counted_once(slack: PretendSlack, client: WebClient) -> None:
    said = slack.person("ana").say("product", "Nice")
    here: Any = {"channel": "C0PRODUCT1", "timestamp": said.ts}

    client.reactions_add(**here, name="taco")

    assert error_of(client.reactions_add, **here, name="taco") == "already_reacted"
    assert error_of(client.reactions_add, **here, name="No Such") == "invalid_name"
    assert client.reactions_get(**here)["message"]["reactions"][0]["users"] == ["U0GROUND01"]
    client.reactions_remove(**here, name="taco")
    assert error_of(client.reactions_remove, **here, name="taco") == "no_reaction"
    gone = {"channel": "C0PRODUCT1", "timestamp": "1.0"}
    assert error_of(client.reactions_add, **gone, name="taco") == "message_not_found"


def test_lists_come_in_pages(slack: PretendSlack, client: WebClient) -> None:
    names: list[str] = []
    for page in client.users_list(limit=4):
        names.extend(each["name"] for each in page["members"])
    channels = client.conversations_list(types="public_channel,private_channel", limit=2)
    members = client.conversations_members(channel="C0LEADS001")["members"]

    assert len(names) == len(set(names)) == len(slack.workspace.users)
    assert channels["response_metadata"]["next_cursor"]
    assert "U0GRACE001" in members
    assert error_of(client.users_list, cursor="nonsense") == "invalid_cursor"


def test_history_has_threads_metadata_and_bounds(slack: PretendSlack, client: WebClient) -> None:
    metadata = {"event_type": "kudos", "event_payload": {"id": 1}}
    first = client.chat_postMessage(channel="C0PRODUCT1", text="One", metadata=metadata)
    slack.person("ana").say("product", "Reply", thread_ts=first["ts"])
    slack.person("ana").say("product", "Two")

    history = client.conversations_history(channel="C0PRODUCT1", include_all_metadata=True)
    bare = client.conversations_history(channel="C0PRODUCT1", oldest=first["ts"])
    thread = client.conversations_replies(channel="C0PRODUCT1", ts=first["ts"])

    assert [each["text"] for each in history["messages"]] == ["Two", "One"]
    assert history["messages"][1]["metadata"] == metadata
    assert history["messages"][1]["reply_count"] == 1
    assert [each["text"] for each in bare["messages"]] == ["Two"]
    assert [each["text"] for each in thread["messages"]] == ["One", "Reply"]
    assert "metadata" not in thread["messages"][0]
    assert error_of(client.conversations_replies, channel="C0PRODUCT1", ts="1.0") == (
        "thread_not_found"
    )
    unread = error_of(client.conversations_history, channel="C0RANDOM01")
    assert unread == "not_in_channel"


def test_people_have_time_zones_and_locales(slack: PretendSlack, client: WebClient) -> None:
    emi = client.users_info(user="W0EMI00001", include_locale=True)["user"]
    ivan = client.users_info(user="U0IVAN0001")["user"]

    assert (emi["tz"], emi["tz_offset"], emi["locale"]) == ("Asia/Tokyo", 32400, "ja-JP")
    assert ivan["deleted"]
    assert "tz" not in ivan
    assert "email" not in emi["profile"]
    assert error_of(client.users_info, user="U404") == "user_not_found"


def test_groups_tell_their_members(client: WebClient) -> None:
    group = client.usergroups_list()["usergroups"][0]

    members = client.usergroups_users_list(usergroup=group["id"])["users"]

    assert members == ["U0CHLOE001", "U0DANIEL01", "W0EMI00001"]
    assert error_of(client.usergroups_users_list, usergroup="S404") == "no_such_subteam"


def test_opening_a_conversation_minds_who_it_is(client: WebClient) -> None:
    opened = client.conversations_open(users="U0ANA00001")

    assert opened["channel"]["id"].startswith("D")
    assert error_of(client.conversations_open, users="U0IVAN0001") == "user_disabled"
    assert error_of(client.conversations_open, users="U0DEPLOY01") == "cannot_dm_bot"
    assert error_of(client.conversations_open, users="U404") == "user_not_found"


def test_a_workspace_may_refuse_charts(slack: PretendSlack, client: WebClient) -> None:
    chart = {
        "type": "data_visualization",
        "title": "Ideas",
        "chart": {
            "type": "line",
            "series": [{"name": "Ideas", "data": [{"label": "Mon", "value": 3}]}],
            "axis_config": {"categories": ["Mon"]},
        },
    }
    post = client.chat_postMessage

    post(channel="C0PRODUCT1", text="3 ideas", blocks=[chart])
    slack.charts = False

    assert error_of(post, channel="C0PRODUCT1", text="3", blocks=[chart]) == "invalid_blocks"


def test_failures_come_when_asked_for(slack: PretendSlack, client: WebClient) -> None:
    post = client.chat_postMessage
    here: Any = {"channel": "C0PRODUCT1", "text": "Hello"}

    slack.fail_next("chat.postMessage", error="fatal_error")
    slack.fail_next("chat.postMessage", retry_after=7)

    assert error_of(post, **here) == "fatal_error"
    with pytest.raises(SlackApiError) as caught:
        post(**here)
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    assert post(**here)["ok"]
    assert [each.status for each in slack.calls_of("chat.postMessage")] == [200, 429, 200]


def test_an_answer_can_be_lost_after_the_work(slack: PretendSlack) -> None:
    """Slack's own client sends again by default, and the message is there twice."""
    client = WebClient(
        slack.bot_token, slack.api_url, retry_handlers=[ConnectionErrorRetryHandler()]
    )
    slack.fail_next("chat.postMessage", after_effect=True, drop_connection=True)

    answer = client.chat_postMessage(channel="C0PRODUCT1", text="Hello")

    assert answer["ok"]
    assert len(slack.person("ana").sees("product")) == 2


def test_limits_hold_when_switched_on(slack: PretendSlack, client: WebClient) -> None:
    slack.rate_limits = True
    for number in range(5):
        client.chat_postMessage(channel="C0PRODUCT1", text=str(number))

    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0PRODUCT1", text="6")

    assert caught.value.response["error"] == "ratelimited"
    assert int(caught.value.response.headers["Retry-After"]) >= 1
    assert client.chat_postMessage(channel="C0GENERAL1", text="elsewhere")["ok"]


def test_limits_can_run_faster_for_tests(slack: PretendSlack, client: WebClient) -> None:
    slack.rate_limits, slack.rate_scale = True, 1_000_000.0

    for number in range(25):
        client.chat_postMessage(channel="C0PRODUCT1", text=str(number))

    assert all(each.status == 200 for each in slack.calls)


def test_pings_are_noticed(slack: PretendSlack, client: WebClient) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "Hi <@U0BEN00001>"}}
    quiet = {"type": "section", "text": {"type": "plain_text", "text": "<!channel> <@U0ANA00001>"}}

    client.chat_postMessage(channel="C0PRODUCT1", text="&lt;!channel&gt;", blocks=[block, quiet])
    client.chat_postMessage(channel="C0PRODUCT1", text="@chloe", link_names=True)
    slack.person("ben").say("product", "@here <!channel>")

    assert [each.reason for each in slack.person("ben").notifications] == ["mention"]
    assert [each.reason for each in slack.person("chloe").notifications] == ["mention", "here"]
    assert [each.reason for each in slack.person("ana").notifications] == ["here"]


def test_a_form_encoded_call_reads_json_inside(slack: PretendSlack, client: WebClient) -> None:
    data = {"channel": "C0PRODUCT1", "blocks": '[{"type": "divider"}]', "text": "x"}

    answer = client.api_call("chat.postMessage", data=data)

    assert answer["message"]["blocks"][0]["type"] == "divider"


def test_socket_mode_must_be_on_to_connect(slack: PretendSlack, client: WebClient) -> None:
    slack.workspace.install_app(a_manifest(socket_mode=False))

    assert error_of(client.apps_connections_open, app_token=slack.app_token) == "forbidden_team"
