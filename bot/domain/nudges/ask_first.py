"""Many of the ideas are the leader's, or the team was asked nothing for a while."""

from datetime import datetime, timedelta

from bot.domain.nudges import (
    Act,
    AskedQuestion,
    Deeds,
    DigestNudge,
    Fact,
    Followed,
    LeaderWeek,
    ShownNudge,
    Suggestion,
    first,
)
from bot.kit.words import later

LARGE_SHARE = 0.4
IDEAS = 5  # of fewer, a share says little
IDEAS_WITHIN = timedelta(days=28)
UNASKED_FOR = timedelta(days=14)
ASK_WITHIN = timedelta(days=3)
ANSWER_WITHIN = timedelta(days=2)  # after the last moment to ask
ANSWERS = 2


def suggest(week: LeaderWeek) -> Suggestion | None:
    """A team of one could not give the two answers that follow it."""
    facts = _reason(week)
    if facts is None or len(week.team.members) < ANSWERS or not week.may_bring_up(NUDGE.kind):
        return None
    return Suggestion(
        kind=NUDGE.kind,
        trigger=week.trigger,
        followed_until=week.shown_at + ASK_WITHIN + ANSWER_WITHIN,
        facts=facts,
    )


def _reason(week: LeaderWeek) -> dict[str, Fact] | None:
    ideas = [each.idea for each in week.ideas if each.idea.shared_at >= week.until - IDEAS_WITHIN]
    own = sum(idea.author == week.team.leader for idea in ideas)
    if not week.team.is_small and len(ideas) >= IDEAS and own > LARGE_SHARE * len(ideas):
        return {"because": "share", "ideas": len(ideas), "own": own}
    if week.asked_at is None or week.asked_at < week.until - UNASKED_FOR:
        return {"because": "unasked"}
    return None


def followed(shown: ShownNudge, deeds: Deeds) -> Followed | None:
    """A question was asked within three days, and two people answered: then, by the second."""
    answered = (
        Followed(times[ANSWERS - 1], f"question:{question.id}")
        for question in deeds.questions.get(shown.leader, ())
        if shown.shown_at <= question.asked_at < shown.shown_at + ASK_WITHIN
        and len(times := _first_answers(question)) >= ANSWERS
    )
    return first(answered, shown.covers)


def _first_answers(question: AskedQuestion) -> list[datetime]:
    """When each of the others first answered, in order."""
    first_at: dict[str, datetime] = {}
    for person, at in sorted(question.answers, key=lambda answer: answer[1]):
        if person != question.leader:
            first_at.setdefault(person, at)
    return sorted(first_at.values())


NUDGE = DigestNudge(
    kind="ask_first",
    value=7,
    says=later("You have not asked your team anything here for two weeks. Is there one question?"),
    says_because={
        "share": later(
            "Of the last {ideas} ideas in your team, {own} are yours. A question may bring theirs."
        ),
    },
    why=later(
        "You see this because more than 40 percent of the ideas of the last 28 days are yours (of"
        " five ideas or more), or because you posted no question here in 14 days. It counts as"
        " followed when you post a question within three days and two people answer. Nobody but you"
        " sees it."
    ),
    acts=(Act.ASK_QUESTION,),
    followed=followed,
    suggest=suggest,
    is_worth_a_digest=False,
)
