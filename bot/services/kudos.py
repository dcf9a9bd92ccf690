"""Thanks are given, seconded and taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.errors import NothingToUndoError, ThankingSparedError, check_length
from bot.domain.kudos import REASON_LIMIT, UNDO_WITHIN, Kudos
from bot.domain.messages import MessageRef
from bot.domain.outgoing import KudosKept, KudosPosted, KudosReceived, Outgoing, Posted, PostRemoved
from bot.domain.people import Addressed, Channel, addressed
from bot.domain.sources import alone, is_from_message, together
from bot.services.feedback import note_taken_back
from bot.services.marks import mark
from bot.services.nudge_cards import show_cards_for_kudos, withdraw_cards_for_kudos
from bot.services.nudges import note_followed
from bot.storage import Store, Transaction


def give_kudos(
    store: Store, kudos: Kudos, *, tell_privately: bool, confirm: KudosKept | None = None
) -> Kudos | None:
    """Keep the thanks and say them: in their channel, or to each receiver alone.

    Who likes it better is told alone, and who wants no mention is in neither. `confirm` is told to
    the giver. Answers None when this kudos is already kept: hearing of it twice changes nothing.

    Raises `TooLongError`, and `ThankingSparedError` when nobody is left.
    """
    check_length(kudos.reason, REASON_LIMIT)
    with store.begin() as tx:
        wishes = tx.people.recognition(kudos.workspace, kudos.receivers)
        liked = addressed(kudos.receivers, wishes)
        if not liked.thanked:
            names = tx.people.names(kudos.workspace, liked.spared)
            raise ThankingSparedError(name=", ".join(names))
        if tell_privately or kudos.channel is None:
            kept = _give_alone(tx, replace(kudos, receivers=liked.thanked))
        else:
            kept = _give_openly(tx, kudos, kudos.channel, liked)
        if kept and confirm:
            _tell(tx, kept, confirm, kept.giver, _kept_key(kept))
        return kept


def thanked_how(store: Store, workspace: str, people: Sequence[str]) -> Addressed:
    """How each of them likes to be thanked."""
    with store.read() as tx:
        return addressed(people, tx.people.recognition(workspace, people))


def _give_openly(tx: Transaction, kudos: Kudos, channel: str, liked: Addressed) -> Kudos | None:
    """To those who like it so; to the others as kudos of their own, which nobody else sees."""
    kept = None
    if liked.openly:
        kept = keep_kudos(tx, replace(kudos, receivers=liked.openly))
        if kept is None:
            return None
        _post(tx, kept, channel)
    if not liked.alone:
        return kept
    apart = replace(kudos, receivers=liked.alone, channel=None, is_private=True)
    kept_alone = _give_alone(tx, replace(apart, source=alone(kudos.source)))
    return kept or kept_alone


def _give_alone(tx: Transaction, kudos: Kudos) -> Kudos | None:
    kept = keep_kudos(tx, kudos)
    if kept:
        tell_each(tx, kept, kept.receivers, kept.reason)
    return kept


def public_kudos(store: Store, workspace: str, id: int) -> Kudos | None:
    """Those of that id, where everybody could read them."""
    with store.read() as tx:
        found = tx.kudos.by_ids(workspace, [id])
        return next((each for each in found if not each.is_private), None)


def keep_kudos(tx: Transaction, kudos: Kudos, place: Channel | None = None) -> Kudos | None:
    """Store the kudos, mark the nudges they follow, and suggest something to leaders who got them.

    `place` is their channel, if that was read before. None when they are stored already.
    """
    if place is None and kudos.channel is not None:
        place = tx.channels.get(kudos.workspace, kudos.channel)
    # A message from before its channel became private may arrive after that.
    is_private = kudos.is_private or bool(place and place.is_private)
    kept = tx.kudos.add(replace(kudos, is_private=is_private))
    if kept is not None:
        concerned = tx.nudges.concerned(kept)
        if concerned.has_open_nudges:
            note_followed(tx, kept)
        if concerned.are_leaders_thanked:
            show_cards_for_kudos(tx, kept)
    return kept


def tell_each(tx: Transaction, kudos: Kudos, receivers: Iterable[str], reason: str) -> None:
    """Tell those of them alone who want to hear of it: what is undone with the kudos."""
    for receiver, wishes in tx.people.wishes(kudos.workspace, tuple(receivers)).items():
        if wishes.thanks:
            told = KudosReceived(kudos.giver, reason)
            _tell(tx, kudos, told, receiver, _told_key(kudos, receiver))


def post_key(kudos: int) -> str:
    """Under which the post that carries these kudos is said, and taken back."""
    return f"kudos:{kudos}:post"


def change_kudos(tx: Transaction, kudos: Kudos) -> None:
    """Other receivers, another reason; what they followed before counts anew.

    A card that quotes what was taken out is taken back.
    """
    before = tx.kudos.by_ids(kudos.workspace, [kudos.id])
    is_same = all(each.reason == kudos.reason for each in before)
    tx.kudos.replace(kudos)
    tx.nudges.unfollowed(kudos.workspace, f"kudos:{kudos.id}")
    note_followed(tx, kudos)
    left = kudos.receivers if is_same else ()
    withdraw_cards_for_kudos(tx, kudos, kudos.given_at, but_to=left)


def undo_kudos(store: Store, workspace: str, giver: str, now: datetime, emoji: str) -> Kudos:
    """Take back the giver's latest kudos of the last hour, and everything said of them.

    Raises `NothingToUndoError`.
    """
    with store.begin() as tx:
        kudos = tx.kudos.latest_by(workspace, giver, now - UNDO_WITHIN)
        if kudos is None:
            raise NothingToUndoError
        sources = [together(kudos.source), alone(kudos.source)]
        for apart in tx.kudos.by_sources(workspace, sources):
            if apart.id != kudos.id:  # given at once, to who likes it otherwise
                take_back(tx, apart, now, emoji)
        take_back(tx, kudos, now, emoji)
        note_taken_back(tx, kudos, now)
        if kudos.ref:
            tx.messages.deleted(kudos.ref)  # an edit must not revive them
        return kudos


def take_back(tx: Transaction, kudos: Kudos, now: datetime, emoji: str) -> None:
    """Kudos are gone: with the posts and marks that tell of them, and the nudge they followed."""
    tx.kudos.remove(kudos.workspace, kudos.id)
    tx.nudges.unfollowed(kudos.workspace, f"kudos:{kudos.id}")
    withdraw_cards_for_kudos(tx, kudos, now)
    _unpost(tx, kudos, now)
    tx.outbox.withdraw(kudos.workspace, _kept_key(kudos), now)
    for receiver in kudos.receivers:
        tx.outbox.withdraw(kudos.workspace, _told_key(kudos, receiver), now)
    if kudos.said_in:
        mark(tx, kudos.said_in, emoji, f"kudos:{kudos.id}", now, is_kept=False)


def second_kudos(
    store: Store, ref: MessageRef, person: str, at: datetime, *, present: bool
) -> bool:
    """Somebody agrees with kudos by a reaction, or no longer does. False when it is none."""
    with store.begin() as tx:
        kudos = tx.kudos.at_message(ref)
        if kudos is None or person == kudos.giver:
            return False
        return tx.kudos.second(ref.workspace, kudos.id, person, at, present)


def _post(tx: Transaction, kudos: Kudos, channel: str) -> None:
    posted = KudosPosted(kudos.id, kudos.giver, kudos.receivers, kudos.reason)
    _tell(tx, kudos, posted, channel, post_key(kudos.id))


def _unpost(tx: Transaction, kudos: Kudos, now: datetime) -> None:
    """The outbox forgets where a post stands after some weeks; the kudos never does."""
    key = post_key(kudos.id)
    if tx.outbox.withdraw(kudos.workspace, key, now) or is_from_message(kudos.source):
        return
    if kudos.channel and kudos.ts:
        tx.outbox.put(
            PostRemoved(key, Posted(kudos.channel, kudos.ts)),
            workspace=kudos.workspace,
            to=kudos.channel,
            once=f"removed:{key}",
            at=now,
        )


def _tell(tx: Transaction, kudos: Kudos, said: Outgoing, to: str, key: str) -> None:
    tx.outbox.put(said, workspace=kudos.workspace, to=to, once=key, at=kudos.given_at)


def _kept_key(kudos: Kudos) -> str:
    return f"kudos:{kudos.id}:kept"


def _told_key(kudos: Kudos, receiver: str) -> str:
    return f"kudos:{kudos.id}:told:{receiver}"
