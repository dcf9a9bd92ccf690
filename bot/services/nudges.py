"""What became of nudges: followed, by what happened since; or answered, by a button."""

from datetime import datetime

from bot.domain.ideas import OTHERS_FIRST, Idea
from bot.domain.kudos import Kudos
from bot.domain.leading_errors import ForLeadersOnlyError, NudgeGoneError, NudgeOverError
from bot.domain.nudges import Act, Answer, ShownNudge, nudges
from bot.domain.outgoing import RepliesTold
from bot.domain.waiting import work_on
from bot.kit.grouping import grouped
from bot.services.deeds import followed_by_now
from bot.storage import Store, Transaction

AT_ONCE = 500  # nudges settled in one transaction
# What only those nudges can be answered that offer it. The others may be at any time.
OFFERED = {Answer.IN_PERSON: Act.IN_PERSON, Answer.MINE: Act.IT_WAS_ME, Answer.PING: Act.PING}
ALWAYS = {Answer.FEWER, Answer.STOP}  # whoever wants no more of these need not hurry


def note_followed(tx: Transaction, kudos: Kudos) -> None:
    """Mark the giver's open nudges that these kudos, or anything else by now, follow."""
    shown = tx.nudges.open_for(kudos.workspace, kudos.giver, kudos.given_at)
    tx.nudges.followed(kudos.workspace, followed_by_now(tx, shown))


def settle_due(store: Store, now: datetime) -> int:
    """Nudges whose window is over become what they are by then, and stay so. Answers how many."""
    settled = 0
    while True:
        with store.begin() as tx:
            over = tx.nudges.unsettled(now, AT_ONCE)
            for workspace, theirs in grouped(over, lambda nudge: nudge.workspace).items():
                unfollowed = [nudge for nudge in theirs if not nudge.followed_at]
                tx.nudges.followed(workspace, followed_by_now(tx, unfollowed))
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
            tx.teams.fewer_nudges(workspace, leader)
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
        _tell_if_enough(tx, shown, idea, now)


def tell_who_wait(tx: Transaction, idea: Idea, now: datetime) -> None:
    """Somebody replied to it: leaders who let others first hear, once, of the third who did."""
    for nudge in tx.nudges.waiting_for_replies(idea.workspace, idea.id, now):
        _tell_if_enough(tx, nudge, idea, now)


def _tell_if_enough(tx: Transaction, nudge: ShownNudge, idea: Idea, now: datetime) -> None:
    replies = tx.deeds.replies(idea.workspace, [idea.id]).get(idea.id, ())
    people = {reply.person for reply in replies}
    others = people - {idea.author, nudge.leader}
    if len(others) >= OTHERS_FIRST and nudge.leader not in people:
        tx.outbox.put(
            RepliesTold(idea),
            workspace=idea.workspace,
            to=nudge.leader,
            once=f"replies:{nudge.id}",
            at=now,
        )


def _shown_to(tx: Transaction, workspace: str, leader: str, nudge: int) -> ShownNudge:
    shown = tx.nudges.by_id(workspace, nudge)
    if shown is None:
        raise NudgeGoneError
    if shown.leader != leader or shown.is_held_back:
        raise ForLeadersOnlyError
    return shown
