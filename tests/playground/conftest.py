"""A pretend Slack for each test, and a Bolt app that speaks to it over either transport."""

from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground.server import PretendSlack
from tests.endings import Ending
from tests.playground.bolt import a_manifest, an_app, over_http, over_socket


@pytest.fixture
def slack(end: Ending) -> Iterator[PretendSlack]:
    """Without a bot: enough for the Web API."""
    pretend = PretendSlack().start()
    pretend.retry_delays = ()
    pretend.workspace.install_app(a_manifest())
    yield pretend
    end(pretend)


@pytest.fixture
def client(slack: PretendSlack) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture(params=["http", "socket"])
def app(slack: PretendSlack, request: pytest.FixtureRequest) -> Iterator[App]:
    """Connected: listeners added by the test work at once."""
    bolt = an_app(slack)
    socket_mode = request.param == "socket"
    slack.workspace.install_app(a_manifest(socket_mode=socket_mode))
    with over_socket(slack, bolt) if socket_mode else over_http(slack, bolt):
        yield bolt
