"""The people, channels and groups that every box and most tests begin with."""

from bot.playground.clock import BoxClock
from bot.playground.model import Channel, User, Usergroup
from bot.playground.state import SLACKBOT
from bot.playground.workspace import Workspace

PEOPLE = (
    User("U0ANA00001", "ana", "Ana Souza", "Europe/Lisbon", "en-GB", colour="9f69e7"),
    User("U0BEN00001", "ben", "Ben Okafor", "Europe/London", "en-GB", colour="4bbe2e"),
    User("U0CHLOE001", "chloe", "Chloé Martin", "Europe/Paris", "fr-FR", colour="e7392d"),
    User("U0DANIEL01", "daniel", "Daniel Weber", "Europe/Berlin", "de-DE", colour="3c989f"),
    User("W0EMI00001", "emi", "Emi Tanaka", "Asia/Tokyo", "ja-JP", colour="674b1b"),
    User("U0FARID001", "farid", "Farid Haddad", "America/New_York", "en-US", colour="e96699"),
    User(
        "U0GRACE001",
        "grace",
        "Grace Lee",
        "America/Los_Angeles",
        "en-US",
        colour="684b6c",
        is_admin=True,
        is_owner=True,
    ),
    User(
        "U0HUGO0001",
        "hugo",
        "Hugo Guest",
        "Europe/Madrid",
        "es-ES",
        colour="5b89d5",
        is_restricted=True,
    ),
    User("U0IVAN0001", "ivan", "Ivan Left", "Europe/London", "en-GB", deleted=True),
)
BOTS = (
    User(
        "U0DEPLOY01",
        "deploy_bot",
        "Deploy Bot",
        is_bot=True,
        bot_id="B0DEPLOY01",
        app_id="A0DEPLOY01",
    ),
    User(SLACKBOT, "slackbot", "Slackbot"),
)
MEMBERS = tuple(each.id for each in PEOPLE if not each.is_restricted and not each.deleted)


def small_team(clock: BoxClock | None = None) -> Workspace:
    """Seven people, a guest, one who left, another bot; ours is in four of the five channels."""
    workspace = Workspace(clock, name="Harbour")
    for each in (*PEOPLE, *BOTS, _our_bot(workspace)):
        workspace.keep_user(each)
    for channel in _channels(workspace):
        workspace.keep_channel(channel)
    designers = ("U0CHLOE001", "U0DANIEL01", "W0EMI00001")
    workspace.usergroups_by_id["S0DESIGN01"] = Usergroup(
        "S0DESIGN01", "designers", "Designers", designers
    )
    workspace.default_channels = ("C0GENERAL1", "C0RANDOM01")
    return workspace


def _our_bot(workspace: Workspace) -> User:
    app = workspace.app
    return User(
        app.user, "groundswell", "Groundswell", is_bot=True, bot_id=app.bot_id, app_id=app.id
    )


def _channels(workspace: Workspace) -> list[Channel]:
    bot = workspace.app.user
    everyone = (*MEMBERS, bot)
    since = int(workspace.clock.now().timestamp()) - 400 * 86_400
    leads = ("U0ANA00001", "U0BEN00001", "U0GRACE001", bot)

    def place(channel_id: str, name: str, members: tuple[str, ...], purpose: str) -> Channel:
        return Channel(
            channel_id,
            name,
            members,
            is_private=name == "leads",
            is_general=name == "general",
            creator="U0GRACE001",
            created=since,
            purpose=purpose,
        )

    return [
        place("C0GENERAL1", "general", (*everyone, "U0DEPLOY01"), "Everybody, everything"),
        place("C0PRODUCT1", "product", (*everyone, "U0HUGO0001", "U0DEPLOY01"), "What we build"),
        place("C0DESIGN01", "design", everyone, "How it looks and feels"),
        place("C0RANDOM01", "random", MEMBERS, "Cats and lunch"),
        place("C0LEADS001", "leads", leads, "Those who lead"),
    ]
