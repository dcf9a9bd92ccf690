"""What became of nudges: followed, by what happened since; or answered, by a button."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.kudos import Kudos
from bot.domain.leading_errors import ForLeadersOnlyError, NudgeGoneError, NudgeOverError
from bot.domain.nudges import Act, Answer, ShownNudge, nudges
from bot.domain.nudges.promise import NUDGE as PROMISE
from bot.domain.waiting import work_on
from bot.services.deeds import gather_deeds
from bot.services.kept_promises import refresh_promises
from bot.services.third_replies import tell_if_enough
from bot.storage import Store, Transaction

AT_ONCE = 500  # nudges settled in one transaction
# What only those nudges can be answered that offer it. The others may be at any time.
OFFERED = {Answer.IN_PERSON: Act.IN_PERSON, Answer.MINE: Act.IT_WAS_ME, Answer.PING: Act.PING}
ALWAYS = {Answer.FEWER, Answer.STOP}  # whoever wants no more of these need not hurry


def note_followed(tx: Transaction, kudos: Kudos) -> None:
    """Mark the giver's open nudges that these kudos, or anything else by now, follow."""
    mark_followed(tx, tx.nudges.open_for(kudos.workspace, kudos.giver, kudos.given_at))


def mark_followed(tx: Transaction, shown: Sequence[ShownNudge]) -> bool:
    """Mark those nudges of one workspace that were followed, as rows are now. True if any was."""
    if promised := {nudge.leader for nudge in shown if nudge.kind == PROMISE.kind}:
        refresh_promises(tx, shown[0].workspace, promised)
    deeds = gather_deeds(tx, shown)
    is_news = False
    for nudge in shown:
        kind = nudges().get(nudge.kind)
        if kind and (found := kind.followed(nudge, deeds)):
            tx.nudges.followed(nudge.workspace, nudge.id, found.at, found.by)
            is_news = True
    return is_news


def settle_due(store: Store, now: datetime) -> int:
    """Nudges whose window is over become what they are by then, and stay so. Answers how many."""
    settled = 0
    while True:
        with store.begin() as tx:
            over = tx.nudges.unsettled(now, AT_ONCE)
            for workspace in sorted({nudge.workspace for nudge in over}):
                theirs = [nudge for nudge in over if nudge.workspace == workspace]
                mark_followed(tx, [nudge for nudge in theirs if not nudge.followed_at])
            tx.nudges.settle([nudge.id for nudge in over], now)
        settled += len(over)
        if len(over) < AT_ONCE:
            return settled


def nudge_shown_to(store: Store, workspace: str, leader: str, nudge: int) -> ShownNudge:
    """Raises `ForLeadersOnlyError` when it was shown to somebody else; `NudgeGoneError`."""
    with store.read() as tx:
        return _shown_to(tx, workspace, leader, nudge)


def nudge_to_follow(
    store: Store, workspace: str, leader: str, nudge: int, act: Act, now: datetime
) -> ShownNudge:
    """Before what it suggests is begun. Raises as `open_nudge` does."""
    with store.read() as tx:
        return open_nudge(tx, workspace, leader, nudge, act, now)


def answer_nudge(
    store: Store, workspace: str, leader: str, nudge: int, answer: Answer, now: datetime
) -> None:
    """The leader said something to a nudge. Answers are kept apart from what was followed.

    Raises as `open_nudge` does; fewer of them, or none, may be wished for at any time.
    """
    with store.begin() as tx:
        if answer in ALWAYS:
            shown = _shown_to(tx, workspace, leader, nudge)
        else:
            shown = open_nudge(tx, workspace, leader, nudge, OFFERED.get(answer), now)
        if answer is Answer.FEWER and shown.answer is not Answer.FEWER:
            for team in tx.teams.led_by(workspace, leader):
                tx.teams.fewer_nudges(workspace, team.id)
        if answer is Answer.STOP:
            tx.teams.stop_nudges(workspace, leader)
        tx.nudges.answer(workspace, nudge, answer, now)
        _follow_answer(tx, shown, answer, now)


def open_nudge(
    tx: Transaction, workspace: str, leader: str, nudge: int, act: Act | None, now: datetime
) -> ShownNudge:
    """Before something is done with it: `act`, where that is its own.

    Raises `ForLeadersOnlyError` when it was shown to somebody else or offers no such thing,
    `NudgeGoneError` when what it was about is gone, and `NudgeOverError` after its window.
    """
    shown = _shown_to(tx, workspace, leader, nudge)
    kind = nudges().get(shown.kind)
    if act and (kind is None or act not in kind.acts):
        raise ForLeadersOnlyError
    if now >= shown.followed_until:
        raise NudgeOverError
    return shown


def _follow_answer(tx: Transaction, shown: ShownNudge, answer: Answer, now: datetime) -> None:
    """Thanks in person are noted apart; who waits for three replies may have them already."""
    workspace, leader = shown.workspace, shown.leader
    if answer is Answer.IN_PERSON and shown.person:
        tx.in_person.add(workspace, leader, shown.person, work_on(shown.idea), now)
    elif answer is Answer.PING and (idea := tx.ideas.by_id(workspace, shown.idea)):
        tell_if_enough(tx, shown, idea, now)


def _shown_to(tx: Transaction, workspace: str, leader: str, nudge: int) -> ShownNudge:
    shown = tx.nudges.by_id(workspace, nudge)
    if shown is None:
        raise NudgeGoneError
    if shown.leader != leader or shown.is_held_back:
        raise ForLeadersOnlyError
    return shown
