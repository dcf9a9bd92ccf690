"""Everything the bot says, as facts: language and layout are chosen when it is sent."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.credits import RollEntry
from bot.domain.digests import Digest
from bot.domain.feedback import Label
from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Idea, IdeaNamed
from bot.domain.leaderboards import Leaderboard
from bot.domain.notices import Moved
from bot.domain.nudges import Suggestion
from bot.domain.people import NOTHING_LEFT_OUT, LeftOut, Source, Team
from bot.domain.promises import PromiseTold
from bot.domain.teams import Lost


class Outgoing:
    """Something to say. The outbox keeps each with the name of its class."""

    __slots__ = ()


class Post(Outgoing):
    """A message of ours in a channel, or to somebody."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class KudosPosted(Post):
    """To the channel: somebody thanked somebody by command or form."""

    kudos: int
    giver: str
    receivers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class KudosUnposted(Post):
    """To the giver: the channel took no post, so nobody read these thanks."""

    receivers: tuple[str, ...]
    channel: str


@dataclass(frozen=True, slots=True)
class KudosReceived(Post):
    """To a receiver: somebody thanked you, where you would not see it otherwise."""

    giver: str
    reason: str


@dataclass(frozen=True, slots=True)
class KudosKept(Post):
    """To the giver: what became of the thanks in their form, where they would not see it."""

    receivers: tuple[str, ...]
    privately: bool = True
    without_giver: bool = False  # who had named themselves too
    alone: tuple[str, ...] = ()  # who like it better than in the channel
    spared: tuple[str, ...] = ()  # who want no mention, and were not told


@dataclass(frozen=True, slots=True)
class IdeaCard(Post):
    """To the thread or the channel of an idea: the one message that shows its state.

    Of what it builds on, and of what builds on it, the first few are named and all are counted.
    """

    idea: Idea
    supporters: tuple[str, ...] = ()
    builders: tuple[str, ...] = ()
    testers: tuple[str, ...] = ()
    askers: tuple[str, ...] = ()
    parents: tuple[IdeaNamed, ...] = ()
    children: tuple[IdeaNamed, ...] = ()
    parents_in_all: int = 0
    children_in_all: int = 0
    test: IdeaTest | None = None  # that runs
    learned: str = ""  # in the last round that ended
    reason: str = ""  # why it is parked
    change: str = ""  # and what would change that
    waiting_for: int = 0  # authors who were asked whether theirs may be a part of it
    similar: tuple[IdeaNamed, ...] = ()


@dataclass(frozen=True, slots=True)
class IdeaParked(Post):
    """To an idea's author, before anybody else: why it is parked, and what would change that."""

    idea: Idea
    by: str
    reason: str
    change: str


@dataclass(frozen=True, slots=True)
class OwnerAsked(Post):
    """To the owner of a test that ended: what came of it?"""

    idea: Idea
    test: IdeaTest
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class CombineAsked(Post):
    """To the author of `part`: may it be a part of `whole`?"""

    whole: Idea
    part: Idea


@dataclass(frozen=True, slots=True)
class RollProposed(Post):
    """To whoever adopted an idea: whom to name. `owner` could post it too."""

    idea: Idea
    credits: tuple[RollEntry, ...]
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class RollAnswered(Post):
    """In place of the proposal, once the roll is posted. `by` is who did."""

    idea: Idea
    by: str


@dataclass(frozen=True, slots=True)
class RollPosted(Post):
    """To the channel of an adopted idea: everybody who had a part."""

    idea: Idea
    by: str
    credits: tuple[RollEntry, ...]
    words: str = ""
    kudos: int | None = None  # none where there was nobody else to thank


@dataclass(frozen=True, slots=True)
class MovesTold(Post):
    """To somebody who had a part in these ideas: what became of them."""

    moves: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class OwnerAnswered(Post):
    """In place of that question: what came of the test. The idea may have been withdrawn."""

    idea: Idea | None
    test: IdeaTest


class Offered(StrEnum):
    """What a message may be kept as, when its author says yes."""

    KUDOS = "kudos"
    IDEA = "idea"
    BUILD = "build"  # an idea that builds on the one whose thread it stands in

    @property
    def label(self) -> Label:
        """What is built on another idea is an idea too."""
        return Label.KUDOS if self is Offered.KUDOS else Label.IDEA


class Hint(StrEnum):
    """Who thinks that a message is an idea: by a reaction, or by the shortcut."""

    AUTHOR = "author"
    COLLEAGUE = "colleague"
    SAVER = "saver"  # who wanted to keep it, and is named


@dataclass(frozen=True, slots=True)
class KeepOffer(Outgoing):
    """To the author of a message alone: is this kudos, or an idea? `hint` says why we think so.

    `receivers` are those whom the kudos would be for, as far as they were understood; `by` is who
    gave the hint.
    """

    what: Offered
    channel: str
    ts: str
    thread_ts: str | None = None
    hint: Hint | None = None  # none: by what it says
    receivers: tuple[str, ...] = ()
    by: str | None = None


@dataclass(frozen=True, slots=True)
class IdeaCaptured(Post):
    """To the author of a message: `by` saved it as an idea of theirs, which they may refuse."""

    idea: int
    by: str
    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class FirstIdeaThanked(Post):
    """To who shared an idea for the first time: `channel` and `ts` are where its card stands."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class FirstIdeaTold(Post):
    """To a leader: somebody of their team shared an idea for the first time."""

    author: str
    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class ChannelJoined(Post):
    """To a channel that the bot was invited to: what it does here."""


@dataclass(frozen=True, slots=True)
class DigestReady(Post):
    digest: Digest


@dataclass(frozen=True, slots=True)
class NudgeCard(Post):
    """To a leader, when something happens: one small thing to do. `nudge` is as it was kept."""

    suggestion: Suggestion
    nudge: int


@dataclass(frozen=True, slots=True)
class QuestionPosted(Post):
    """To a channel: a leader asks something, one of those `offered` or in their own words."""

    question: int
    by: str
    offered: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class TeamAsked(Post):
    """To a channel: a leader asks what others think of these ideas, which have no reply yet."""

    by: str
    words: str
    ideas: tuple[Idea, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnerWanted(Post):
    """To the thread of an idea: a leader asks who would test it."""

    by: str
    idea: Idea


@dataclass(frozen=True, slots=True)
class RepliesTold(Post):
    """To a leader who asked for it: three others have replied to this idea."""

    idea: Idea


@dataclass(frozen=True, slots=True)
class TeamKept(Post):
    """To the leader: the team as their form set it, and what of it could not be."""

    team: Team
    left_out: LeftOut = NOTHING_LEFT_OUT


@dataclass(frozen=True, slots=True)
class LeadInvited(Post):
    """To somebody who leads no team yet: `by` thinks that they would like to."""

    by: str


@dataclass(frozen=True, slots=True)
class SourceLost(Post):
    """To the leader: a team of theirs follows its user group or channel no more."""

    name: str
    source: Source
    source_id: str
    why: Lost


@dataclass(frozen=True, slots=True)
class PromiseNoted(Post):
    """To the leader: what they set out to do, and when they are reminded of it."""

    told: PromiseTold


@dataclass(frozen=True, slots=True)
class PromiseDue(Post):
    """To the leader: today is the day for what they set out to do."""

    told: PromiseTold


@dataclass(frozen=True, slots=True)
class BoardPosted(Post):
    board: Leaderboard


@dataclass(frozen=True, slots=True)
class ReactionShown(Outgoing):
    """The bot's mark on a message that it kept."""

    channel: str
    ts: str
    emoji: str


@dataclass(frozen=True, slots=True)
class ReactionRemoved(Outgoing):
    channel: str
    ts: str
    emoji: str


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a post ended up, as Slack answered."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class PostRemoved(Outgoing):
    """Take back what was posted for the outbox key `key`, or `at` once the outbox forgot it."""

    key: str
    at: Posted | None = None
