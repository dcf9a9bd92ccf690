"""What Slack would send, signed and ready to be written to a socket."""

import itertools
import json
from collections.abc import Sequence

from bot.playground.model import Json
from bot.playground.server import PretendSlack
from bot.playground.transport import signed

KUDOS = "kudos to @Ben for the rollout plan, it saved us a day"
CHATTER = (
    "the build is green again, I am off for lunch, see you at two",
    "has anybody seen the agenda for tomorrow?",
    "yes",
    (
        "I moved the meeting with the auditors to Thursday, because half of us are at the fair "
        "until Wednesday and the other half is on the train. The room stays the same."
    ),
    "the customer in Porto writes that the export takes nine minutes now, it was four in June",
    ":eyes:",
    "same here, since this morning",
    "@Ben the numbers are in the sheet, second tab",
)
CHANNEL = "C0PRODUCT1"
AUTHORS = ("U0ANA00001", "U0CHLOE001", "U0DANIEL01", "W0EMI00001", "U0FARID001", "U0GRACE001")
PATH = "/slack/events"


def messages(slack: PretendSlack, text: str, count: int) -> Sequence[bytes]:
    """Have people say it, and take what Slack would bring of it: nobody else brings it."""
    slack.hold_events()
    before = len(slack.courier.held)
    for author in itertools.islice(itertools.cycle(AUTHORS), count):
        slack.person(author).say(CHANNEL, text)
    events = slack.courier.held[before:]
    return [_request(slack, each) for each in events if each.get("user") in AUTHORS]


def _request(slack: PretendSlack, event: Json) -> bytes:
    app, team = slack.workspace.app, slack.workspace.id
    installed = {"enterprise_id": None, "team_id": team, "user_id": app.user}
    envelope = {
        "token": app.verification_token,
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{event['ts'].replace('.', '')}",
        "event_time": int(float(event["ts"])),
        "authorizations": [{**installed, "is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": "4-bench",
    }
    body = json.dumps(envelope).encode()
    headers = {
        **signed(slack.signing_secret, body),
        "Host": "127.0.0.1",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {PATH} HTTP/1.1\r\n{head}\r\n".encode() + body
