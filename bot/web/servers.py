"""The two servers: granian for Slack's requests, a small one beside Socket Mode for the rest."""

import multiprocessing
import os
import socket
import sys
import time
from collections.abc import Callable
from multiprocessing.util import Finalize
from socketserver import ThreadingMixIn
from threading import Thread
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from bot.config import StartError

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

THREADS = 16  # requests at once; each mostly waits for the database
BACKLOG = 1024
PATIENCE = 10  # seconds for a request to come in
ORPHANED_FOR = 0.5  # seconds


def check_port(host: str, port: int) -> None:
    """Raises `StartError` when somebody else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StartError(
                f"Port {port} cannot be used ({error.strerror}): stop what listens there, or set"
                " PORT to another one."
            ) from None


def serve(host: str, port: int, load: "Callable[[], WSGIApplication]") -> None:
    """Serve with granian until a signal ends it. `load` makes the application in the worker.

    The worker is a fork, so that what is imported is imported once and shared.
    """
    from granian.constants import Interfaces
    from granian.server import Server

    if sys.platform != "win32":
        multiprocessing.set_start_method("fork", force=True)
    server = Server(
        "bot",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        log_enabled=False,
    )

    parent = os.getpid()

    def loader(_target: str) -> Any:
        Thread(target=_end_with, args=(parent,), name="end-with-parent", daemon=True).start()
        return load()

    server.serve(target_loader=loader)


def at_end(close: Callable[[], object]) -> None:
    """Do this when the worker was told to stop and has answered what it was asked.

    The end of a forked worker runs no `atexit`, but what `multiprocessing` has to finalize.
    """
    Finalize(None, close, exitpriority=1)


def _end_with(parent: int) -> None:
    """A killed parent cannot end its worker, which would keep the port from the next start."""
    while os.getppid() == parent:
        time.sleep(ORPHANED_FOR)
    os._exit(1)


class _Server(ThreadingMixIn, WSGIServer):
    """A page that somebody reads slowly keeps no health check waiting."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Who asked went away, or never asked; what the pages stumble over is told elsewhere."""


class _Quiet(WSGIRequestHandler):
    timeout = PATIENCE

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is inherited
        """A health check every few seconds is no news."""


def serve_beside(host: str, port: int, application: "WSGIApplication") -> WSGIServer:
    """Answer health checks and show pages, on threads. Shut it down to end."""
    server = make_server(host, port, application, _Server, _Quiet)
    Thread(target=server.serve_forever, name="pages", daemon=True).start()
    return server
