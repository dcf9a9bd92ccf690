"""What a leader set out to do: chosen in a form, brought back on its day, told in the digest."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.outgoing import PromiseDue, PromiseNoted
from bot.domain.promises import Deed, Offer, Promise, PromiseTold
from bot.kit.mrkdwn import plain, shorten
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, bk, render
from bot.slack.ui.ideas import idea_link
from bot.slack.ui.nudges import THANK_NUDGED, thanks_value

LABEL = 75  # characters of an option
MAKE, MOVE, LET_GO = "promises.make", "promises.move", "promises.let_go"
OPEN, THANK, ASK = "promises.open", "promises.thank", "promises.ask"
DEEDS = {
    Deed.THANK: later("thank {person}"),
    Deed.REPLY: later("answer the idea “{idea}”"),
    Deed.TEST: later("find somebody to test “{idea}”"),
    Deed.CREDIT: later("name who had a part in what {person} thanked you for"),
    Deed.ASK: later("ask the team a question"),
}


@render.register
def promise_noted(message: PromiseNoted, reader: Reader) -> Rendered:
    text = reader.say(
        "What you set out to do by {day}: {thing}. I remind you of it once, on that day.",
        day=reader.day(message.told.promise.remind_at),
        thing=thing(message.told, reader),
    )
    return Rendered.of(text, _buttons(message.told.promise, reader))


@render.register
def promise_due(message: PromiseDue, reader: Reader) -> Rendered:
    """With the button that does it."""
    told = message.told
    text = reader.say(
        "Today is the day for what you set out to do: {thing}.", thing=thing(told, reader)
    )
    does, block_id = _does_it(told, reader), block_ids(told.promise.id)[0]
    row = bk.actions(does, block_id=block_id) if does else None
    return Rendered.of(text, row, _buttons(told.promise, reader))


def promise_blocks(told: PromiseTold, reader: Reader) -> bk.Blocks:
    """In the digest of the week: done, or still open."""
    say, promise = reader.say, told.promise
    values = {"day": reader.day(promise.remind_at), "thing": thing(told, reader)}
    if promise.is_kept:
        done = say("*What you set out to do* by {day} is done: {thing}.", **values)
        return [bk.section(done)]
    still_open = say("*What you set out to do* by {day} is still open: {thing}.", **values)
    return [bk.section(still_open), _buttons(promise, reader)]


def block_ids(promise: int) -> tuple[str, str]:
    """Of the button that does it, and of those that change it."""
    return f"promise:{promise}:do", f"promise:{promise}"


def thing(told: PromiseTold, reader: Reader) -> str:
    """What is to be done, in a message."""
    person = reader.mention(told.promise.aim.person)
    idea = idea_link(told.idea, reader) if told.idea else ""
    return reader.say(DEEDS[told.promise.aim.deed], person=person, idea=idea)


def _buttons(promise: Promise, reader: Reader) -> bk.Block:
    another = bk.button(reader.say("Another day"), MOVE, promise.id)
    drop = bk.button(reader.say("Not after all"), LET_GO, promise.id)
    return bk.actions(another, drop, block_id=block_ids(promise.id)[1])


def _does_it(told: PromiseTold, reader: Reader) -> bk.Block | None:
    say, aim, idea = reader.say, told.promise.aim, told.idea
    if aim.deed is Deed.THANK:
        value = thanks_value(aim.person, aim.idea)
        return bk.button(say("Write thanks"), THANK_NUDGED, value, "primary")
    if aim.deed is Deed.CREDIT:
        return bk.button(say("Thank somebody"), THANK, style="primary")
    if aim.deed is Deed.ASK:
        return bk.button(say("Ask a question"), ASK, told.promise.id, "primary")
    if idea and idea.place:
        return bk.button(say("Open the idea"), OPEN, url=reader.permalink(idea.channel, idea.place))
    return None


# Forms


def promise_form(offers: Sequence[Offer], days: Sequence[date], reader: Reader) -> bk.View:
    """One thing of those that there are, and a day."""
    things = {offer.aim.key: _label(offer, reader) for offer in offers}
    what = bk.select("aim", things, placeholder=reader.say("Choose one thing"))
    note = reader.say(
        "I remind you once, on that day, at the hour of your digest. Whether it was done I see"
        " from what happens, and nobody but you is told."
    )
    return bk.modal(
        MAKE,
        reader.say("One thing to do"),
        [
            bk.field(reader.say("What do you want to do for your team?"), what),
            _which_day(days, None, reader),
            bk.context(note),
        ],
        reader.words,
        submit=reader.say("I will"),
    )


def open_promise_form(told: PromiseTold, days: Sequence[date], reader: Reader) -> bk.View:
    """What they have set out to do already, and another day for it."""
    words, promise = reader.words, told.promise
    text = words.say(
        "You set out to do this by {day}: {thing}.",
        day=reader.day(promise.remind_at),
        thing=thing(told, reader),
    )
    drop = bk.button(words.say("Not after all"), LET_GO, promise.id)
    return bk.modal(
        MOVE,
        words.say("One thing to do"),
        [
            bk.section(text),
            _which_day(days, promise.remind_at.astimezone(reader.zone).date(), reader),
            bk.actions(drop, block_id=f"promise:{promise.id}"),
        ],
        reader.words,
        submit=words.say("Another day"),
        close=words.say("Close"),
        meta=promise.id,
    )


def _which_day(days: Sequence[date], chosen: date | None, reader: Reader) -> bk.Block:
    zone, choose = ZoneInfo("UTC"), reader.say("Choose a day")
    noons = [datetime.combine(day, time(12), zone) for day in days]
    labels = {str(noon.date()): reader.words.day(noon, zone) for noon in noons}
    picker = bk.select("day", labels, initial=str(chosen or ""), placeholder=choose)
    return bk.field(reader.say("By which day?"), picker)


def _label(offer: Offer, reader: Reader) -> str:
    """Options are plain text: names and words as they read."""
    person = shorten(reader.name_of(offer.aim.person), 30) if offer.aim.person else ""
    idea = ""
    if offer.idea:
        text = " ".join(plain(offer.idea.text, reader.name_of).split())
        idea = shorten(text, 40) or reader.say("an older idea")
    label = reader.say(DEEDS[offer.aim.deed], person=person, idea=idea)
    return shorten(f"{label[:1].upper()}{label[1:]}", LABEL)
