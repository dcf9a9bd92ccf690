"""The buttons of nudges, in a digest or on a card, and what they answer."""

from typing import Any

from bot.domain.kudos import Kudos, thankable
from bot.domain.nudges import Act, Answer
from bot.domain.people import Person
from bot.services.credits import leave_roll, post_roll, roll_of
from bot.services.ideas import idea_seen_by_leader
from bot.services.kudos import public_kudos
from bot.services.nudges import answer_nudge, nudge_shown_to
from bot.services.passing import people_to_credit, thanks_of_nudge
from bot.services.questions import idea_of_nudge
from bot.slack.digests import place_of, show_done
from bot.slack.history import people_in_thread
from bot.slack.listeners import Call, on
from bot.slack.ui.kudos import kudos_form
from bot.slack.ui.nudges import ANSWERED, passed_on, why_sentence

MOST_NAMED = 10  # each may have to be asked of Slack, and the form must open in three seconds
ANSWERS = {
    "nudges.in_person": Answer.IN_PERSON,
    "nudges.mine": Answer.MINE,
    "nudges.ping": Answer.PING,
    "nudges.not_now": Answer.NOT_NOW,
    "nudges.fewer": Answer.FEWER,
    "nudges.stop": Answer.STOP,
}


@on.action("digests.thank", "nudges.thank")
def thank_pressed(call: Call) -> None:
    """The form to thank that person, where what they did was said, with a link to it."""
    channel, ts = _said_at(call, call.value)
    people, place = (call.value["person"],), place_of(call)
    _open_form(call, channel, ts, people=people, digest=place)


def _said_at(call: Call, value: dict[str, Any]) -> tuple[str | None, str | None]:
    """Channel and ts of the idea, or of a colleague's thanks, where the leader may read it."""
    if number := value.get("kudos"):
        kudos = public_kudos(call.store, call.workspace, number)
        return (kudos.channel, kudos.ts) if kudos else (None, None)
    idea = idea_seen_by_leader(call.store, call.workspace, value["idea"], call.user)
    return (idea.channel, idea.place) if idea else (None, None)


def _open_form(call: Call, channel: str | None, ts: str | None, **filled: Any) -> None:
    """The form to thank for what was said there: where the bot can post, and with a link to it."""
    link = call.kit.identity.permalink(channel, ts) if channel and ts else ""
    here = call.if_can_post(channel) if channel else None
    call.open_view(kudos_form(call.reader, channel=here, link=link, **filled))


@on.action(*ANSWERS)
def answered(call: Call) -> None:
    answer = ANSWERS[call.action["action_id"]]
    answer_nudge(call.store, call.workspace, call.user, call.target, answer, call.now)
    sentence = call.say(ANSWERED[answer], command=call.reader.command("lead"))
    show_done(call, call.target, sentence)


@on.action("nudges.name_people")
def name_people_pressed(call: Call) -> None:
    """The form to thank those who had a part too, with whom we know of."""
    nudge = call.target
    thanks = thanks_of_nudge(call.store, call.workspace, call.user, nudge, call.now)
    _open_form(
        call,
        thanks.channel,
        thanks.ts,
        people=_others(call, nudge, thanks),
        reason=passed_on(thanks, call.reader),
        digest=place_of(call),
        nudge=nudge,
    )


def _others(call: Call, nudge: int, thanks: Kudos) -> tuple[str, ...]:
    """Who may have had a part too, as far as the bot and the thread tell."""
    wrote: tuple[str, ...] = ()
    if thanks.channel and thanks.ts:
        wrote = people_in_thread(call.kit.slack, thanks.channel, thanks.ts)
    found = people_to_credit(call.store, call.workspace, call.user, nudge, wrote)
    return thankable(call.user, call.people(found[:MOST_NAMED]))


@on.action("nudges.post_roll")
def post_roll_pressed(call: Call) -> None:
    """The credits as they are proposed, at once."""
    nudge = call.target
    idea = idea_of_nudge(call.store, call.workspace, call.user, nudge, Act.POST_ROLL, call.now)
    draft = roll_of(call.store, idea.id, call.person)
    people = [Person(call.workspace, entry.person, entry.person) for entry in draft.credits]
    post_roll(call.store, idea.id, call.person, people, "", call.now)
    show_done(call, nudge, call.say("Posted, with thanks from you."))


@on.action("nudges.owner_posts")
def owner_posts_pressed(call: Call) -> None:
    nudge = call.target
    idea = idea_of_nudge(call.store, call.workspace, call.user, nudge, Act.OWNER_POSTS, call.now)
    owner = leave_roll(call.store, idea.id, call.person, call.now)
    show_done(
        call, nudge, call.say("I asked {owner} to post it.", owner=call.reader.mention(owner))
    )


@on.action("nudges.why")
def why_pressed(call: Call) -> None:
    shown = nudge_shown_to(call.store, call.workspace, call.user, call.target)
    call.whisper(why_sentence(shown, call.reader))
