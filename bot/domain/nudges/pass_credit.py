"""The leader was thanked: somebody else may have had a part in it."""

from datetime import timedelta

from bot.domain.kudos import as_seen_by
from bot.domain.nudges import (
    Act,
    CardNudge,
    Deeds,
    Followed,
    Moment,
    ShownNudge,
    Suggestion,
    by_kudos,
    first,
)
from bot.domain.sources import Source
from bot.kit.words import later

FOLLOW_WITHIN = timedelta(hours=72)


def suggest(moment: Moment) -> Suggestion | None:
    kudos, leader = moment.kudos, moment.team.leader
    if kudos is None or leader not in kudos.receivers or kudos.giver in moment.unnamed:
        return None
    if Source.ROLL.is_in(kudos.source):  # which has named everybody already
        return None
    seen = as_seen_by(leader, kudos)
    return Suggestion(
        kind=NUDGE.kind,
        trigger=f"kudos:{kudos.id}",
        followed_until=moment.at + FOLLOW_WITHIN,
        person=kudos.giver,
        facts={"kudos": kudos.id} | ({} if seen.reason else {"because": "unsaid"}),
        text=seen.reason,
        channel=seen.channel,
        ts=seen.ts,
    )


def followed(shown: ShownNudge, deeds: Deeds) -> Followed | None:
    """Kudos from the leader to somebody else than who had thanked them, while those stand."""
    if shown.facts.get("kudos") not in deeds.thanks:
        return None
    given = deeds.kudos.get(shown.leader, ())
    on = (by_kudos(kudos) for kudos in given if set(kudos.receivers) - {shown.person})
    return first(on, shown.covers)


NUDGE = CardNudge(
    kind="pass_credit",
    value=2,
    says=later("<@{person}> thanked you: {text}\nWho else had a part in it?"),
    says_because={"unsaid": later("<@{person}> thanked you. Who else had a part in it?")},
    why=later(
        "You see this because you were thanked. It counts as followed when you thank somebody else"
        " than who thanked you within 72 hours. Nobody but you sees it."
    ),
    acts=(Act.NAME_PEOPLE, Act.IT_WAS_ME),
    followed=followed,
    suggest=suggest,
)
