"""Commands, buttons, forms and shortcuts, as Slack's own client sees them."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.model import Json
from bot.playground.server import PretendSlack

INPUT: Json = {
    "type": "input",
    "block_id": "what",
    "label": {"type": "plain_text", "text": "What"},
    "element": {"type": "plain_text_input", "action_id": "text", "max_length": 20},
}
PEOPLE: Json = {
    "type": "input",
    "block_id": "who",
    "label": {"type": "plain_text", "text": "Who"},
    "element": {"type": "multi_users_select", "action_id": "people"},
}


def a_form(**more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": "A form"},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [PEOPLE, INPUT],
        **more,
    }


def a_button(action_id: str = "press", value: str = "1") -> Json:
    return {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": action_id,
                "value": value,
                "text": {"type": "plain_text", "text": "Press"},
            }
        ],
    }


def test_a_command_is_answered_in_its_acknowledgement(slack: PretendSlack, app: App) -> None:
    seen: list[Json] = []

    @app.command("/try")
    def command(ack: Ack, command: Json) -> None:
        seen.append(command)
        ack(text="Heard.")

    reply = slack.person("ana").command("product", "/try @ben and @designers in #leads & more")

    assert reply.ok
    assert reply.text == "Heard."
    assert seen[0]["text"] == (
        "<@U0BEN00001> and <!subteam^S0DESIGN01|@designers> in <#C0LEADS001|> &amp; more"
    )
    assert slack.person("ana").sees("product")[-1].text == "Heard."
    assert slack.person("ben").sees("product") == []


def test_a_command_of_nobody_is_refused(slack: PretendSlack) -> None:
    reply = slack.person("ana").command("product", "/unknown")

    assert reply.error == "no_command"


def test_a_command_that_fails_shows_slacks_words(slack: PretendSlack, app: App) -> None:
    slack.ack_timeout = 0.2

    @app.command("/try")
    def command(ack: Ack) -> None:
        time.sleep(0.4)
        ack()

    reply = slack.person("ana").command("product", "/try")

    assert reply.explanation == '/try failed with the error "operation_timeout"'


def test_a_form_opens_complains_and_closes(slack: PretendSlack, app: App) -> None:
    sent: list[Json] = []

    @app.command("/try")
    def command(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=a_form())
        ack()

    @app.view("form")
    def form(ack: Ack, view: Json) -> None:
        sent.append(view["state"]["values"])
        if view["state"]["values"]["what"]["text"]["value"] == "nothing":
            ack(response_action="errors", errors={"what": "Say something."})
        else:
            ack()

    ana = slack.person("ana")
    ana.command("product", "/try")
    empty = ana.submit({"people": ["ben"]})
    long = ana.submit({"text": "x" * 21})
    wrong = ana.submit({"text": "nothing"})
    right = ana.submit({"text": "the plan"})

    assert empty.errors == {"what": "Please complete this required field."}
    assert "at most 20" in long.errors["what"]
    assert wrong.errors == {"what": "Say something."}
    assert right.closed
    assert ana.views() == []
    assert sent[-1]["who"]["people"]["selected_users"] == ["U0BEN00001"]
    assert len(sent) == 2


def test_a_form_can_be_replaced_and_stacked(slack: PretendSlack, app: App) -> None:
    @app.shortcut("begin")
    def begin(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=a_form())
        ack()

    @app.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="push", view=a_form(callback_id="second"))

    @app.view("second")
    def second(ack: Ack) -> None:
        ack(response_action="update", view=a_form(callback_id="third"))

    @app.view("third")
    def third(ack: Ack) -> None:
        ack(response_action="clear")

    ana = slack.person("ana")
    filled = {"text": "yes", "people": ["ben"]}
    ana.shortcut("begin")
    pushed = ana.submit(filled)
    updated = ana.submit(filled)
    depth = len(ana.views())
    cleared = ana.submit()

    assert pushed.pushed is not None
    assert updated.updated is not None
    assert updated.updated.callback_id == "third"
    assert depth == 2
    assert cleared.closed
    assert ana.views() == []


def test_a_button_answers_through_its_response_url(slack: PretendSlack, app: App) -> None:
    bodies: list[Json] = []

    @app.action("press")
    def press(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        bodies.append(body)
        respond(text="Only for you.")
        respond(text="Pressed.", replace_original=True)

    posted = app.client.chat_postMessage(channel="C0PRODUCT1", text="Press", blocks=[a_button()])
    ana = slack.person("ana")
    message = ana.sees("product")[0]
    reply = ana.press(message, "press")
    slack.settle()

    assert reply.ok
    assert bodies[0]["message"]["ts"] == posted["ts"]
    assert bodies[0]["container"]["channel_id"] == "C0PRODUCT1"
    assert [each.text for each in ana.sees("product")] == ["Pressed.", "Only for you."]
    assert [each.text for each in slack.person("ben").sees("product")] == ["Pressed."]


def test_a_response_url_serves_five_times(slack: PretendSlack, app: App) -> None:
    statuses: list[int] = []

    @app.command("/try")
    def command(ack: Ack, respond: Respond) -> None:
        ack()
        statuses.extend(respond(text=str(number)).status_code for number in range(6))

    slack.person("ana").command("product", "/try")
    slack.settle()

    assert statuses == [200, 200, 200, 200, 200, 404]


def test_a_trigger_works_once_and_not_late(slack: PretendSlack, app: App) -> None:
    errors: list[str] = []

    def open_late(client: WebClient, trigger_id: str) -> None:
        try:
            client.views_open(trigger_id=trigger_id, view=a_form())
        except SlackApiError as error:
            errors.append(error.response["error"])

    @app.shortcut("begin")
    def begin(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        open_late(client, body["trigger_id"])
        open_late(client, body["trigger_id"])

    app.event("message")(lambda: None)

    @app.shortcut("look")
    def look(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        slack.expire_triggers()
        open_late(client, body["trigger_id"])

    ana = slack.person("ana")
    ana.shortcut("begin")
    ana.shortcut("look", ana.say("product", "Look at this"))
    slack.settle()

    assert errors == ["exchanged_trigger_id", "expired_trigger_id"]


def test_a_message_shortcut_brings_the_message(slack: PretendSlack, app: App) -> None:
    seen: list[Json] = []

    app.event("message")(lambda: None)

    @app.shortcut("look")
    def look(ack: Ack, shortcut: Json) -> None:
        ack()
        seen.append(shortcut)

    ana = slack.person("ana")
    message = ana.say("product", "Look at this")
    ana.shortcut("look", message)

    assert seen[0]["message"]["text"] == "Look at this"
    assert seen[0]["channel"] == {"id": "C0PRODUCT1", "name": "product"}
    assert seen[0]["message_ts"] == message.ts


def test_a_choice_in_a_form_reaches_the_app_with_its_view(slack: PretendSlack, app: App) -> None:
    pick = {
        "type": "section",
        "block_id": "pick",
        "text": {"type": "mrkdwn", "text": "Pick"},
        "accessory": {
            "type": "static_select",
            "action_id": "pick",
            "options": [
                {"text": {"type": "plain_text", "text": "One"}, "value": "1"},
                {"text": {"type": "plain_text", "text": "Two"}, "value": "2"},
            ],
        },
    }

    @app.shortcut("begin")
    def begin(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=a_form(blocks=[pick, INPUT]))
        ack()

    @app.action("pick")
    def picked(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        title = {"type": "plain_text", "text": body["actions"][0]["selected_option"]["value"]}
        client.views_update(
            view_id=body["view"]["id"],
            hash=body["view"]["hash"],
            view=a_form(title=title, blocks=[pick, INPUT]),
        )

    ana = slack.person("ana")
    ana.shortcut("begin")
    ana.fill({"text": "kept"})
    ana.press(ana.views()[-1], "pick", value="Two")
    slack.settle()
    view = ana.views()[-1]

    assert view.title == "2"
    assert view.values["what"]["text"]["value"] == "kept"
    assert view.values["pick"]["pick"]["selected_option"]["value"] == "2"


def test_closing_a_form_is_told_when_asked_for(slack: PretendSlack, app: App) -> None:
    closed: list[bool] = []

    @app.shortcut("begin")
    def begin(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=a_form(notify_on_close=True))
        ack()

    @app.view_closed("form")
    def form_closed(ack: Ack, body: Json) -> None:
        ack()
        closed.append(body["is_cleared"])

    ana = slack.person("ana")
    ana.shortcut("begin")
    ana.close()

    assert closed == [False]
    assert ana.views() == []


def test_the_home_is_published_when_it_opens(slack: PretendSlack, app: App) -> None:
    @app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        home = {"type": "home", "blocks": [{"type": "divider"}, a_button("home")]}
        client.views_publish(user_id=event["user"], view=home)

    pressed: list[str] = []

    @app.action("home")
    def press(ack: Ack, body: Json) -> None:
        ack()
        pressed.append(body["view"]["type"])

    emi = slack.person("emi")
    home = emi.open_home()
    assert home is not None
    emi.press(home, "home")

    assert [each["type"] for each in home.blocks] == ["divider", "actions"]
    assert pressed == ["home"]


def test_an_external_select_asks_the_app_for_options(slack: PretendSlack, app: App) -> None:
    found = [{"text": {"type": "plain_text", "text": "Pair on it"}, "value": "7"}]
    field: Json = {
        "type": "input",
        "block_id": "idea",
        "label": {"type": "plain_text", "text": "Idea"},
        "element": {"type": "external_select", "action_id": "idea", "min_query_length": 1},
    }
    chosen: list[Json] = []

    @app.shortcut("begin")
    def begin(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=a_form(blocks=[field]))
        ack()

    @app.options("idea")
    def options(ack: Ack, payload: Json) -> None:
        ack(options=found if payload["value"] == "pair" else [])

    @app.view("form")
    def form(ack: Ack, view: Json) -> None:
        chosen.append(view["state"]["values"]["idea"]["idea"]["selected_option"])
        ack()

    ana = slack.person("ana")
    ana.shortcut("begin")
    offered = ana.suggestions(ana.views()[-1], "idea", "pair")
    ana.submit({"idea": offered[0]})

    assert offered == found
    assert chosen == found


def test_fifty_commands_at_once_all_arrive(slack: PretendSlack, app: App) -> None:
    @app.command("/try")
    def command(ack: Ack) -> None:
        ack(text="Heard.")

    ana = slack.person("ana")
    with ThreadPoolExecutor(50) as pool:
        replies = list(pool.map(lambda _: ana.command("product", "/try"), range(50)))

    assert all(each.ok for each in replies)
    assert len(ana.sees("product")) == 50
