"""The HTTP side: the Web API and the response URLs, as one FastAPI app."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.gateway import Gateway, HttpAnswer
from bot.playground.webapi import SlackError

DROP = "box.drop"
Hook = Callable[[str, Mapping[str, Any]], None]


def make_app(gateway: Gateway, hook: Hook) -> FastAPI:
    app = FastAPI(title="A workspace in a box", openapi_url=None)
    app.add_route("/api/{method}", _web_api(gateway), methods=["GET", "POST"])
    app.add_route("/hooks/{key}", _response_url(hook), methods=["POST"])
    return app


class CutsConnections:
    """Lends every request a way to close its socket without an answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # uvicorn gives its request cycle's own method, and the cycle knows the socket
        cycle: Any = getattr(receive, "__self__", None)
        scope[DROP] = cycle.transport.abort if hasattr(cycle, "transport") else lambda: None
        await self._app(scope, receive, send)


def _web_api(gateway: Gateway) -> Callable[[Request], Awaitable[Response]]:
    async def web_api(request: Request) -> Response:
        arguments = await _arguments(request)
        token = _token(request, arguments)
        method = request.path_params["method"]
        answer: HttpAnswer = await run_in_threadpool(gateway.answer, method, arguments, token)
        if answer.drop:
            request.scope[DROP]()
        return JSONResponse(answer.body, answer.status or 500, dict(answer.headers))

    return web_api


def _response_url(hook: Hook) -> Callable[[Request], Awaitable[Response]]:
    async def response_url(request: Request) -> Response:
        raw = (await request.body()).decode()
        try:
            body = json.loads(raw)
        except ValueError:
            return PlainTextResponse("invalid_payload", 400)
        try:
            await run_in_threadpool(hook, request.path_params["key"], body)
        except SlackError as error:
            gone = error.answer["error"] in ("used_url", "expired_url", "no_active_hooks")
            return JSONResponse(error.answer, 404 if gone else 400)
        return PlainTextResponse("ok")

    return response_url


async def _arguments(request: Request) -> dict[str, Any]:
    arguments: dict[str, Any] = dict(request.query_params)
    if request.method != "POST":
        return arguments
    kind = request.headers.get("content-type", "")
    if "json" in kind:
        body = await request.body()
        given = json.loads(body) if body else {}
        return arguments | (given if isinstance(given, dict) else {})
    return arguments | {key: str(value) for key, value in (await request.form()).items()}


def _token(request: Request, arguments: Mapping[str, Any]) -> str | None:
    header = request.headers.get("authorization", "")
    if header.lower().startswith("bearer "):
        return header[7:].strip() or None
    token = arguments.get("token")
    return str(token) if token else None
