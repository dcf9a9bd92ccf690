"""The pretend Slack: one object that serves a workspace to an unchanged bot."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any

from fastapi import FastAPI

from bot.playground.model import ApiCall, Delivery
from bot.playground.person import Person
from bot.playground.workspace import Workspace


class PretendSlack:
    workspace: Workspace
    asgi: FastAPI  # a page can be mounted on it before start(): same port
    url: str  # http://127.0.0.1:PORT/
    api_url: str  # …/api/
    request_url: str | None  # …/slack/events of the bot; None: Socket Mode
    bot_token: str
    app_token: str
    signing_secret: str
    calls: list[ApiCall]
    deliveries: list[Delivery]
    rate_limits: bool
    rate_scale: float
    retry_delays: tuple[float, ...]
    charts: bool  # False: data_visualization is refused with invalid_blocks

    def __init__(self, workspace: Workspace | None = None, *, port: int = 0) -> None: ...

    def start(self) -> "PretendSlack": ...

    def stop(self) -> None: ...

    def __enter__(self) -> "PretendSlack": ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    @property
    def bot_is_connected(self) -> bool:
        """Socket Mode: at least one connection is open. HTTP: request_url is set."""

    def wait_for_bot(self, timeout: float = 10) -> None: ...

    def person(self, name_or_id: str) -> Person: ...

    def fail_next(
        self,
        method: str,
        *,
        error: str | None = None,
        status: int | None = None,
        retry_after: int | None = None,
        times: int = 1,
        after_effect: bool = False,
        drop_connection: bool = False,
    ) -> None: ...

    def deliver_again(self, which: Delivery | str, retry_num: int = 1) -> Delivery: ...

    def send_raw_event(
        self, event: Mapping[str, Any], event_id: str | None = None, event_time: int | None = None
    ) -> str: ...

    def hold_events(self) -> None: ...

    def release_events(self, order: list[int] | None = None) -> None: ...

    def settle(self, timeout: float = 10) -> None: ...

    def cut_sockets(self) -> None: ...

    def refresh_sockets(self) -> None: ...
