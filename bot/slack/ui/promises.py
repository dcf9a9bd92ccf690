"""What a leader set out to do: chosen in a form, brought back on its day, told in the digest."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.ideas import Idea
from bot.domain.outgoing import PromiseDue, PromiseNoted
from bot.domain.promises import Aim, Deed, Offer, Promise, PromiseTold
from bot.kit.mrkdwn import plain, shorten
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import (
    Block,
    Blocks,
    View,
    actions,
    button,
    context,
    field,
    link_button,
    menu,
    modal,
    notice,
    section,
)
from bot.slack.ui.ideas import idea_link
from bot.slack.ui.nudges import THANK_NUDGED, thanks_value

LABEL = 75  # characters of an option
MAKE, MOVE, LET_GO = "promises.make", "promises.move", "promises.let_go"
OPEN, THANK, ASK = "promises.open", "promises.thank", "promises.ask"


@render.register
def promise_noted(message: PromiseNoted, reader: Reader) -> Rendered:
    text = reader.words.say(
        "What you set out to do by {day}: {thing}. I remind you of it once, on that day.",
        day=_day(message.told.promise, reader),
        thing=thing(message.told, reader),
    )
    return Rendered(text, [section(text), _buttons(message.told.promise, reader)])


@render.register
def promise_due(message: PromiseDue, reader: Reader) -> Rendered:
    """With the button that does it."""
    told, words = message.told, reader.words
    text = words.say(
        "Today is the day for what you set out to do: {thing}.", thing=thing(told, reader)
    )
    blocks: Blocks = [section(text)]
    if does := _does_it(told, reader):
        blocks.append(actions(does, block_id=f"promise:{told.promise.id}:do"))
    return Rendered(text, [*blocks, _buttons(told.promise, reader)])


def promise_blocks(told: PromiseTold, reader: Reader) -> Blocks:
    """In the digest of the week: done, or still open."""
    words, promise = reader.words, told.promise
    values = {"day": _day(promise, reader), "thing": thing(told, reader)}
    if promise.is_kept:
        return [section(words.say("*What you set out to do* by {day} is done: {thing}.", **values))]
    text = words.say("*What you set out to do* by {day} is still open: {thing}.", **values)
    return [section(text), _buttons(promise, reader)]


def without_promise(blocks: Blocks, promise: int, sentence: str) -> Blocks:
    """The message once its buttons were used: they give way to that sentence."""
    ours, does = f"promise:{promise}", f"promise:{promise}:do"
    left = [block for block in blocks if block.get("block_id") != does]
    return [context(sentence) if block.get("block_id") == ours else block for block in left]


def let_go_sentence(reader: Reader) -> str:
    return reader.words.gettext("Fine, let go. Nothing of it is kept.")


def thing(told: PromiseTold, reader: Reader) -> str:
    """What is to be done, in a message."""
    person = reader.mention(told.promise.aim.person)
    idea = idea_link(told.idea, reader) if told.idea else ""
    return _thing(told.promise.aim, person, idea, reader)


def _thing(aim: Aim, person: str, idea: str, reader: Reader) -> str:
    words = reader.words
    things = {
        Deed.THANK: words.gettext("thank {person}"),
        Deed.REPLY: words.gettext("answer the idea “{idea}”"),
        Deed.TEST: words.gettext("find somebody to test “{idea}”"),
        Deed.CREDIT: words.gettext("name who had a part in what {person} thanked you for"),
        Deed.ASK: words.gettext("ask the team a question"),
    }
    return things[aim.deed].format(person=person, idea=idea)


def _day(promise: Promise, reader: Reader) -> str:
    return reader.day(promise.remind_at)


def _buttons(promise: Promise, reader: Reader) -> Block:
    say, value = reader.words.gettext, str(promise.id)
    return actions(
        button(say("Another day"), MOVE, value),
        button(say("Not after all"), LET_GO, value),
        block_id=f"promise:{promise.id}",
    )


def _does_it(told: PromiseTold, reader: Reader) -> Block | None:
    say, aim, idea = reader.words.gettext, told.promise.aim, told.idea
    if aim.deed is Deed.THANK:
        value = thanks_value(aim.person, aim.idea)
        return button(say("Write thanks"), THANK_NUDGED, value, "primary")
    if aim.deed is Deed.CREDIT:
        return button(say("Thank somebody"), THANK, style="primary")
    if aim.deed is Deed.ASK:
        return button(say("Ask a question"), ASK, str(told.promise.id), "primary")
    if idea and idea.place:
        return link_button(say("Open the idea"), OPEN, reader.permalink(idea.channel, idea.place))
    return None


# Forms


def promise_form(offers: Sequence[Offer], days: Sequence[date], reader: Reader) -> View:
    """One thing of those that there are, and a day."""
    say = reader.words.gettext
    things = {offer.aim.key: _label(offer, reader) for offer in offers}
    what = menu("aim", things, initial=None, placeholder=say("Choose one thing"))
    return modal(
        MAKE,
        say("One thing to do"),
        [
            field(say("What do you want to do for your team?"), what, block_id="aim"),
            _which_day(days, None, reader),
            context(
                say(
                    "I remind you once, on that day, at the hour of your digest. Whether it was"
                    " done I see from what happens, and nobody but you is told."
                )
            ),
        ],
        submit=say("I will"),
        close=say("Cancel"),
    )


def open_promise_form(told: PromiseTold, days: Sequence[date], reader: Reader) -> View:
    """What they have set out to do already, and another day for it."""
    words, promise = reader.words, told.promise
    text = words.say(
        "You set out to do this by {day}: {thing}.",
        day=_day(promise, reader),
        thing=thing(told, reader),
    )
    drop = button(words.gettext("Not after all"), LET_GO, str(promise.id))
    return modal(
        MOVE,
        words.gettext("One thing to do"),
        [
            section(text),
            _which_day(days, promise.remind_at.astimezone(reader.zone).date(), reader),
            actions(drop, block_id=f"promise:{promise.id}"),
        ],
        submit=words.gettext("Another day"),
        close=words.gettext("Close"),
        private_metadata=str(promise.id),
    )


def let_go_view(reader: Reader) -> View:
    say = reader.words.gettext
    return notice(say("One thing to do"), let_go_sentence(reader), say("Close"))


def _which_day(days: Sequence[date], chosen: date | None, reader: Reader) -> Block:
    say = reader.words.gettext
    labels: Mapping[str, str] = {day.isoformat(): _named(day, reader) for day in days}
    picker = menu(
        "day",
        labels,
        initial=chosen.isoformat() if chosen else None,
        placeholder=say("Choose a day"),
    )
    return field(say("By which day?"), picker, block_id="day")


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
    return shorten(found, 40) or reader.words.gettext("an older idea")
