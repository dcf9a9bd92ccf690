"""The server's worker ends in good order."""

import subprocess
import sys
import urllib.request
from pathlib import Path

from bot.playground.ports import free_port
from tests.scenarios.box import wait_until
from tests.scenarios.process import PROJECT

SERVE = """
import sys
from pathlib import Path
from bot.web import not_found, with_health
from bot.web.servers import at_end, serve

folder = Path(sys.argv[2])

def load():
    at_end((folder / "closed").touch)
    return with_health(not_found, lambda: None)

serve("127.0.0.1", int(sys.argv[1]), load)
"""


def test_what_the_worker_began_is_closed_when_the_server_is_told_to_stop(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", SERVE, str(port), str(tmp_path)]
    with subprocess.Popen(command, cwd=PROJECT) as server:
        wait_until(lambda: _answers(port), "the worker did not start", 30)
        before = (tmp_path / "closed").exists()
        server.terminate()
        code = server.wait(30)

    assert (before, code) == (False, 0)
    assert (tmp_path / "closed").exists()


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
    except OSError:
        return False
    return True
