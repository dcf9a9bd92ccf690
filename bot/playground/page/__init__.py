"""The page of the workspace in a box: looks like Slack, and lets one be anybody in it."""

from collections.abc import Callable
from pathlib import Path

from nicegui import ui
from starlette.requests import Request

from bot.playground.page.desk import Seen
from bot.playground.page.tour import Tour
from bot.playground.page.window import Box, Changes, Window
from bot.playground.server import PretendSlack

HERE = Path(__file__).parent
FAVICON = "🌊"


def mount(slack: PretendSlack, *, health: Callable[[], str] = lambda: "running") -> Box:
    """Serve the page at `/` of the pretend Slack's own port. To be called before it starts."""
    box = Box(slack, Seen(), Tour(), Changes(), health)
    box.begin()
    slack.workspace.subscribe(box.changes.happened)
    style = (HERE / "page.css").read_text(encoding="utf-8")

    @ui.page("/")
    def page(request: Request) -> None:
        ui.add_head_html(f"<style>{style}</style>")
        ui.colors(primary="#1d7a74", info="#123c41", warning="#8a6412", negative="#c01343")
        query = request.query_params
        Window(box, query.get("as", "ben"), query.get("in", "product"))

    ui.run_with(
        slack.asgi,
        title=f"{slack.workspace.name} · a workspace in a box",
        favicon=FAVICON,
        tailwind=False,
        show_welcome_message=False,
        reconnect_timeout=15,
    )
    return box
