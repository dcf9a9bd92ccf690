"""Everything that the bot shows, filled with whatever a test likes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import bot.slack.ui
from bot.config import Settings
from bot.domain.coaching import Lack
from bot.domain.credits import Did, RollEntry
from bot.domain.digests import (
    Best,
    BestKind,
    CreditGiven,
    Digest,
    IdeaFigures,
)
from bot.domain.families import Family, family_of
from bot.domain.idea_tests import Asked, IdeaTest, Outcome
from bot.domain.ideas import Idea, IdeaNamed, Part, Stage
from bot.domain.kudos import Kudos
from bot.domain.leaderboards import BoardLine, ChannelFigures, Leaderboard, Period
from bot.domain.measures import Measures, Week
from bot.domain.messages import Message
from bot.domain.moves import Move, Role, moves_open
from bot.domain.notices import Moved
from bot.domain.nudges import Fact, Suggestion, nudges
from bot.domain.outgoing import (
    BoardPosted,
    ChannelJoined,
    CombineAsked,
    DigestReady,
    FirstIdeaThanked,
    FirstIdeaTold,
    Hint,
    IdeaCaptured,
    IdeaCard,
    IdeaParked,
    KeepOffer,
    KudosKept,
    KudosPosted,
    KudosReceived,
    KudosUnposted,
    LeadInvited,
    MovesTold,
    NudgeCard,
    Offered,
    Outgoing,
    OwnerAnswered,
    OwnerAsked,
    OwnerWanted,
    PromiseDue,
    PromiseNoted,
    QuestionPosted,
    RepliesTold,
    RollAnswered,
    RollPosted,
    RollProposed,
    SourceLost,
    TeamAsked,
    TeamKept,
)
from bot.domain.people import LeftOut, Source, Team
from bot.domain.practices import practices
from bot.domain.promises import Aim, Deed, Offer, Promise, PromiseTold, days_for
from bot.domain.questions import OFFERED
from bot.domain.teams import MOST_TEAMS, Lost
from bot.domain.waiting import Done, Waiting
from bot.i18n import Words
from bot.kit.registry import modules_in
from bot.services.moves import Choices
from bot.slack.ui import Reader
from bot.slack.ui.blocks import View, notice
from bot.slack.ui.cards import LINES, family_view
from bot.slack.ui.credits import roll_form
from bot.slack.ui.digests import waiting_view
from bot.slack.ui.hints import coached, hinted
from bot.slack.ui.ideas import asked_notice, idea_form, keep_form
from bot.slack.ui.kudos import kudos_form
from bot.slack.ui.measures import LABELS, figures_view
from bot.slack.ui.more import more_view
from bot.slack.ui.moves import (
    combine_form,
    edit_form,
    lesson_form,
    park_form,
    trial_form,
    who_sees_text,
)
from bot.slack.ui.nudges import ask_team_form, question_form, waiting_ideas_view
from bot.slack.ui.promises import open_promise_form, promise_form
from bot.slack.ui.teams import team_form, teams_view
from tests.slack.homes import homes

list(modules_in(bot.slack.ui))  # every renderer registers itself
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ALL = frozenset(Role)
MANY = tuple(f"U{n:010}" for n in range(300))
NAMES = {
    "UEVIL": "never shown",
    "U1": "<!channel>",
    "U2": "<@UEVIL> & co",
    "U3": "עברית \u202e*bold*",
    "U4": "N" * 80,
    "U5": "{name} <https://evil.example|x>",
}
URL = "https://a-workspace-with-a-long-name.enterprise.slack.com/archives"


@cache
def a_reader(language: str = "en") -> Reader:
    return Reader(
        words=Words(language),
        zone=ZoneInfo("Asia/Kathmandu"),
        name_of=lambda id: NAMES.get(id, "N" * 80),
        permalink=lambda channel, ts: f"{URL}/{channel}/p{ts.replace('.', '')}",
        settings=Settings(_env_file=None, command_kudos="/" + "k" * 31),
    )


def an_idea(text: str = "x", author: str = "U4") -> Idea:
    return Idea("T1", author, text, NOW, "s", "C0123456789", "1732100000.000100", id=10**12)


def a_family(text: str, who: Sequence[str]) -> Family:
    """As large as one is shown, each idea on the three before it."""
    first = 10**12
    ideas = [
        replace(
            an_idea(text, who[number % len(who)]),
            id=first + number,
            parents=tuple(first + each for each in range(max(0, number - 3), number)),
            stage=list(Stage)[number % len(Stage)],
        )
        for number in range(LINES)
    ]
    return family_of(ideas[-1], ideas, left_out=1234)


def a_digest(text: str = "x", who: Sequence[str] = MANY, nudge: bool = True) -> Digest:
    """As full as a digest can be."""
    place = ("C0123456789", "1732100000.000100")
    facts: dict[str, Fact] = {"part": Part.TEST.value, "at": int(NOW.timestamp())}
    suggestion = Suggestion("thank_overdue", "idea:1", NOW, "U1", 10**12, facts, text, *place)
    given = Kudos("T1", "U1", tuple(who), text, NOW, "form:V1", *place)
    waiting = Waiting("U2", Done.TESTED, "idea:1:tested", text, NOW, 10**12, *place, others=300)
    measures = Measures(dict.fromkeys(LABELS, 0.5), weeks=(Week(1234, 300, 21),) * 8)
    return Digest(
        team=1,
        week="2026-W48",
        since=NOW - timedelta(days=7),
        until=NOW,
        best=Best(BestKind.THANKED, tuple(who), text, *place),
        credit=CreditGiven((given,) * 5, 1234, 300, 3.75),
        waiting=tuple(replace(waiting, person=f"U{number}") for number in (2, 3, 4)),
        waiting_in_all=1234,
        ideas=IdeaFigures(1234, 21, 300, 11, 5, 2, 7),
        measures=measures,
        before=measures,
        practice=practices()[0].id,
        nudge=suggestion if nudge else None,
        nudge_id=10**12,
    )


def a_board(text: str, lines: int) -> Leaderboard:
    shown = tuple(BoardLine(10, text, 1234, 5, 6) for _ in range(lines))
    return Leaderboard("C1", Period.QUARTER, shown, ChannelFigures(1234, 300, 7, 8, 9))


def a_test(question: str, owner: str, number: int = 2, asked: Asked = Asked.NOT_YET) -> IdeaTest:
    return IdeaTest("T1", 10**12, owner, question, number, NOW, NOW, asked=asked, id=10**12)


def cards(idea: Idea, text: str, who: tuple[str, ...]) -> Iterator[IdeaCard]:
    """One idea's, with as much as a card can have."""
    named = IdeaNamed(1, who[0], text, "C0123456789", "1732100000.000100")
    full = IdeaCard(
        replace(idea, captured_by="U5"),
        *(who,) * 4,
        parents=(named,) * 5,
        children=(named,) * 5,
        parents_in_all=5,
        children_in_all=300,
        learned=text,
        reason=text,
        change=text,
    )
    yield IdeaCard(idea)
    for test in (a_test(text, who[0], 1), a_test(text, who[0], 2, Asked.WAITING)):
        yield replace(full, test=test)


def suggestions(text: str, person: str) -> Iterator[Suggestion]:
    """Every kind of nudge, for each of its reasons."""
    numbers = ("days", "supporters", "first", "threads", "contributors", "named", "kudos", "own")
    facts: dict[str, Fact] = dict.fromkeys(numbers, 10**12)
    facts |= {"part": Part.TEST.value, "at": int(NOW.timestamp()), "ideas": "7,8"}
    for kind, nudge in nudges().items():
        for because in ("", *nudge.says_because):
            why = {**facts, "because": because}
            place = ("C0123456789", "1732100000.000100")
            yield Suggestion(kind, "idea:7", NOW, person, 10**12, why, text, *place)
        yield Suggestion(kind, "idea:7", NOW, person, 10**12, facts, text)


def posts(text: str, who: tuple[str, ...]) -> Iterator[Outgoing]:
    """Every kind of message, filled with this."""
    yield KudosPosted(1, who[0], who, text)
    yield KudosReceived(who[0], text)
    yield KudosUnposted(who, "C1")
    yield KudosKept(who, without_giver=True)
    team = Team("T1", "U1", frozenset(who), at=time(23, 59))
    channels = tuple(f"C{n:010}" for n in range(100))
    yield TeamKept(team, LeftOut(who, who, who, channels, channels))
    for source in Source:
        followed = replace(team, source=source, source_id="C0123456789", name=text[:60])
        yield TeamKept(replace(followed, members=frozenset(who[:1])))
        yield from (SourceLost(text[:60], source, "C0123456789", why) for why in Lost)
    yield LeadInvited(who[0])
    for told in promises(text, who):
        yield PromiseNoted(told)
        yield PromiseDue(told)
    for stage in Stage:
        idea = replace(an_idea(text, who[0]), stage=stage)
        yield from cards(idea, text, who)
    idea = an_idea(text, who[0])
    near = IdeaNamed(1, who[0], text, idea.channel, idea.ts)
    yield IdeaCard(idea, who, who, similar=(near,) * 3)
    yield IdeaParked(idea, who[0], text, text)
    for outcome in Outcome:
        ended = replace(a_test(text, who[0]), outcome=outcome, learned=text)
        yield OwnerAnswered(an_idea(text, who[0]), ended)
        yield OwnerAnswered(None, ended)
    for again in (True, False):
        yield OwnerAsked(idea, a_test(text, who[0]), is_again=again)
    entries = tuple(
        RollEntry(person, tuple(Did)[number % 8 :]) for number, person in enumerate(who)
    )
    yield CombineAsked(idea, idea)
    yield RollProposed(idea, entries, who[0])
    yield RollAnswered(idea, who[0])
    yield RollPosted(idea, who[0], entries, text, 10**12)
    yield MovesTold(tuple(Moved(idea, move, who[0], NOW) for move in Move) * 5)
    yield MovesTold((Moved(idea, Move.ADOPT, "", NOW),))
    yield from (KeepOffer(what, "C0123456789", "1732100000.000100") for what in Offered)
    yield KeepOffer(Offered.KUDOS, "C0123456789", "1732100000.000100", receivers=who)
    for hint in Hint:
        yield KeepOffer(Offered.IDEA, "C0123456789", "1732100000.000100", hint=hint, by=who[0])
    yield IdeaCard(replace(an_idea(text, who[0]), captured_by=who[-1]))
    yield IdeaCaptured(10**12, who[0], "C0123456789", "1732100000.000100")
    yield FirstIdeaThanked("C0123456789", "1732100000.000100")
    yield FirstIdeaTold(who[0], "C0123456789", "1732100000.000100")
    yield ChannelJoined()
    for kind in BestKind:
        found = a_digest(text, who)
        yield DigestReady(replace(found, best=Best(kind, who, text, "C1", "1.0")))
    yield DigestReady(replace(a_digest(text, who, nudge=False), best=None, waiting=()))
    yield from (NudgeCard(nudge, 10**12) for nudge in suggestions(text, who[0]))
    yield QuestionPosted(10**12, who[0], words=text)
    yield from (QuestionPosted(10**12, who[0], offered) for offered in OFFERED)
    yield TeamAsked(who[0], text, (idea,) * 5)
    yield TeamAsked(who[0], text)
    yield OwnerWanted(who[0], idea)
    yield RepliesTold(idea)
    yield BoardPosted(a_board(text, 300))
    yield BoardPosted(replace(a_board(text, 0), figures=ChannelFigures(0, 0, 0, 0, 0)))


def promises(text: str, who: tuple[str, ...]) -> Iterator[PromiseTold]:
    """One of each deed."""
    idea = an_idea(text, who[0])
    for deed in Deed:
        aim = Aim(deed, 10**12, who[0], idea.id)
        yield PromiseTold(Promise("T1", "U1", aim, NOW, "s", NOW, NOW, id=10**12), idea)


def promise_forms(text: str, who: tuple[str, ...], reader: Reader) -> Iterator[View]:
    days = days_for(Team("T1", "U1", frozenset()), NOW)
    told = list(promises(text, who))
    aims = [Aim(each.promise.aim.deed, team, who[0]) for each in told for team in range(8)]
    yield promise_form([Offer(aim, told[0].idea) for aim in aims], days, reader)
    yield from (open_promise_form(each, days, reader) for each in told)


def team_forms(text: str, who: tuple[str, ...], reader: Reader) -> Iterator[View]:
    """One to set up, one to change, whatever the team follows, and the list of several."""
    named = frozenset(who[:100])
    yield team_form(reader, Team("T1", "U1", frozenset()))
    team = Team("T1", "U1", named, frozenset({"C1"}), at=time(23, 59), id=10**12)
    yield team_form(reader, team)
    followed = replace(team, members=frozenset(who), name=text[:60], source_id="C0123456789")
    groups = {f"S{n:010}": text or "x" for n in range(300)}
    for source in Source:
        for known in ({}, groups):
            team = replace(followed, source=source)
            yield team_form(reader, team, groups=known, is_only=False)
    several = [
        replace(followed, source=Source.CHANNEL, id=10**12 + each) for each in range(MOST_TEAMS)
    ]
    yield teams_view(several, reader)
    yield teams_view(several[:1], reader)


def views(text: str, who: tuple[str, ...], reader: Reader) -> Iterator[View]:
    """Every form and Home, filled with this."""
    yield kudos_form(reader, channel="C1", people=who[:1], link=URL)
    yield kudos_form(reader, channel=None)
    for lack in Lack:
        if hint := coached(kudos_form(reader, channel="C1"), (lack,), reader):
            yield hint
    yield idea_form(reader, channel="C1")
    yield idea_form(reader, channel="C1", parent=an_idea(text, who[0]))
    yield question_form(reader, 10**12, "C0123456789", ("D0123456789", "1732100000.000100"))
    yield question_form(reader, 10**12, None, None)
    yield question_form(reader, 10**12, None, None, form="promises.ask")
    shown = a_digest(text, who)
    yield waiting_view(10**12, shown.waiting, 300, 10, reader)
    yield waiting_view(10**12, (), 0, 0, reader)
    yield figures_view(shown.measures, shown.before, reader)
    yield figures_view(Measures(), Measures(), reader)
    ideas = [an_idea(text, who[0])] * 5
    yield ask_team_form(ideas, reader, 10**12, None, None)
    yield from (waiting_ideas_view(found, reader) for found in (ideas, []))
    yield combine_form(an_idea(text, who[0]), [an_idea(text, who[0])] * 120, reader)
    for people in (who, who[:100]):
        entries = [RollEntry(person, (Did.TEST,)) for person in people]
        yield roll_form(an_idea(text, who[0]), entries, reader)
    idea = replace(an_idea(text, who[0]), source="form")
    for stage in Stage:
        moved = replace(idea, stage=stage)
        yield more_view(Choices(moved, moves_open(stage, ALL), ALL), reader)
    yield notice("This idea", who_sees_text(idea, reader), reader.words)
    there = replace(idea, is_private=True)
    yield notice("This idea", who_sees_text(there, reader), reader.words)
    yield from (form(idea, reader) for form in (trial_form, park_form, edit_form))
    for move in (Move.KEEP, Move.CHANGE, Move.STOP):
        yield lesson_form(a_test(text, who[0]), idea, move, reader)
    near = IdeaNamed(1, who[0], text, "C0123456789", "1732100000.000100")
    if hint := hinted(idea_form(reader, channel=None), (near,) * 3, reader):
        yield hint
    yield family_view(a_family(text, who), reader, picture=URL * 4)
    message = Message("T1", "C1", "1.0", who[0], text, (), NOW, "1.0")
    for asks in (True, False):
        parent = an_idea(text, who[0]) if asks else None
        yield keep_form(reader, message, is_own=False, asks=asks, parent=parent)
    yield asked_notice(reader, who[0])
    team = Team("T1", "U1", frozenset(who[:100]), frozenset({"C1"}), at=time(23, 59), zone="UTC")
    yield from team_forms(text, who, reader)
    yield from promise_forms(text, who, reader)
    kudos = Kudos("T1", who[0], who, text, NOW, "s", "C0123456789", "1732100000.000100")
    yield from homes(
        an_idea(text, who[0]), a_test(text, who[0]), kudos, team, a_digest(text, who), reader
    )
