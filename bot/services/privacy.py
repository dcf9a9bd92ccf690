"""What is kept about people can be hidden, forgotten, and grows no older than it must."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.storage import Store

SEEN_FOR = timedelta(days=3)  # Slack brings nothing again that is older than a day and two hours
SENT_FOR = timedelta(days=35)  # long enough that no digest of a past week is sent again


def hide_person(store: Store, workspace: str, person: str, *, hidden: bool) -> None:
    """On no board by name, or on them again."""
    with store.begin() as tx:
        tx.people.hide(workspace, person, hidden)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody chose: on no board by name; whether messages of theirs are asked about."""

    hidden: bool
    asked: bool


def privacy_of(store: Store, workspace: str, person: str) -> Wishes:
    with store.read() as tx:
        hidden = person in tx.people.hidden(workspace, [person])
        return Wishes(hidden, tx.people.may_be_asked(workspace, person))


def ask_person(store: Store, workspace: str, person: str, *, ask: bool) -> None:
    with store.begin() as tx:
        tx.people.stop_asking(workspace, person, not ask)


def forget_person(store: Store, workspace: str, person: str) -> None:
    """Delete what is kept about somebody, everywhere."""
    with store.begin() as tx:
        for repository in tx.repositories():
            repository.forget(workspace, person)


def forget_workspace(store: Store, workspace: str) -> None:
    """The app was uninstalled: delete all that is kept of this workspace."""
    with store.begin() as tx:
        for repository in tx.repositories():
            repository.forget_workspace(workspace)


def drop_what_is_old(store: Store, now: datetime, text_days: int) -> None:
    """Delete text, seen messages and sent posts that are older than they need to be."""
    with store.begin() as tx:
        tx.kudos.drop_text_before(now - timedelta(days=text_days))
        tx.ideas.drop_text_before(now - timedelta(days=text_days))
        tx.messages.drop_before(now - SEEN_FOR)
        tx.outbox.drop_before(now - SENT_FOR)
        tx.feedback.drop_before(now - timedelta(days=text_days))
        tx.nudges.drop_before(now - timedelta(days=text_days))
