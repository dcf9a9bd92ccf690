"""Leaders ask their team something; who answers is noted, never what."""

from datetime import datetime

from bot.domain.errors import IdeaGoneError
from bot.domain.ideas import Idea
from bot.domain.leading_errors import AskedAlreadyError, PromiseOverError
from bot.domain.nudges import Act
from bot.domain.outgoing import OwnerWanted, QuestionPosted, TeamAsked
from bot.domain.people import Channel
from bot.domain.questions import OFFERED, check_own
from bot.domain.sources import Source
from bot.services.deeds import ideas_of
from bot.services.idea_tests import untested
from bot.services.ideas import present_idea
from bot.services.nudges import open_nudge
from bot.storage import Store, Transaction


def ask_question(
    store: Store,
    channel: Channel,
    leader: str,
    source: Source,
    number: int,
    now: datetime,
    *,
    offered: str = "",
    words: str = "",
) -> None:
    """Post one of those offered, or one in the leader's own words, which are kept nowhere.

    `source` is a nudge that suggests to ask something, or a promise to do so; `number` is its id.
    Raises as `open_nudge` does, or `PromiseOverError`, and `AskedAlreadyError`,
    `OwnQuestionMissingError` and `TooLongError`.
    """
    with store.begin() as tx:
        if source is Source.NUDGE:
            open_nudge(tx, channel.workspace, leader, number, Act.ASK_QUESTION, now)
        else:
            promise = tx.promises.by_id(channel.workspace, number)
            if promise is None or promise.leader != leader:
                raise PromiseOverError
        if offered not in OFFERED or words.strip():
            check_own(words)
            offered = ""
        key = source.of(number)
        question = tx.questions.add(channel.workspace, leader, channel.id, key, now)
        if question is None:
            raise AskedAlreadyError
        tx.outbox.put(
            QuestionPosted(question, leader, offered, words),
            workspace=channel.workspace,
            to=channel.id,
            once=f"question:{question}:post",
            at=now,
        )


def waiting_ideas(
    store: Store, workspace: str, leader: str, nudge: int, act: Act, now: datetime
) -> list[Idea]:
    """The ideas that the nudge is about and that still wait for a reply, the oldest first.

    Raises as `open_nudge` does.
    """
    with store.read() as tx:
        return _waiting(tx, workspace, leader, nudge, act, now)


def ask_team(
    store: Store, channel: Channel, leader: str, nudge: int, words: str, now: datetime
) -> None:
    """Ask in that channel what others think of the ideas that wait, once.

    Private ideas are named in their own channel alone, and to strangers none of other channels.
    Raises as `open_nudge` does, and `AskedAlreadyError`, `OwnQuestionMissingError`, `TooLongError`,
    and `IdeaGoneError` where none of them may be named.
    """
    check_own(words)
    workspace = channel.workspace
    with store.begin() as tx:
        found = _waiting(tx, workspace, leader, nudge, Act.ASK_TEAM, now)
        told = tuple(each for each in found if _may_be_told(each, channel))
        if not told:
            raise IdeaGoneError
        is_new = tx.outbox.put(
            TeamAsked(leader, words, told),
            workspace=workspace,
            to=channel.id,
            once=f"nudge:{nudge}:team",
            at=now,
        )
        if not is_new:
            raise AskedAlreadyError


def ask_owner(store: Store, workspace: str, leader: str, nudge: int, now: datetime) -> None:
    """Ask in the thread of the idea who would test it, once.

    Raises as `open_nudge` does, and `AskedAlreadyError`, `IdeaGoneError`, `AlreadyTestedError` and
    `MoveSenselessError`.
    """
    with store.begin() as tx:
        shown = open_nudge(tx, workspace, leader, nudge, Act.ASK_OWNER, now)
        idea = untested(tx, present_idea(tx, workspace, shown.idea))
        if not _is_open_to(tx, idea, leader):
            raise IdeaGoneError
        is_new = tx.outbox.put(
            OwnerWanted(leader, idea),
            workspace=workspace,
            to=idea.channel,
            thread_ts=idea.thread_ts or idea.place,
            once=f"nudge:{nudge}:owner",
            at=now,
        )
        if not is_new:
            raise AskedAlreadyError


def idea_of_nudge(
    store: Store, workspace: str, leader: str, nudge: int, act: Act, now: datetime
) -> Idea:
    """Raises as `open_nudge` does, and `IdeaGoneError`, also to who cannot see it any more."""
    with store.read() as tx:
        shown = open_nudge(tx, workspace, leader, nudge, act, now)
        idea = present_idea(tx, workspace, shown.idea)
        if not _is_open_to(tx, idea, leader):
            raise IdeaGoneError
        return idea


def _waiting(
    tx: Transaction, workspace: str, leader: str, nudge: int, act: Act, now: datetime
) -> list[Idea]:
    shown = open_nudge(tx, workspace, leader, nudge, act, now)
    ideas = tx.ideas.by_ids(workspace, ideas_of(shown))
    replied = tx.replies.first_of(workspace, ideas.keys())
    hidden = tx.people.hidden(workspace, [idea.author for idea in ideas.values()])
    waiting = [
        idea
        for id, idea in ideas.items()
        if id not in replied and idea.author not in hidden and _is_open_to(tx, idea, leader)
    ]
    return sorted(waiting, key=lambda idea: (idea.shared_at, idea.id))


def _is_open_to(tx: Transaction, idea: Idea, leader: str) -> bool:
    teams = tx.teams.led_by(idea.workspace, leader)
    return any(idea.is_open_to(team.channels) for team in teams)


def _may_be_told(idea: Idea, channel: Channel) -> bool:
    is_foreign = idea.channel != channel.id
    return not (is_foreign and (idea.is_private or channel.is_external))
