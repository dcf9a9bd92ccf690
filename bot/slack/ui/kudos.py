"""How kudos look: the post, the message to a receiver, the form."""

import json

from bot.domain.kudos import REASON_LIMIT
from bot.domain.outgoing import KudosKept, KudosPosted, KudosReceived, KudosUnposted
from bot.slack.ui import Reader, Rendered, render
from bot.slack.ui.blocks import (
    View,
    choice,
    field,
    link_input,
    modal,
    people_input,
    quoted,
    section,
    text_input,
)

PUBLIC, PRIVATE = "public", "private"


@render.register
def kudos_posted(message: KudosPosted, reader: Reader) -> Rendered:
    sentence = reader.words.gettext(":raised_hands: *{giver}* thanks {receivers}")
    giver = reader.name(message.giver)
    text = sentence.format(giver=giver, receivers=reader.people(message.receivers))
    return _with_reason(text, message.reason, reader)


@render.register
def kudos_received(message: KudosReceived, reader: Reader) -> Rendered:
    sentence = reader.words.gettext(":raised_hands: <@{giver}> thanks you")
    return _with_reason(sentence.format(giver=message.giver), message.reason, reader)


@render.register
def kudos_unposted(message: KudosUnposted, reader: Reader) -> Rendered:
    text = reader.words.say(
        "I could not post your thanks to {people} in <#{channel}>, so nobody has read them there."
        " They are kept. Invite me with `/invite` and thank again, or tell them yourself.",
        people=reader.people(message.receivers),
        channel=message.channel,
    )
    return Rendered(text=text, blocks=[section(text)])


@render.register
def kudos_kept(message: KudosKept, reader: Reader) -> Rendered:
    people = reader.people(message.receivers)
    said = []
    if message.privately:
        said.append(reader.words.say("Kept: your thanks go to {people}, privately.", people=people))
    if message.without_giver:
        said.append(left_out_sentence(message.receivers, reader))
    said += liked_sentences(message.alone, message.spared, reader)
    text = "\n".join(said)
    return Rendered(text=text, blocks=[section(text)])


def liked_sentences(alone: tuple[str, ...], spared: tuple[str, ...], reader: Reader) -> list[str]:
    """To the giver: who was not thanked here, since they like it otherwise."""
    say, told = reader.words.say, []
    if alone:
        told.append(
            say(
                "{people} would rather be thanked privately, so I told them alone.",
                people=reader.people(alone),
            )
        )
    if spared:
        told.append(
            say(
                "{people} would rather not be mentioned, so I told nobody of these thanks. Say"
                " them in person.",
                people=reader.people(spared),
            )
        )
    return told


def left_out_sentence(receivers: tuple[str, ...], reader: Reader) -> str:
    """To somebody who thanked themselves among others."""
    return reader.words.say(
        "Kudos are for others, so I left you out: these go to {people}.",
        people=reader.people(receivers),
    )


def _with_reason(text: str, reason: str, reader: Reader) -> Rendered:
    if reason:
        text = f"{text}\n{quoted(reader.typed(reason, REASON_LIMIT + 500))}"
    return Rendered(text=text, blocks=[section(text)])


def kudos_form(
    reader: Reader,
    *,
    channel: str | None,
    people: tuple[str, ...] = (),
    reason: str = "",
    link: str = "",
    digest: tuple[str, str] | None = None,
    nudge: int = 0,
) -> View:
    """The form to thank people. `channel` is where it is shown unless given privately.

    `digest` is the channel and ts of the digest or card whose button opened it, and `nudge` the
    nudge that suggested it, where that is followed by it whomever it names.
    """
    say = reader.words.gettext
    blocks = [
        field(
            say("Who?"),
            people_input("people", initial=people, placeholder=say("Choose people")),
            block_id="people",
        ),
        field(
            say("What did they do?"),
            text_input("reason", initial=reason, multiline=True, most=1_300, tells=True),
            block_id="reason",
            hint=say("The more specific, the more it is worth to them."),
            tells=True,  # what would make it worth more is shown while it is written
        ),
        field(
            say("What did it change?"),
            text_input("effect", multiline=True, most=400, tells=True),
            block_id="effect",
            optional=True,
            tells=True,
        ),
        field(
            say("Link"),
            link_input("link", initial=link, tells=True),
            block_id="link",
            optional=True,
            tells=True,
        ),
    ]
    if channel:
        where = {PUBLIC: say("Here, for everyone to see"), PRIVATE: say("Only to them, privately")}
        picker = choice("where", where, initial=PUBLIC, kind="radio_buttons")
        blocks.append(field(say("Where?"), picker, block_id="where"))
    else:
        blocks.append(section(say("It goes to them privately, as a message from me.")))
    return modal(
        "kudos.give",
        say("Thank somebody"),
        blocks,
        submit=say("Send thanks"),
        close=say("Cancel"),
        private_metadata=json.dumps({"channel": channel, "digest": digest, "nudge": nudge}),
    )
