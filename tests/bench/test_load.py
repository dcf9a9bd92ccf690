import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bench.load import LoadError, send


class Echo(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept

    def do_GET(self) -> None:
        self.send_response(500 if self.path == "/broken" else 200)
        self.send_header("Content-Length", str(len(self.path)))
        self.end_headers()
        self.wfile.write(self.path.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is inherited
        """Nobody reads it."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def test_every_request_is_answered_and_timed(port: int) -> None:
    sent = send(port, [request("/a"), request("/b"), request("/c")], connections=1)

    assert len(sent.latencies) == 3
    assert sent.rate > 0


def test_what_is_due_later_is_sent_over_another_connection(port: int) -> None:
    sent = send(port, [request("/a"), request("/b")], connections=2, every=0.02)

    assert len(sent.latencies) == 2
    assert sent.took > 0.02


def test_an_answer_that_is_no_200_ends_the_run(port: int) -> None:
    with pytest.raises(LoadError, match="500"):
        send(port, [request("/broken")], connections=1)


def test_a_server_that_hangs_up_ends_the_run() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang_up() -> None:
            listening.accept()[0].close()

        thread = Thread(target=hang_up)
        thread.start()

        with pytest.raises((LoadError, ConnectionResetError)):
            send(listening.getsockname()[1], [request("/a")], connections=1)
        thread.join()
