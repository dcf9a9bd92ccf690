"""A box opened as a stranger opens it, and a real browser to look at it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.playground.keep import Keep
from bot.playground.ports import free_port
from tests.browser.chromium import NO_CHROMIUM, chromium, in_ci
from tests.databases import one_at_a_time
from tests.scenarios.box import wait_until

PROJECT = Path(__file__).parents[2]
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OPENS_WITHIN = 120  # seconds, on a slow and busy machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests are left out, and the end of the run says so; CI fails."""
    if chromium() or in_ci():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


class OpenBox:
    """A box in a process of its own."""

    def __init__(self, *command: str) -> None:
        self.said: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, *command],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._is_open = threading.Event()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said.append(line.rstrip())
            if "http://localhost:" in line:
                self._is_open.set()
        self._is_open.set()

    @property
    def url(self) -> str:
        self._is_open.wait(OPENS_WITHIN)
        found = re.search(r"http://localhost:\d+", "\n".join(self.said))
        assert found, "\n".join(self.said)
        return found[0]

    def close(self, number: signal.Signals = signal.SIGINT) -> int:
        """The exit code, after Ctrl-C or another signal."""
        if self._process.poll() is None:
            self._process.send_signal(number)
        return self.exit_code()

    def exit_code(self) -> int:
        try:
            code = self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._reader.join(10)
        if self._process.stdout:
            self._process.stdout.close()
        return code


def played(data: Path, *options: str) -> OpenBox:
    """What `make play` opens, at a port of its own: several may be opened at once."""
    port = str(free_port())
    return OpenBox("app.py", "play", "--no-browser", "--port", port, "--data", str(data), *options)


@pytest.fixture(scope="session")
def played_box(shared_folder: Path) -> Path:
    """The folder of a box that was opened and closed: to tell its story takes ten seconds.

    Whichever worker is the first to need it plays it; tests open copies.
    """
    folder = shared_folder / "box"
    with one_at_a_time(folder):
        if not folder.exists():
            first = shared_folder / "first-box"
            opened = played(first, "--fresh")
            wait_until(Keep(first).workspace.exists, "it was not saved", OPENS_WITHIN)
            assert opened.close() == 0, "\n".join(opened.said)
            first.rename(folder)
    return folder


@pytest.fixture(scope="module")
def data(played_box: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this module's box."""
    folder = tmp_path_factory.mktemp("play")
    shutil.copytree(played_box, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def box(data: Path) -> Iterator[OpenBox]:
    opened = played(data)
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture(scope="module")
def fresh_box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenBox]:
    """A box that nobody has opened before."""
    opened = played(tmp_path_factory.mktemp("fresh"), "--fresh")
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture(scope="module")
def everything() -> Iterator[OpenBox]:
    opened = OpenBox("-m", "tests.browser.everything")
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail("There is no Chromium here, and CI must not go without this test.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots go: to the documentation only when asked for with PICTURES=1."""
    return PROJECT / "docs" / "pictures" if os.environ.get("PICTURES") == "1" else tmp_path
