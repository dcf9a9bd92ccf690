"""The credits roll of an adopted idea: edited and posted, or left to the test's owner."""

from bot.domain.people import Person
from bot.services.credits import leave_roll, post_roll, roll_of
from bot.slack.listeners import Call, on
from bot.slack.ui.credits import roll_form


@on.action("credits.edit")
def edit_pressed(call: Call) -> None:
    draft = roll_of(call.store, call.target, call.person)
    call.check_not_left(draft.idea)
    call.open_view(roll_form(draft.idea, draft.credits, call.reader))


@on.action("credits.leave")
def leave_pressed(call: Call) -> None:
    owner = leave_roll(call.store, call.target, call.person, call.now)
    sentence = call.say("I asked {owner} to post it.", owner=call.reader.mention(owner))
    call.replace_message(text=sentence)


@on.view("credits.post")
def roll_sent(call: Call) -> None:
    values, idea = call.values, call.target
    known = [entry.person for entry in roll_of(call.store, idea, call.person).credits]
    named = list(values["people"] or ())
    if "but" in values:  # too many for the field: everybody is meant, but for some
        named += [person for person in known if person not in (values["but"] or ())]
    # The roll itself names members alone: only who was added is looked up.
    people = [
        Person(call.workspace, id, id) if id in known else call.person_called(id)
        for id in dict.fromkeys(named)
    ]
    post_roll(call.store, idea, call.person, people, call.typed("words"), call.now)
