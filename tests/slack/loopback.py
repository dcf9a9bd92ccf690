"""A tiny server on this machine that answers as it is told, or hangs up."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

JSON = {"content-type": "application/json; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes = b'{"ok": true}'
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)


Told = Callable[[str, Mapping[str, str]], Answer | None]  # None: hang up without an answer


def always(answer: Answer | None) -> Told:
    def told(method: str, form: Mapping[str, str]) -> Answer | None:
        return answer

    return told


class _Handler(BaseHTTPRequestHandler):
    told: Told

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["content-length"] or 0)).decode()
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        answer = type(self).told(self.path.removeprefix("/api/"), form)
        if answer is None:
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is inherited
        """Tests are quiet."""


@contextmanager
def answering(told: Told) -> Iterator[str]:
    """Answers the address of its Web API."""
    handler = type("Handler", (_Handler,), {"told": staticmethod(told)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
