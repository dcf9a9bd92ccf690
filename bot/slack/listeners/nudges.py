"""The buttons of nudges, in a digest or on a card, and what they answer."""

import json
from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
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
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.ui.kudos import kudos_form
from bot.slack.ui.nudges import answer_sentence, passed_on, why_sentence

NEEDS = Needs(scopes=("chat:write",))

MOST_NAMED = 10  # each may have to be asked of Slack, and the form must open in three seconds


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.action("digests.thank")(thank_pressed)
    app.action("nudges.thank")(thank_pressed)
    app.action("nudges.in_person")(in_person_pressed)
    app.action("nudges.not_now")(not_now_pressed)
    app.action("nudges.fewer")(fewer_pressed)
    app.action("nudges.mine")(mine_pressed)
    app.action("nudges.stop")(stop_pressed)
    app.action("nudges.ping")(ping_pressed)
    app.action("nudges.reply")(reply_pressed)
    app.action("nudges.name_people")(name_people_pressed)
    app.action("nudges.post_roll")(post_roll_pressed)
    app.action("nudges.owner_posts")(owner_posts_pressed)
    app.action("nudges.why")(why_pressed)


def thank_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    """The form to thank that person, where what they did was said, with a link to it."""
    value = json.loads(action["value"])
    where, ts = _said_at(call, value)
    channel = link = None
    if where:
        found = call.channel(where)
        channel = found.id if found.can_post else None
        link = call.kit.identity.permalink(where, ts) if ts else None
    call.open_view(
        kudos_form(
            call.reader,
            channel=channel,
            people=(value["person"],),
            link=link or "",
            digest=place_of(call),
        )
    )
    ack()


def _said_at(call: Call, value: dict[str, Any]) -> tuple[str | None, str | None]:
    """Channel and ts of the idea, or of a colleague's thanks, where the leader may read it."""
    if number := value.get("kudos"):
        kudos = public_kudos(call.store, call.workspace, number)
        return (kudos.channel, kudos.ts) if kudos else (None, None)
    idea = idea_seen_by_leader(call.store, call.workspace, value["idea"], call.user)
    return (idea.channel, idea.place) if idea else (None, None)


def in_person_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Answer.IN_PERSON, action, respond, call)
    ack()


def not_now_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Answer.NOT_NOW, action, respond, call)
    ack()


def fewer_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Answer.FEWER, action, respond, call)
    ack()


def mine_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Answer.MINE, action, respond, call)
    ack()


def stop_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Answer.STOP, action, respond, call)
    ack()


def ping_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _answer(Answer.PING, action, respond, call)
    ack()


def reply_pressed(ack: Ack) -> None:
    """A link: Slack has the thread open already."""
    ack()


def name_people_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    """The form to thank those who had a part too, with whom we know of."""
    nudge = int(action["value"])
    found = thanks_of_nudge(call.store, call.workspace, call.user, nudge, call.now)
    channel = found.channel if found.channel and call.channel(found.channel).can_post else None
    is_at = found.channel and found.ts
    link = call.kit.identity.permalink(str(found.channel), str(found.ts)) if is_at else ""
    call.open_view(
        kudos_form(
            call.reader,
            channel=channel,
            people=_others(call, nudge, found),
            reason=passed_on(found, call.reader),
            link=link,
            digest=place_of(call),
            nudge=nudge,
        )
    )
    ack()


def _others(call: Call, nudge: int, thanks: Kudos) -> tuple[str, ...]:
    """Who may have had a part too, as far as the bot and the thread tell."""
    wrote: tuple[str, ...] = ()
    if thanks.channel and thanks.ts:
        wrote = people_in_thread(call.kit.slack, thanks.channel, thanks.ts)
    found = people_to_credit(call.store, call.workspace, call.user, nudge, wrote)
    directory = call.kit.directory
    people = [directory.person(call.workspace, id) for id in found[:MOST_NAMED]]
    return thankable(call.user, people)


def post_roll_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    """The credits as they are proposed, at once."""
    nudge = int(action["value"])
    idea = idea_of_nudge(call.store, call.workspace, call.user, nudge, Act.POST_ROLL, call.now)
    draft = roll_of(call.store, idea.id, call.person)
    people = [Person(call.workspace, entry.person, entry.person) for entry in draft.credits]
    post_roll(call.store, idea.id, call.person, people, "", call.now)
    show_done(call, respond, nudge, call.reader.words.gettext("Posted, with thanks from you."))
    ack()


def owner_posts_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    nudge = int(action["value"])
    idea = idea_of_nudge(call.store, call.workspace, call.user, nudge, Act.OWNER_POSTS, call.now)
    owner = leave_roll(call.store, idea.id, call.person, call.now)
    reader = call.reader
    sentence = reader.words.say("I asked {owner} to post it.", owner=reader.mention(owner))
    show_done(call, respond, nudge, sentence)
    ack()


def why_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    shown = nudge_shown_to(call.store, call.workspace, call.user, int(action["value"]))
    sentence = why_sentence(shown, call.reader)
    respond(text=sentence, response_type="ephemeral", replace_original=False)
    ack()


def _answer(answer: Answer, action: dict[str, Any], respond: Respond, call: Call) -> None:
    nudge = int(action["value"])
    answer_nudge(call.store, call.workspace, call.user, nudge, answer, call.now)
    reader = call.reader
    sentence = answer_sentence(answer, reader.words).format(command=reader.command("lead"))
    show_done(call, respond, nudge, sentence)
