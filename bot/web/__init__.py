"""What the bot serves over HTTP: Slack's requests, pages of families, and whether it is well."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

Trouble = Callable[[], str | None]  # what keeps the bot from working, in a few words


def with_health(inner: "WSGIApplication", trouble: Trouble) -> "WSGIApplication":
    """`/healthz` (the process lives) and `/readyz` (it can work), and `inner` for all else."""

    def application(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        match environ["PATH_INFO"]:
            case "/healthz":
                return _answer(start, "200 OK", "ok")
            case "/readyz":
                found = trouble()
                return _answer(
                    start, "503 Service Unavailable" if found else "200 OK", found or "ok"
                )
        return inner(environ, start)

    return application


def not_found(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
    """An application too: what else there is where Slack's requests do not come in."""
    del environ
    return _answer(start, "404 Not Found", "not found")


def _answer(start: "StartResponse", status: str, text: str) -> Iterable[bytes]:
    start(status, [("content-type", "text/plain; charset=utf-8")])
    return [text.encode()]
