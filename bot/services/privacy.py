"""What is kept about people can be hidden, forgotten, and grows no older than it must."""

from datetime import datetime, timedelta

from bot.domain.people import Recognition, Wishes
from bot.services.cards import refresh_cards
from bot.services.feedback import let_edges_return
from bot.services.idea_tests import drop_tests_of
from bot.services.ideas import remove_idea
from bot.services.kudos import take_back
from bot.services.marks import Marks
from bot.storage import Store, Transaction

SEEN_FOR = timedelta(days=3)  # Slack brings nothing again that is older than a day and two hours
SENT_FOR = timedelta(days=35)  # long enough that no digest of a past week is sent again


def wishes_of(store: Store, workspace: str, person: str) -> Wishes:
    with store.read() as tx:
        return tx.people.wishes(workspace, [person])[person]


def choose(store: Store, workspace: str, person: str, **wishes: bool | Recognition) -> None:
    """Keep what somebody chose for themselves, by the names in `Wishes`."""
    with store.begin() as tx:
        tx.people.choose(workspace, person, **wishes)


def forget_person(store: Store, workspace: str, person: str, marks: Marks, now: datetime) -> Wishes:
    """Delete what is kept about somebody, everywhere, and take back what was posted of it.

    What they chose stays, and is answered: who hid must not reappear.
    """
    with store.begin() as tx:
        shown = _cards_naming(tx, workspace, person)
        tx.ideas.hold(workspace, shown)
        for kudos in tx.kudos.all_by(workspace, person):
            take_back(tx, kudos, now, marks.kudos)
        for idea in tx.ideas.mine(workspace, person):
            remove_idea(tx, idea, now, marks.idea)
        drop_tests_of(tx, workspace, [person], now)
        for repository in tx.repositories():
            repository.forget(workspace, person)
        refresh_cards(tx, workspace, shown, now)
        return tx.people.wishes(workspace, [person])[person]


def _cards_naming(tx: Transaction, workspace: str, person: str) -> frozenset[int]:
    """The ideas in which they have a part, and those whose cards speak of theirs or wait for it."""
    ideas = tx.ideas.mine(workspace, person)
    around = tx.families.relatives(workspace, [idea.id for idea in ideas])
    others = {id for relatives in around.values() for id in relatives.ids}
    others |= {parent for idea in ideas for parent in idea.parents}
    return tx.ideas.with_part_of(workspace, person) | tx.ideas.saved_by(workspace, person) | others


def forget_workspace(store: Store, workspace: str) -> None:
    """The app was uninstalled: delete all that is kept of this workspace."""
    with store.begin() as tx:
        for repository in tx.repositories():
            repository.forget_workspace(workspace)


def drop_what_is_old(store: Store, now: datetime, text_days: int) -> None:
    """Delete text, seen messages and sent posts that are older than they need to be."""
    instant = now - timedelta(days=text_days)
    with store.begin() as tx:
        tx.similar.drop_terms(tx.ideas.drop_words_before(instant))
        for worded in (tx.kudos, tx.moves, tx.tests):
            worded.drop_words_before(instant)
        tx.messages.drop_before(now - SEEN_FOR)
        tx.outbox.drop_before(now - SENT_FOR)
        for dated in (tx.feedback, tx.nudges, tx.in_person, tx.questions, tx.promises):
            dated.drop_before(instant)
    let_edges_return(store, now)
