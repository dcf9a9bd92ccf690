"""Combining ideas: the form, and the authors' answers."""

from bot.domain.combining import Consent
from bot.domain.ideas import Idea
from bot.services.combining import answer_request, combine_ideas
from bot.services.ideas import idea_with_id, ideas_to_combine
from bot.slack.home import publish_home
from bot.slack.listeners import Call, new_idea
from bot.slack.listening import on
from bot.slack.ui.combining import OFFERED, combine_form

CONSENTS = {f"combining.{each}": each for each in Consent}


@on.action("ideas.combine")
def combine_pressed(call: Call) -> None:
    call.check_member()
    first = _first(call, call.target)
    if others := ideas_to_combine(call.store, first, OFFERED, only_there=call.is_guest):
        call.open_view(combine_form(first, others, call.reader))
    else:
        nothing = call.say("There is no other idea here yet that this one could be combined with.")
        call.show_notice(call.say("Combine ideas"), nothing)


@on.view("combining.share")
def combine_sent(call: Call) -> None:
    call.check_member()
    first = _first(call, call.target)
    combined = new_idea(call, first.channel, call.typed("text"), call.form)
    others = map(int, call.values.get("ideas") or ())
    combine_ideas(call.store, combined, [first.id, *others])


def _first(call: Call, id: int) -> Idea:
    """Raises `IdeaGoneError`, also to who left its private channel."""
    first = idea_with_id(call.store, call.workspace, id)
    call.check_not_left(first)
    return first


@on.action(*CONSENTS)
def answered(call: Call) -> None:
    value, consent = call.value, CONSENTS[call.action["action_id"]]
    whole = answer_request(
        call.store, call.workspace, value["whole"], value["part"], call.user, consent, call.now
    )
    sentences = {
        Consent.YES: call.say("Yes: your idea is a part of it, and you will be named for it."),
        Consent.NO: call.say("Your idea stays out of it. Nobody is told."),
    }
    link = call.reader.linked(call.say("The idea"), whole.channel, whole.place)
    if call.is_from_view:
        publish_home(call)  # where the question stood, it stands no more
    else:
        call.replace_message(text=f"{sentences[consent]} {link}")
