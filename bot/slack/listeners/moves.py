"""What is done with an idea: its card's *More*, tests, combining, its family, and no more of it."""

from bot.domain.combining import Consent
from bot.domain.errors import NewIdeaMissingError
from bot.domain.ideas import Idea, check_text
from bot.domain.moves import Move
from bot.kit.mrkdwn import escape
from bot.services.authors import edit_own_idea, editable_idea, withdraw_idea
from bot.services.combining import answer_request, combine_ideas
from bot.services.families import family_seen_in
from bot.services.idea_tests import branch_test, end_test, idea_to_test, open_test, running_test
from bot.services.ideas import idea_with_id, ideas_to_combine
from bot.services.moves import choices_of, decide_idea
from bot.services.notices import stop_notices_of
from bot.services.privacy import choose
from bot.services.tickets import VALID_FOR, Ticket, sealed
from bot.slack.home import publish_home
from bot.slack.listeners import Call, new_idea, on
from bot.slack.ui import moves as ui
from bot.slack.ui.cards import LINES, family_view
from bot.slack.ui.more import more_view

OUTCOMES = {f"tests.{each}": each for each in (Move.KEEP, Move.CHANGE, Move.STOP)}
CONSENTS = {f"combining.{each}": each for each in Consent}


@on.action("ideas.more", members_only=True)
def more_pressed(call: Call) -> None:
    choices = choices_of(call.store, call.target, call.person)
    call.open_view(more_view(choices, call.reader, is_there=not call.has_left(choices.idea)))


@on.action("ideas.who_sees")
def who_sees_pressed(call: Call) -> None:
    idea = idea_with_id(call.store, call.workspace, call.target)
    _show(call, ui.who_sees_text(idea, call.reader))


@on.action("ideas.adopt", members_only=True)
def adopt_pressed(call: Call) -> None:
    decide_idea(call.store, call.target, call.person, Move.ADOPT, call.now)
    _show(call, call.say(":tada: It is adopted. Its card says so."))


@on.action("ideas.reopen", members_only=True)
def reopen_pressed(call: Call) -> None:
    decide_idea(call.store, call.target, call.person, Move.REOPEN, call.now)
    _show(call, call.say("It is open again. Its card says so."))


@on.action("ideas.withdraw", members_only=True)
def withdraw_pressed(call: Call) -> None:
    withdraw_idea(call.store, call.target, call.person, call.kit.marks, call.now)
    _show(call, call.say("It is withdrawn, and its card is on its way out."))


@on.action("ideas.park", members_only=True)
def park_pressed(call: Call) -> None:
    choices = choices_of(call.store, call.target, call.person)
    choices.check(Move.PARK)
    call.open_view(ui.park_form(choices.idea, call.reader))


@on.view("ideas.park")
def park_form_sent(call: Call) -> None:
    words = {"reason": call.typed("reason"), "change": call.typed("change")}
    decide_idea(call.store, call.target, call.person, Move.PARK, call.now, **words)


@on.action("ideas.edit")
def edit_pressed(call: Call) -> None:
    idea = editable_idea(call.store, call.target, call.person)
    call.open_view(ui.edit_form(idea, call.reader))


@on.view("ideas.edit")
def edit_form_sent(call: Call) -> None:
    """Sent as it was, nothing changes: mentions would become mere names."""
    typed = call.values.get("text") or ""
    idea = editable_idea(call.store, call.target, call.person)
    if typed != ui.unmarked(idea, call.reader):
        edit_own_idea(call.store, idea.id, call.person, escape(typed), call.now)


def _show(call: Call, sentence: str) -> None:
    """In place of the form in which the button was pressed."""
    call.show_notice(call.say("This idea"), sentence)


# Its family, and no more notices of it


@on.action("ideas.family", members_only=True)
def family_pressed(call: Call) -> None:
    """Raises `IdeaGoneError`, and `StrangerError`."""
    seen_in = call.pressed_in  # none in a form and on the Home tab
    family = family_seen_in(call.store, call.workspace, call.target, seen_in, most=LINES)
    call.open_view(family_view(family, call.reader, picture=_picture(call, family.of)))


def _picture(call: Call, idea: Idea) -> str | None:
    """Build the signed link to the family page, or None without a public address."""
    address = call.kit.settings.public_url
    if address is None:
        return None
    seen_in = idea.channel if idea.is_private else None
    ticket = Ticket(call.workspace, idea.id, call.user, call.now + VALID_FOR, seen_in)
    return f"{address.rstrip('/')}/family/{sealed(ticket, call.kit.settings.shared_secret)}#it"


@on.action("notices.stop")
def stop_pressed(call: Call) -> None:
    stop_notices_of(call.store, call.workspace, call.user, call.target)
    call.whisper(call.say("Fine, you will hear no more of this idea."))


@on.action("notices.stop_all")
def stop_all_pressed(call: Call) -> None:
    choose(call.store, call.workspace, call.user, notices=False)
    sentence = call.say(
        "Fine, you will hear no more of ideas that move. `{command} privacy` changes that.",
        command=call.reader.command("groundswell"),
    )
    call.whisper(sentence)


# Tests


@on.action("ideas.test", members_only=True)
def test_pressed(call: Call) -> None:
    idea = idea_to_test(call.store, call.workspace, call.target)
    call.open_view(ui.trial_form(idea, call.reader))


@on.view("ideas.test", members_only=True)
def trial_form_sent(call: Call) -> None:
    question, days = call.typed("question"), int(call.values["days"])
    open_test(call.store, call.target, call.person, question, call.now, days)


@on.action(*OUTCOMES)
def outcome_pressed(call: Call) -> None:
    move = OUTCOMES[call.action["action_id"]]
    test, idea = running_test(call.store, call.target, call.person, move)
    call.open_view(ui.lesson_form(test, idea, move, call.reader))


@on.view("tests.end")
def lesson_form_sent(call: Call) -> None:
    test, move, learned = call.meta["test"], Move(call.meta["move"]), call.typed("learned")
    if call.values.get("onward") == ui.OWN_IDEA:
        _branch(call, test, learned, call.typed("text"))
    else:
        end_test(call.store, test, call.person, move, learned, call.now)


def _branch(call: Call, test: int, learned: str, text: str) -> None:
    """What was learned is an idea of its own, in the channel of the one that was tested."""
    if not text.strip():
        raise NewIdeaMissingError
    check_text(text)
    _, tested = running_test(call.store, test, call.person, Move.BRANCH)
    call.check_not_left(tested)
    idea = new_idea(call, tested.channel, text, call.form)
    branch_test(call.store, test, call.person, learned, idea)


# Combining


@on.action("ideas.combine", members_only=True)
def combine_pressed(call: Call) -> None:
    first = _first(call, call.target)
    if others := ideas_to_combine(call.store, first, ui.OFFERED, only_there=call.person.is_guest):
        call.open_view(ui.combine_form(first, others, call.reader))
    else:
        nothing = call.say("There is no other idea here yet that this one could be combined with.")
        call.show_notice(call.say("Combine ideas"), nothing)


@on.view("combining.share", members_only=True)
def combine_sent(call: Call) -> None:
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
