"""A box with a leader of three hundred people, all of whom wait to be thanked."""

import contextlib
import json
import signal
import tempfile
import threading
from datetime import timedelta
from pathlib import Path

from bot.bootstrap import Bot
from bot.config import Transport
from bot.domain.ideas import Idea
from bot.domain.people import Source, Team
from bot.playground.clock import BoxClock
from bot.playground.page import mount
from bot.playground.ports import free_port
from bot.playground.server import PretendSlack
from bot.playground.small_team import small_team
from bot.services.teams import lead_team
from bot.slack.manifest import manifest
from bot.storage.schema import upgrade
from tests.scenarios.box import MONDAY, running, settings_for

PEOPLE = 300
LEADER, WORKSPACE, CHANNEL = "U0ANA00001", "T0BOX00001", "C0PRODUCT1"


def main() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored beneath `nohup … &`
    with tempfile.TemporaryDirectory() as folder:
        offset, url = Path(folder, "clock"), f"sqlite:///{folder}/crowd.sqlite3"
        slack = PretendSlack(small_team(BoxClock(offset, MONDAY)), port=free_port())
        mount(slack)
        with slack:
            settings = settings_for(slack, "socket", url, clock_offset_file=offset, ring_seconds=1)
            upgrade(url)
            shown = json.loads(json.dumps(manifest(settings, Transport.SOCKET)))
            slack.workspace.install_app(shown)
            everybody = [
                slack.workspace.add_user(f"p{number}", f"Person {number:03}").id
                for number in range(PEOPLE)
            ]
            group = slack.workspace.add_usergroup("crew", "Everybody", tuple(everybody))
            with running(slack, settings) as bot:
                fill(bot, everybody, group.id)
                print("open at", slack.url.replace("127.0.0.1", "localhost"), flush=True)  # noqa: T201 - read by the test
                with contextlib.suppress(KeyboardInterrupt):
                    threading.Event().wait()


def fill(bot: Bot, everybody: list[str], group: str) -> None:
    """Everybody has an idea, one each minute of the day before; without cards, which take hours."""
    now = bot.kit.clock()
    store = bot.kit.store
    people = frozenset(everybody)
    team = Team(WORKSPACE, LEADER, people, source=Source.GROUP, source_id=group, wants_nudges=False)
    lead_team(store, team, now - timedelta(days=1))
    with store.begin() as tx:
        for number, person in enumerate(everybody):
            at = now - timedelta(minutes=2 * PEOPLE - number)
            idea = f"what person {number:03} would do about the queue in the morning"
            tx.ideas.add(Idea(WORKSPACE, person, idea, at, f"crowd:{number}", CHANNEL))


if __name__ == "__main__":
    main()
