"""The buttons of nudges, in a digest or on a card, and the questions that leaders ask by them."""

from typing import Any

from bot.domain.kudos import Kudos, thankable
from bot.domain.nudges import Act, Answer
from bot.domain.people import Person
from bot.domain.sources import Source
from bot.services.credits import leave_roll, post_roll, roll_of
from bot.services.ideas import idea_seen_by_leader
from bot.services.kudos import public_kudos
from bot.services.nudges import answer_nudge, nudge_shown_to, nudge_to_follow
from bot.services.passing import people_to_credit, thanks_of_nudge
from bot.services.questions import ask_owner, ask_question, ask_team, idea_of_nudge, waiting_ideas
from bot.services.teams import teams_of
from bot.slack.digests import place_of, show_answered, show_done
from bot.slack.history import people_in_thread
from bot.slack.listeners import Call, on
from bot.slack.ui import nudges as ui
from bot.slack.ui.kudos import kudos_form

MOST_NAMED = 10  # each may have to be asked of Slack, and the form must open in three seconds
ANSWERS = {f"nudges.{each}": each for each in Answer}


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
    sentence = call.say(ui.ANSWERED[answer], command=call.reader.command("lead"))
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
        reason=ui.passed_on(thanks, call.reader),
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
    call.whisper(ui.why_sentence(shown, call.reader))


@on.action("nudges.see")
def see_pressed(call: Call) -> None:
    ideas = waiting_ideas(call.store, call.workspace, call.user, call.target, Act.SEE, call.now)
    call.open_view(ui.waiting_ideas_view(ideas, call.reader))


@on.action("nudges.ask_team")
def ask_team_pressed(call: Call) -> None:
    """The form, in the channel of the idea that waited longest; without any there is none."""
    nudge = call.target
    ideas = waiting_ideas(call.store, call.workspace, call.user, nudge, Act.ASK_TEAM, call.now)
    if ideas:
        here = call.if_can_post(ideas[0].channel)
        call.open_view(ui.ask_team_form(ideas, call.reader, nudge, here, place_of(call)))
    else:
        call.open_view(ui.waiting_ideas_view(ideas, call.reader))


@on.view("nudges.ask_team")
def ask_team_form_sent(call: Call) -> None:
    channel = call.channel_to_post_in(call.values["channel"])
    ask_team(call.store, channel, call.user, call.meta["nudge"], call.typed("words"), call.now)
    _show_asked(call, channel.id)


@on.action("nudges.question")
def question_pressed(call: Call) -> None:
    nudge = call.target
    nudge_to_follow(call.store, call.workspace, call.user, nudge, Act.ASK_QUESTION, call.now)
    call.open_view(ui.question_form(call.reader, nudge, channel_of_team(call), place_of(call)))


@on.view("questions.ask")
def question_form_sent(call: Call) -> None:
    channel = send_question(call, Source.NUDGE)
    _show_asked(call, channel)


def send_question(call: Call, source: Source) -> str:
    """Ask what the form holds, as a nudge or a promise has it; answers in which channel."""
    channel = call.channel_to_post_in(call.values["channel"])
    offered, words = call.values.get("offered") or "", call.typed("words")
    about = call.meta["nudge"]  # the id of a nudge, or of a promise
    ask_question(
        call.store, channel, call.user, source, about, call.now, offered=offered, words=words
    )
    return channel.id


@on.action("nudges.ask_owner")
def ask_owner_pressed(call: Call) -> None:
    ask_owner(call.store, call.workspace, call.user, call.target, call.now)
    show_done(call, call.target, call.say("Asked, in the idea's thread."))


def _show_asked(call: Call, channel: str) -> None:
    sentence = call.say("Asked, in <#{channel}>.", channel=channel)
    show_answered(call.kit, call.meta["place"], call.meta["nudge"], sentence)


def channel_of_team(call: Call) -> str | None:
    """One that they named, if the bot can speak there."""
    teams = teams_of(call.store, call.workspace, call.user)
    named = sorted({channel for team in teams for channel in team.channels})
    return next((id for id in named if call.if_can_post(id)), None)
