"""A pretend Slack for each test, and a Bolt app that speaks to it over either transport."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground.server import PretendSlack
from tests.playground.bolt import a_manifest, an_app, over_http, over_socket


@pytest.fixture(scope="session")
def closing() -> Iterator[Callable[[PretendSlack], object]]:
    """Ends each pretend Slack beside the next test, and waits for all at the end."""
    with ThreadPoolExecutor(4) as pool:
        ended: list[Future[None]] = []
        yield lambda pretend: ended.append(pool.submit(pretend.stop))
    for each in ended:
        each.result()


@pytest.fixture
def slack(closing: Callable[[PretendSlack], object]) -> Iterator[PretendSlack]:
    """Without a bot: enough for the Web API."""
    pretend = PretendSlack().start()
    pretend.retry_delays = ()
    pretend.workspace.install_app(a_manifest())
    yield pretend
    closing(pretend)


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
