"""What waits in the outbox is sent: in order, within Slack's limits, and never twice."""

from datetime import datetime, timedelta
from threading import Event
from traceback import extract_tb

import structlog

from bot.domain.ideas import Idea
from bot.domain.outgoing import (
    IdeaCard,
    KudosPosted,
    KudosUnposted,
    Outgoing,
    Posted,
    QuestionPosted,
    RollPosted,
)
from bot.domain.sending import (
    Parcel,
    RateLimitedError,
    Sender,
    SendError,
    TokenGoneError,
    UndeliverableError,
    UnsureError,
)
from bot.kit.clock import Clock
from bot.services.cards import note_card
from bot.services.firsts import welcome_first_idea
from bot.services.nudge_cards import show_cards_for_idea
from bot.storage import StorageError, Store, Transaction, UnreadableError

LEASE = timedelta(minutes=2)  # outlasts every timeout of a call to Slack
GIVE_UP_AFTER = timedelta(days=1)  # Slack may be away for hours
TRIES = 8  # that each has at least; after so many, what breaks by itself is given up
IDLE = 1.0  # seconds between two looks when no bell rings
UNREACHABLE = 3.0  # seconds until the next try of a database that is away

log = structlog.get_logger()


class BrokeError(UnsureError):
    """A mistake of our own, by its kind: what an exception says may hold what people wrote."""


def keep_sending(store: Store, sender: Sender, clock: Clock, *, bell: Event, stop: Event) -> None:
    """Send whatever is due until `stop`; the bell says that there may be something now."""
    while not stop.is_set():
        try:
            found = send_due(store, sender, clock, stop)
        except StorageError as error:
            log.warning("outbox_unreachable", why=str(error))
            stop.wait(UNREACHABLE)
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, the others want to be sent
            log.warning("courier_stumbled", kind=type(error).__name__, where=_where(error))
            stop.wait(UNREACHABLE)
            continue
        if not found:
            bell.wait(IDLE)
            bell.clear()


def send_due(store: Store, sender: Sender, clock: Clock, stop: Event | None = None) -> int:
    """Claim what is due and send it, one after the other, until `stop`. Answers how many.

    One is claimed at a time, so that a lease never runs out while others are sent.
    """
    tried = 0
    while not (stop and stop.is_set()):
        try:
            parcel = _claim_one(store, clock())
        except UnreadableError as error:
            _park_unreadable(store, error, clock())
            continue
        if parcel is None:
            break
        send_one(store, sender, parcel, clock)
        tried += 1
    return tried


def _claim_one(store: Store, now: datetime) -> Parcel | None:
    with store.read() as tx:
        next_due = tx.outbox.next_due()
    if next_due is None or next_due > now:
        return None
    with store.begin() as tx:
        return next(iter(tx.outbox.claim(now, LEASE, 1)), None)


def _park_unreadable(store: Store, error: UnreadableError, now: datetime) -> None:
    log.warning("parcel_unreadable", parcel=error.parcel, kind=error.kind)
    with store.begin() as tx:
        tx.outbox.park(error.parcel, f"unreadable: {error.kind}", now)


def send_one(store: Store, sender: Sender, parcel: Parcel, clock: Clock) -> bool:
    """Send one claimed parcel, and keep what became of it."""
    try:
        posted = sender.send(parcel)
    except SendError as error:
        _keep_failure(store, parcel, error, clock())
        return False
    except Exception as error:  # noqa: BLE001 - a bug in one message must not hold up the others
        kind = type(error).__name__
        log.warning("send_broke", parcel=parcel.id, kind=kind, where=_where(error))
        _keep_failure(store, parcel, BrokeError(kind), clock())
        return False
    with store.begin() as tx:
        tx.outbox.sent(parcel.id, posted, clock())
        if posted and not parcel.edits:  # what is changed stands where it stood
            _note_place(tx, parcel.workspace, parcel.message, posted, clock())
    if posted and not parcel.edits and isinstance(parcel.message, IdeaCard):
        _tell_leaders(store, parcel.message.idea, clock())
    return True


def _tell_leaders(store: Store, idea: Idea, now: datetime) -> None:
    """On its own: what goes wrong here must not make a card that stands be sent again."""
    try:
        with store.begin() as tx:
            show_cards_for_idea(tx, idea, now)
    except StorageError:
        raise
    except Exception as error:  # noqa: BLE001 - a suggestion is not worth more
        log.warning("cards_broke", idea=idea.id, kind=type(error).__name__, where=_where(error))


def _note_place(
    tx: Transaction, workspace: str, message: Outgoing, posted: Posted, now: datetime
) -> None:
    """Remember where it stands, so that reactions and replies find it."""
    if isinstance(message, KudosPosted | RollPosted) and message.kudos:
        tx.kudos.note_post(workspace, message.kudos, posted.channel, posted.ts)
    elif isinstance(message, IdeaCard):
        note_card(tx, workspace, message.idea.id, posted, now)
        welcome_first_idea(tx, message.idea, posted, now)
    elif isinstance(message, QuestionPosted):
        tx.questions.note_post(workspace, message.question, posted.channel, posted.ts)


def _keep_failure(store: Store, parcel: Parcel, error: SendError, now: datetime) -> None:
    log.warning(
        "send_failed",
        workspace=parcel.workspace,
        parcel=parcel.id,
        kind=type(parcel.message).__name__,
        attempt=parcel.attempts,
        why=_why(error),
    )
    with store.begin() as tx:
        _plan_next_try(tx, parcel, error, now)


def _plan_next_try(tx: Transaction, parcel: Parcel, error: SendError, now: datetime) -> None:
    """Wait, try again, or give up: by what kind of error it was."""
    if isinstance(error, RateLimitedError):
        wait = timedelta(seconds=error.seconds)
        tx.outbox.retry(parcel.id, now + wait, is_uncertain=parcel.is_uncertain, is_counted=False)
    elif isinstance(error, UndeliverableError | TokenGoneError):
        tx.outbox.park(parcel.id, _why(error), now)
        if isinstance(error, UndeliverableError):
            _tell_giver(tx, parcel, now)
    elif _is_hopeless(parcel, error, now):
        tx.outbox.park(parcel.id, f"gave up: {_why(error)}", now)
    else:
        unsure = parcel.is_uncertain or isinstance(error, UnsureError)
        tx.outbox.retry(parcel.id, now + wait_after(parcel.attempts), is_uncertain=unsure)


def _tell_giver(tx: Transaction, parcel: Parcel, now: datetime) -> None:
    """Thanks that their channel will not take would be believed to have been read."""
    giver, receivers = _thanks_in(parcel.message)
    if receivers:
        tx.outbox.put(
            KudosUnposted(receivers, parcel.to),
            workspace=parcel.workspace,
            to=giver,
            once=f"{parcel.once}:unposted",
            at=now,
        )


def _thanks_in(message: Outgoing) -> tuple[str, tuple[str, ...]]:
    """Who thanks whom by it. A credits roll may also name nobody but who posts it."""
    if isinstance(message, KudosPosted):
        return message.giver, message.receivers
    if not isinstance(message, RollPosted):
        return "", ()
    named = tuple(credit.person for credit in message.credits)
    return message.by, tuple(person for person in named if person != message.by) or named


def _is_hopeless(parcel: Parcel, error: SendError, now: datetime) -> bool:
    """An outage passes, so its end is waited for; a mistake of our own does not."""
    is_old = parcel.made_at is None or now - parcel.made_at > GIVE_UP_AFTER
    return parcel.attempts >= TRIES and (is_old or isinstance(error, BrokeError))


def wait_after(attempts: int) -> timedelta:
    """How long until the next try: 2 s, 4 s, 8 s … ten minutes at most."""
    return min(timedelta(seconds=2 ** min(attempts, 10)), timedelta(minutes=10))


def _why(error: SendError) -> str:
    """What may be kept and logged: the kind alone of what cut a call off."""
    if isinstance(error, UnsureError) and error.__cause__:
        return type(error.__cause__).__name__
    return str(error)


def _where(error: Exception) -> list[str]:
    """The lines of code it came through, without what it says."""
    frames = extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
