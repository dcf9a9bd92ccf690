"""What Slack would send, signed and ready to be written to a socket."""

import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bot.playground.model import Json
from bot.playground.server import PretendSlack
from bot.playground.transport import signed
from bot.playground.typed import typed

KUDOS = "kudos to @Ben for the rollout plan, it saved us a day"
IDEA = "idea: a weekly demo of half-done work, ten minutes and no slides"
PLAIN = "the build is green again, I am off for lunch, see you at two"
CHANNEL = "C0PRODUCT1"
AUTHORS = ("U0ANA00001", "U0CHLOE001", "U0DANIEL01", "W0EMI00001", "U0FARID001", "U0GRACE001")
PATH = "/slack/events"


@dataclass
class Slack:
    """Makes requests of a pretend workspace, each another one."""

    box: PretendSlack
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _began: int = field(default_factory=lambda: int(time.time()) - 3600)

    def messages(self, text: str, count: int) -> Sequence[bytes]:
        said, blocks = typed(self.box.workspace, text)
        return [self._event(self._message(said, list(blocks))) for _ in range(count)]

    def commands(self, text: str, count: int) -> Sequence[bytes]:
        said, _ = typed(self.box.workspace, text)
        return [self._command(said) for _ in range(count)]

    def home_openings(self, user: str, count: int) -> Sequence[bytes]:
        return [self._event(self._home_opened(user)) for _ in range(count)]

    def _home_opened(self, user: str) -> Json:
        opened = {"type": "app_home_opened", "user": user, "channel": "D0BENCH001", "tab": "home"}
        return {**opened, "event_ts": f"{self._began + next(self._numbers)}.000000"}

    def _message(self, text: str, blocks: list[Json]) -> Json:
        number = next(self._numbers)
        ts = f"{self._began + number // 1_000_000}.{number % 1_000_000:06d}"
        return {
            "type": "message",
            "user": AUTHORS[number % len(AUTHORS)],
            "ts": ts,
            "client_msg_id": f"00000000-0000-4000-8000-{number:012d}",
            "text": text,
            "team": self.box.workspace.id,
            "blocks": blocks,
            "channel": CHANNEL,
            "event_ts": ts,
            "channel_type": "channel",
        }

    def _event(self, event: Json) -> bytes:
        app, team = self.box.workspace.app, self.box.workspace.id
        installed = {"enterprise_id": None, "team_id": team, "user_id": app.user}
        envelope = {
            "token": app.verification_token,
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": app.id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{next(self._numbers):09d}",
            "event_time": int(float(event["event_ts"])),
            "authorizations": [{**installed, "is_bot": True, "is_enterprise_install": False}],
            "is_ext_shared_channel": False,
            "event_context": "4-bench",
        }
        return self._request(json.dumps(envelope).encode(), "application/json")

    def _command(self, text: str) -> bytes:
        app, user = self.box.workspace.app, AUTHORS[next(self._numbers) % len(AUTHORS)]
        form = {
            "token": app.verification_token,
            "team_id": self.box.workspace.id,
            "team_domain": "harbour",
            "channel_id": CHANNEL,
            "channel_name": "product",
            "user_id": user,
            "user_name": user.lower(),
            "command": "/kudos",
            "text": text,
            "api_app_id": app.id,
            "is_enterprise_install": "false",
            "response_url": f"{self.box.url}hooks/bench",
            "trigger_id": self.box.triggers.new(user),
        }
        return self._request(urlencode(form).encode(), "application/x-www-form-urlencoded")

    def _request(self, body: bytes, content_type: str) -> bytes:
        headers = {
            **signed(self.box.signing_secret, body),
            "Host": "127.0.0.1",
            "Content-Type": content_type,
            "Content-Length": str(len(body)),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"POST {PATH} HTTP/1.1\r\n{head}\r\n".encode() + body
