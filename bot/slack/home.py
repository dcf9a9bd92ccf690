"""Publish somebody's Home tab as it is now."""

from bot.services.people import team_of
from bot.services.privacy import privacy_of
from bot.slack.listeners import Kit
from bot.slack.ui.home import home

LATEST = 10


def publish_home(kit: Kit, workspace: str, person: str) -> None:
    with kit.store.read() as tx:
        kudos = tx.kudos.mine(workspace, person, LATEST)
        ideas = tx.ideas.mine(workspace, person, LATEST)
    wishes = privacy_of(kit.store, workspace, person)
    view = home(
        kit.reader(workspace, person),
        kudos=kudos,
        ideas=ideas,
        team=team_of(kit.store, workspace, person),
        wishes=wishes,
    )
    kit.slack.call("views.publish", user_id=person, view=view)
