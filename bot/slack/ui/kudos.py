"""How kudos look: the post, the message to a receiver, the form."""

from collections.abc import Iterator, Sequence

from bot.domain.kudos import REASON_LIMIT, Kudos
from bot.domain.outgoing import KudosKept, KudosPosted, KudosReceived, KudosUnposted
from bot.slack.ui import Reader, Rendered, bk, render

PUBLIC, PRIVATE = "public", "private"


@render.register
def kudos_posted(message: KudosPosted, reader: Reader) -> Rendered:
    giver, receivers = reader.name(message.giver), reader.people(message.receivers)
    text = reader.say(
        ":raised_hands: *{giver}* thanks {receivers}", giver=giver, receivers=receivers
    )
    return _with_reason(text, message.reason, reader)


@render.register
def kudos_received(message: KudosReceived, reader: Reader) -> Rendered:
    text = reader.say(":raised_hands: <@{giver}> thanks you", giver=message.giver)
    return _with_reason(text, message.reason, reader)


@render.register
def kudos_unposted(message: KudosUnposted, reader: Reader) -> Rendered:
    text = reader.say(
        "I could not post your thanks to {people} in <#{channel}>, so nobody has read them there."
        " They are kept. Invite me with `/invite` and thank again, or tell them yourself.",
        people=reader.people(message.receivers),
        channel=message.channel,
    )
    return Rendered.of(text)


@render.register
def kudos_kept(message: KudosKept, reader: Reader) -> Rendered:
    lines = []
    if message.privately:
        people = reader.people(message.receivers)
        lines.append(reader.say("Kept: your thanks go to {people}, privately.", people=people))
    if message.without_giver:
        lines.append(left_out_sentence(message.receivers, reader))
    return Rendered.of("\n".join([*lines, *liked_sentences(message.alone, message.spared, reader)]))


def liked_sentences(
    alone: tuple[str, ...], spared: tuple[str, ...], reader: Reader
) -> Iterator[str]:
    """To the giver: who was not thanked here, since they like it otherwise."""
    if alone:
        yield reader.say(
            "{people} would rather be thanked privately, so I told them alone.",
            people=reader.people(alone),
        )
    if spared:
        yield reader.say(
            "{people} would rather not be mentioned, so I told nobody of these thanks. Say them in"
            " person.",
            people=reader.people(spared),
        )


def left_out_sentence(receivers: tuple[str, ...], reader: Reader) -> str:
    """To somebody who thanked themselves among others."""
    return reader.say(
        "Kudos are for others, so I left you out: these go to {people}.",
        people=reader.people(receivers),
    )


def _with_reason(text: str, reason: str, reader: Reader) -> Rendered:
    if reason:
        text = f"{text}\n{reader.quoted(reason, REASON_LIMIT + 500)}"
    return Rendered.of(text)


def kudos_lines(kudos: Sequence[Kudos], reader: Reader) -> str:
    """Kudos as a list, newest first."""
    if not kudos:
        return reader.say(
            "None yet. Type `{command} @name for …` in a channel.", command=reader.command("kudos")
        )
    return "\n".join(
        reader.say(
            "• {day}: {giver} → {receivers}: {reason}",
            day=reader.day(each.given_at),
            giver=reader.mention(each.giver),
            receivers=reader.people(each.receivers, 5),
            reason=reader.reason(each),
        )
        for each in kudos
    )


def kudos_form(
    reader: Reader,
    *,
    channel: str | None,
    people: tuple[str, ...] = (),
    reason: str = "",
    link: str = "",
    digest: tuple[str, str] | None = None,
    nudge: int = 0,
) -> bk.View:
    """The form to thank people. `channel` is where it is shown unless given privately.

    `digest` is the channel and ts of the digest or card whose button opened it, and `nudge` the
    nudge that suggested it, where that is followed by it whomever it names.
    """
    say = reader.say
    blocks = [
        bk.field(say("Who?"), bk.people_input("people", say("Choose people"), initial=people)),
        bk.field(
            say("What did they do?"),
            bk.text_input("reason", 1_300, initial=reason),
            hint=say("The more specific, the more it is worth to them."),
            tells=True,  # what would make it worth more is shown while it is written
        ),
        bk.field(
            say("What did it change?"), bk.text_input("effect", 400), optional=True, tells=True
        ),
        bk.field(say("Link"), bk.link_input("link", initial=link), optional=True, tells=True),
    ]
    if channel:
        where = {PUBLIC: say("Here, for everyone to see"), PRIVATE: say("Only to them, privately")}
        picker = bk.select("where", where, initial=PUBLIC, kind="radio_buttons")
        blocks.append(bk.field(say("Where?"), picker))
    else:
        blocks.append(bk.section(say("It goes to them privately, as a message from me.")))
    return bk.modal(
        "kudos.give",
        say("Thank somebody"),
        blocks,
        reader.words,
        submit=say("Send thanks"),
        meta={"channel": channel, "digest": digest, "nudge": nudge},
    )
