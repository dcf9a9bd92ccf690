"""How ideas look: forms, offers to keep a message, links, lists. Cards have their own file."""

from collections.abc import Iterator
from typing import Any

from bot.domain.homes import Standing, Tally
from bot.domain.idea_lists import Which
from bot.domain.ideas import TEXT_LIMIT, Idea, IdeaNamed, Stage
from bot.domain.messages import Message
from bot.domain.outgoing import Hint, IdeaCaptured, KeepOffer, Offered
from bot.domain.pages import Page
from bot.i18n import Words
from bot.kit.words import later
from bot.slack.ui import Reader, Rendered, bk, render

MOST_CARRIED = 100  # ids in a button, whose value Slack lets have 2,000 characters
STAGES = {
    Stage.SHARED: later("shared"),
    Stage.TESTING: later("being tested"),
    Stage.ADOPTED: later("adopted"),
    Stage.PARKED: later("parked"),
}
EMPTY = {
    Which.ALL: later("Nobody has shared an idea in this channel yet."),
    Which.OPEN: later("No idea in this channel is open: each is tested or decided on."),
    Which.TESTING: later("No idea in this channel is being tested."),
    Which.ADOPTED: later("No idea in this channel has been adopted yet."),
    Which.PARKED: later("No idea in this channel is parked."),
    Which.MINE: later("You have not shared an idea yet."),
    Which.WAITING: later("Nothing in this channel waits: every idea has a reply or is tested."),
}
OFFERS = {
    Offered.KUDOS: later("This sounds like thanks. Keep it as kudos?"),
    Offered.IDEA: later("This sounds like an idea. Keep it as one?"),
    Offered.BUILD: later("This sounds like an idea that builds on the one above. Keep it as that?"),
}
# The offer after a hint: it says who thinks so, not what the message sounds like.
HINTED = {
    Hint.AUTHOR: later("You marked this with :{emoji}:. Keep it as an idea?"),
    Hint.COLLEAGUE: later("A colleague marked this with :{emoji}:. Keep it as an idea?"),
    Hint.SAVER: later("{name} thinks that this is an idea. Keep it as one?"),
}


def stage_label(stage: Stage, words: Words) -> str:
    return words.say(STAGES[stage])


def tally_words(tally: Tally, words: Words) -> Iterator[str]:
    """What there is none of is not counted."""
    counts = (
        words.count_if_any("{count} supporter", "{count} supporters", tally.supporters),
        words.count_if_any("built on by {count}", "built on by {count}", tally.builders),
        words.count_if_any("{count} test", "{count} tests", tally.tests),
    )
    return filter(None, counts)


def standing_words(standing: Standing, words: Words) -> str:
    return " · ".join(
        (stage_label(standing.idea.stage, words), *tally_words(standing.tally, words))
    )


def idea_link(idea: Idea | IdeaNamed, reader: Reader, most: int = 100) -> str:
    """Its words, linked to where it stands; what is old has lost them."""
    words = reader.typed(idea.text, most) or reader.say("an older idea")
    return reader.linked(words, idea.channel, idea.place)


def idea_by(idea: Idea | IdeaNamed, reader: Reader, most: int = 100) -> str:
    """The link and whose it is, by name, which pings nobody."""
    name = reader.say("by {name}", name=reader.name(idea.author))
    return f"{idea_link(idea, reader, most)} {name}"


def idea_link_afar(idea: Idea, reader: Reader, most: int = 100) -> str:
    """The same, outside of its channel: who had a part in a private one may have left since."""
    if idea.is_private and idea.author != reader.id:
        words = reader.say("an idea of a private channel")
        return reader.linked(words, idea.channel, idea.place)
    return idea_link(idea, reader, most)


@render.register
def keep_offer(message: KeepOffer, reader: Reader) -> Rendered:
    say, sentence, value = reader.say, _question(message, reader), _offer_value(message)
    is_kudos = message.what is Offered.KUDOS
    keep = say("Keep it as kudos") if is_kudos else say("Keep it as an idea")
    no = say("Not kudos") if is_kudos else say("Not an idea")
    buttons = bk.actions(
        bk.button(keep, "offers.keep", value, "primary"),
        bk.button(no, "offers.decline", value),
        bk.button(say("Stop asking me"), "offers.stop", value),
    )
    link = say("<{url}|Your message>", url=reader.permalink(message.channel, message.ts))
    return Rendered(sentence, [bk.section(f"{sentence}\n{link}"), buttons])


def _question(offer: KeepOffer, reader: Reader) -> str:
    if offer.hint:
        name = reader.name(offer.by) if offer.by else ""
        return reader.say(HINTED[offer.hint], emoji=reader.settings.idea_emoji, name=name)
    if offer.receivers:
        return reader.say(
            "This sounds like thanks. Keep it as kudos for {people}?",
            people=reader.named(offer.receivers),
        )
    return reader.say(OFFERS[offer.what])


def _offer_value(offer: KeepOffer) -> dict[str, Any]:
    """What its buttons carry. More people than fit were named by the message, as a group."""
    named = offer.receivers if len(offer.receivers) <= MOST_CARRIED else ()
    place = {"ts": offer.ts, "thread": offer.thread_ts, "in": offer.channel}
    return {"what": offer.what, **place, "for": named}


def idea_form(reader: Reader, *, channel: str | None, parent: Idea | None = None) -> bk.View:
    """The form to share an idea, or to build on one, which it quotes. It asks where if need be."""
    say = reader.say
    quote = reader.quoted(parent.text, 1_500) if parent else ""
    label = say("What would you add or change?") if parent else say("What is the idea?")
    where = bk.channel_input("channel", placeholder=say("Choose a channel"))
    what = bk.field(
        label,
        bk.text_input("text", TEXT_LIMIT),
        hint=say("Half-baked is fine: others can build on it."),
        tells=True,  # what is like it is shown while it is written
    )
    return bk.modal(
        "ideas.share",
        say("Build on an idea") if parent else say("Share an idea"),
        [
            bk.section(quote) if quote else None,
            what,
            None if channel else bk.field(say("Where?"), where),
        ],
        reader.words,
        submit=say("Share"),
        meta={"channel": channel, "parent": parent.id if parent else 0},
    )


def list_text(which: Which, page: Page[Standing], reader: Reader) -> str:
    if not page.items:
        return reader.say(EMPTY[which])
    lines = [
        f"• {idea_link(each.idea, reader)} — {reader.name(each.idea.author)}"
        f" · {standing_words(each, reader.words)}"
        for each in page.items
    ]
    if page.pages > 1:
        lines.append(_footer(which, page, reader))
    return "\n".join(lines)


def _footer(which: Which, page: Page[Standing], reader: Reader) -> str:
    next_one = page.number + 1 if page.number < page.pages else 1
    asked = [reader.command("idea"), "mine" if which is Which.MINE else "list"]
    if which.stage or which is Which.WAITING:
        asked.append(which)
    where = {
        "number": reader.words.number(page.number),
        "pages": reader.words.number(page.pages),
        "command": " ".join([*asked, str(next_one)]),
    }
    if next_one == 1:
        return reader.say("_Page {number} of {pages}. The first: `{command}`_", **where)
    return reader.say("_Page {number} of {pages}. The next: `{command}`_", **where)


def keep_form(
    reader: Reader, message: Message, *, is_own: bool, asks: bool, parent: Idea | None
) -> bk.View:
    """The message as its author wrote it, not to be edited by others, and what comes of it."""
    say, name = reader.say, reader.name(message.author)
    said, built, note = reader.quoted(message.text, TEXT_LIMIT), "", ""
    if parents := reader.typed(parent.text, 120) if parent else "":
        built = say("Builds on: {parents}", parents=parents)
    if asks:
        note = say(
            "In this channel nothing is kept without its author's yes, so I ask {name}.", name=name
        )
    elif not is_own:
        note = say("It stays the idea of {name}, whom I tell, and who may take it down.", name=name)
    blocks = [
        bk.section(said) if said else None,
        bk.context(built) if built else None,
        bk.context(note) if note else None,
    ]
    place = {"channel": message.channel, "ts": message.ts, "thread": message.thread_ts}
    return bk.modal(
        "ideas.keep",
        say("Keep as an idea"),
        blocks,
        reader.words,
        submit=say("Ask the author") if asks else say("Keep"),
        meta=place,
    )


def asked_notice(reader: Reader, author: str) -> bk.View:
    say, name = reader.say, reader.name(author)
    sentence = say("I asked {name}. Nothing is kept until they say yes.", name=name)
    return bk.notice(say("Keep as an idea"), sentence, reader.words)


@render.register
def idea_captured(message: IdeaCaptured, reader: Reader) -> Rendered:
    """To the author alone. It quotes nothing: what was said in a private channel stays there."""
    words, value = reader.words, message.idea
    text = words.say(
        "{name} saved <{url}|what you wrote> as an idea of yours. Others can support it and build"
        " on it. If you would rather not, take it down: then nobody can save it again.",
        name=reader.name(message.by),
        url=reader.permalink(message.channel, message.ts),
    )
    buttons = bk.actions(
        bk.button(words.say("Fine"), "captures.approve", value, "primary"),
        bk.button(words.say("Take it down"), "captures.refuse", value),
    )
    return Rendered.of(text, buttons)
