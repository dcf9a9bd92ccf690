"""Events: what the bot hears, how often, and in which order."""

import json
from contextlib import ExitStack
from typing import Any

import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from bot.playground.model import Json
from bot.playground.server import PretendSlack
from bot.playground.transport import signed
from tests.playground.bolt import a_manifest, an_app, over_http, over_socket


class Ears:
    """Keeps every event that arrives, and the retry headers with it."""

    def __init__(self, app: App) -> None:
        self.heard: list[Json] = []
        self.bodies: list[Json] = []
        self.retries: list[tuple[Any, Any]] = []
        self.failures = 0
        app.use(self._note)
        for kind in ("message", "reaction_added", "channel_rename", "user_change", "team_join",
                     "member_joined_channel", "subteam_members_changed", "app_uninstalled",
                     "tokens_revoked", "app_home_opened"):  # fmt: skip
            app.event(kind)(lambda: None)

    def _note(self, req: BoltRequest, body: Json, next: Any) -> None:  # noqa: A002 - Bolt's name
        if self.failures:
            self.failures -= 1
            raise RuntimeError("not now")
        self.bodies.append(body)
        self.heard.append(body["event"])
        headers = req.headers
        number, reason = headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason")
        self.retries.append((number and number[0], reason and reason[0]))
        next()

    @property
    def kinds(self) -> list[str]:
        return [each.get("subtype") or each["type"] for each in self.heard]


@pytest.fixture
def ears(app: App) -> Ears:
    return Ears(app)


def test_a_typed_message_arrives_twice_over(slack: PretendSlack, ears: Ears) -> None:
    ana = slack.person("ana")

    said = ana.say("product", "Thanks @ben & `@emi`, see #general :taco:")
    slack.settle()

    event = ears.heard[0]
    assert event["text"] == "Thanks <@U0BEN00001> &amp; `@emi`, see <#C0GENERAL1|general> :taco:"
    kinds = [each["type"] for each in event["blocks"][0]["elements"][0]["elements"]]
    assert kinds == ["text", "user", "text", "text", "text", "channel", "text", "emoji"]
    assert (event["ts"], event["channel_type"]) == (said.ts, "channel")
    assert ears.bodies[0]["authorizations"][0]["user_id"] == "U0GROUND01"


def test_messages_come_only_from_where_the_bot_is(slack: PretendSlack, ears: Ears) -> None:
    ana = slack.person("ana")

    ana.say("random", "Nobody listens")
    ana.say("leads", "Somebody does")
    ana.say("@Groundswell", "Hello you")
    slack.settle()

    assert sorted(each["channel_type"] for each in ears.heard) == ["group", "im"]


def test_every_change_of_a_message_is_told(slack: PretendSlack, ears: Ears) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")

    first = ana.say("product", "One")
    ana.edit(first, "One, better")
    reply = ben.say("product", "Two", thread_ts=first.ts)
    ben.react(first, ":taco:")
    ben.unreact(first, "taco")
    ana.delete(first)
    ben.delete(reply)
    ana.say_me("product", "thinks")
    ana.share_file("product", "plan.png", "The plan")
    ben.say("product", "Three", thread_ts=ana.say("product", "Four").ts, broadcast=True)
    slack.workspace.say_as_app("deploy_bot", "product", "Deployed")
    slack.settle()

    assert ears.kinds == [
        "message",
        "message_changed",
        "message",
        "message_changed",
        "reaction_added",
        "message_changed",
        "message_deleted",
        "me_message",
        "file_share",
        "message",
        "thread_broadcast",
        "message_changed",
        "message",
    ]
    assert ears.heard[5]["message"]["subtype"] == "tombstone"
    assert ears.heard[4]["item_user"] == "U0ANA00001"
    assert ears.heard[-1]["bot_id"] == "B0DEPLOY01"


def test_what_an_administrator_does_is_told(slack: PretendSlack, ears: Ears) -> None:
    workspace = slack.workspace

    workspace.rename_channel("random", "fun")
    workspace.set_timezone("ana", "Asia/Tokyo")
    workspace.add_user("jo", "Jo New")
    workspace.set_usergroup_members("designers", ("chloe", "ben"))
    workspace.deactivate("farid")
    slack.person("hugo").say("product", "Hello")
    slack.person("ben").invite("leads", "chloe")
    slack.settle()

    heard = {each["type"]: each for each in ears.heard}
    assert heard["channel_rename"]["channel"]["name"] == "fun"
    assert heard["subteam_members_changed"]["added_users"] == ["U0BEN00001"]
    assert heard["user_change"]["user"]["deleted"]
    assert "tz" not in heard["user_change"]["user"]
    joined = {each["channel"]: each for each in ears.heard if "joined" in each["type"]}
    assert joined["C0LEADS001"]["inviter"] == "U0BEN00001"
    assert heard["team_join"]["user"]["name"] == "jo"


def test_uninstalling_is_told_last(slack: PretendSlack) -> None:
    slack.workspace.uninstall()
    slack.person("ana").say("product", "Nobody hears this")
    slack.settle()

    events = [each.event for each in slack.deliveries]
    assert [each["type"] for each in events] == ["app_uninstalled", "tokens_revoked"]
    assert events[1]["tokens"]["bot"] == ["U0GROUND01"]


def test_the_bots_own_words_come_back(slack: PretendSlack, app: App, ears: Ears) -> None:
    posted = app.client.chat_postMessage(channel="C0PRODUCT1", text="I said")
    app.client.reactions_add(channel="C0PRODUCT1", timestamp=posted["ts"], name="taco")
    slack.settle()

    assert ears.heard == []  # Bolt drops them before our middleware
    events = [each.event for each in slack.deliveries]
    assert [each["type"] for each in events] == ["message", "reaction_added"]
    assert events[0]["bot_id"] == "B0GROUND01"
    assert events[1]["user"] == "U0GROUND01"


def test_a_failed_event_is_tried_again(slack: PretendSlack) -> None:
    slack.retry_delays = (0.0, 0.02, 0.04)
    slack.workspace.install_app(a_manifest(socket_mode=False))
    app = an_app(slack)
    ears = Ears(app)
    ears.failures = 2

    with over_http(slack, app):
        slack.person("ana").say("product", "Once more")
        slack.settle()

    assert [each.status for each in slack.deliveries] == [500, 500, 200]
    assert ears.retries == [("2", "http_error")]
    assert len({each.event_id for each in slack.deliveries}) == 1


def test_an_unanswered_envelope_is_tried_again(slack: PretendSlack) -> None:
    slack.retry_delays = (0.0,)
    slack.courier.timeout = 0.3
    app = an_app(slack)
    ears = Ears(app)
    ears.failures = 1

    with over_socket(slack, app):
        slack.person("ana").say("product", "Once more")
        slack.settle()

    assert [each.status for each in slack.deliveries] == [0, 200]
    assert ears.retries == [("1", "timeout")]


def test_events_can_be_held_reordered_lost_and_repeated(slack: PretendSlack, ears: Ears) -> None:
    ana = slack.person("ana")

    slack.hold_events()
    for text in ("one", "two", "three"):
        ana.say("product", text)
    slack.settle()
    before = list(ears.heard)
    slack.release_events(order=[2, 0])
    slack.settle()
    again = slack.deliver_again(slack.deliveries[0], retry_num=2)

    assert before == []
    assert [each["text"] for each in ears.heard] == ["three", "one", "three"]
    assert again.status == 200
    assert ears.bodies[2]["event_id"] == ears.bodies[0]["event_id"]


def test_any_event_can_be_sent(slack: PretendSlack, ears: Ears) -> None:
    event = {"type": "message", "channel": "C0PRODUCT1", "user": "U1", "text": "?", "ts": "1.0"}

    sent = slack.send_raw_event(event, event_id="Ev1", event_time=7)
    slack.settle()

    assert sent == "Ev1"
    assert (ears.bodies[0]["event_id"], ears.bodies[0]["event_time"]) == ("Ev1", 7)


def test_messages_carry_the_time_of_the_box(slack: PretendSlack, ears: Ears) -> None:
    later = slack.workspace.clock.now().replace(year=2031)

    slack.workspace.clock.move_to(later)
    slack.person("ana").say("product", "From the future")
    slack.settle()

    assert float(ears.heard[0]["ts"]) >= later.timestamp()
    assert ears.bodies[0]["event_time"] >= int(later.timestamp())


def test_the_app_comes_back_after_a_refresh_and_a_cut(slack: PretendSlack) -> None:
    slack.retry_delays = (0.0, 0.05)
    app = an_app(slack)
    ears = Ears(app)

    with over_socket(slack, app, ping_interval=0.2):
        slack.refresh_sockets()
        slack.wait_for_bot()
        slack.person("ana").say("product", "After the refresh")
        slack.settle()
        slack.cut_sockets()
        slack.wait_until_gone()
        slack.wait_for_bot()
        slack.person("ana").say("product", "After the cut")
        slack.settle()

    once = dict.fromkeys(each["text"] for each in ears.heard)  # what was lost is sent again
    assert list(once) == ["After the refresh", "After the cut"]


def test_a_wrong_signature_is_refused_by_slacks_own_check(slack: PretendSlack) -> None:
    from slack_sdk.signature import SignatureVerifier

    verifier = SignatureVerifier(slack.signing_secret)

    headers = signed(slack.signing_secret, b"body")

    assert verifier.is_valid_request("body", headers)
    assert not verifier.is_valid_request("other", headers)


def test_an_app_may_say_not_to_try_again(slack: PretendSlack) -> None:
    slack.retry_delays = (0.0, 0.0)
    slack.workspace.install_app(a_manifest(socket_mode=False))
    app = an_app(slack)

    @app.middleware
    def refuse(resp: BoltResponse) -> BoltResponse:
        return BoltResponse(status=500, headers={"x-slack-no-retry": "1"})

    with over_http(slack, app):
        slack.person("ana").say("product", "Once")
        slack.settle()

    assert [(each.status, each.attempt) for each in slack.deliveries] == [(500, 0)]


def test_the_request_url_is_verified_by_a_challenge(slack: PretendSlack) -> None:
    with over_http(slack, an_app(slack)):
        verified = slack.verify_request_url()

    slack.request_url = "http://127.0.0.1:9/nowhere"
    assert verified
    assert not slack.verify_request_url()


def test_ten_connections_are_enough(slack: PretendSlack) -> None:
    with ExitStack() as stack:
        said = []
        for _ in range(11):
            connection = stack.enter_context(connect(slack.sockets.new_url(), proxy=None))
            said.append(json.loads(connection.recv(timeout=2)))

    assert [each["type"] for each in said] == ["hello"] * 10 + ["disconnect"]
    assert said[-1]["reason"] == "too_many_websockets"


def test_a_ticket_opens_one_connection(slack: PretendSlack) -> None:
    url = slack.sockets.new_url()

    with connect(url, proxy=None) as first:
        hello = json.loads(first.recv(timeout=2))
        with connect(url, proxy=None) as second, pytest.raises(ConnectionClosed):
            second.recv(timeout=2)

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
