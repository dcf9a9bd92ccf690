"""What a leader set out to do: chosen in a form, brought back on its day, told in the digest."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.ideas import Idea
from bot.domain.outgoing import PromiseDue, PromiseNoted
from bot.domain.promises import Aim, Deed, Offer, Promise, PromiseTold
from bot.kit.mrkdwn import plain, shorten
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui import blocks as bk
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
    return Rendered(text, [bk.section(text), _buttons(message.told.promise, reader)])


@render.register
def promise_due(message: PromiseDue, reader: Reader) -> Rendered:
    """With the button that does it."""
    told, words = message.told, reader.words
    text = words.say(
        "Today is the day for what you set out to do: {thing}.", thing=thing(told, reader)
    )
    does, id_ = _does_it(told, reader), f"promise:{told.promise.id}:do"
    row = bk.actions(does, block_id=id_) if does else None
    return Rendered(text, bk.present([bk.section(text), row, _buttons(told.promise, reader)]))


def promise_blocks(told: PromiseTold, reader: Reader) -> bk.Blocks:
    """In the digest of the week: done, or still open."""
    words, promise = reader.words, told.promise
    values = {"day": reader.day(promise.remind_at), "thing": thing(told, reader)}
    done = words.say("*What you set out to do* by {day} is done: {thing}.", **values)
    still_open = words.say("*What you set out to do* by {day} is still open: {thing}.", **values)
    if promise.is_kept:
        return [bk.section(done)]
    return [bk.section(still_open), _buttons(promise, reader)]


def without_promise(blocks: bk.Blocks, promise: int, sentence: str) -> bk.Blocks:
    """The message once its buttons were used: they give way to that sentence."""
    ours, does = f"promise:{promise}", f"promise:{promise}:do"
    left = [block for block in blocks if block.get("block_id") != does]
    return [bk.context(sentence) if block.get("block_id") == ours else block for block in left]


def thing(told: PromiseTold, reader: Reader) -> str:
    """What is to be done, in a message."""
    person = reader.mention(told.promise.aim.person)
    idea = idea_link(told.idea, reader) if told.idea else ""
    return _thing(told.promise.aim, person, idea, reader)


def _thing(aim: Aim, person: str, idea: str, reader: Reader) -> str:
    return reader.say(DEEDS[aim.deed], person=person, idea=idea)


def _buttons(promise: Promise, reader: Reader) -> bk.Block:
    another = bk.button(reader.say("Another day"), MOVE, promise.id)
    drop = bk.button(reader.say("Not after all"), LET_GO, promise.id)
    return bk.actions(another, drop, block_id=f"promise:{promise.id}")


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
    say = reader.say
    things = {offer.aim.key: _label(offer, reader) for offer in offers}
    what = bk.select("aim", things, placeholder=say("Choose one thing"))
    note = say(
        "I remind you once, on that day, at the hour of your digest. Whether it was done I see"
        " from what happens, and nobody but you is told."
    )
    return bk.modal(
        MAKE,
        say("One thing to do"),
        [
            bk.field(say("What do you want to do for your team?"), what),
            _which_day(days, None, reader),
            bk.context(note),
        ],
        reader.words,
        submit=say("I will"),
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
    labels = {day.isoformat(): _named(day, reader) for day in days}
    initial = chosen.isoformat() if chosen else None
    choose = reader.say("Choose a day")
    picker = bk.select("day", labels, initial=initial, placeholder=choose)
    return bk.field(reader.say("By which day?"), picker)


def _named(day: date, reader: Reader) -> str:
    return reader.words.day(datetime.combine(day, time(12), UTC), ZoneInfo("UTC"))


def _label(offer: Offer, reader: Reader) -> str:
    """Options are plain text: names and words as they read."""
    person = shorten(reader.name_of(offer.aim.person), 30) if offer.aim.person else ""
    label = _thing(offer.aim, person, _words(offer.idea, reader), reader)
    return shorten(f"{label[:1].upper()}{label[1:]}", LABEL)


def _words(idea: Idea | None, reader: Reader) -> str:
    if idea is None:
        return ""
    found = " ".join(plain(idea.text, reader.name_of).split())
    return shorten(found, 40) or reader.say("an older idea")
