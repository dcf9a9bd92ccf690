"""Kudos by command and by form, and taking them back."""

import re
from dataclasses import dataclass
from typing import Any

from bot.domain import errors
from bot.domain.kudos import REASON_LIMIT, Kudos, NamedGroup, thankable, who_is_thanked
from bot.domain.messages import Kind, Span, mentioned
from bot.domain.mrkdwn import spans_of
from bot.domain.outgoing import KudosKept
from bot.domain.people import Channel
from bot.domain.sources import Source
from bot.kit.words import later
from bot.services.kudos import give_kudos, thanked_how, undo_kudos
from bot.slack.digests import show_thanked
from bot.slack.listeners import Call, on
from bot.slack.payloads import is_typed, spans_from
from bot.slack.ui.kudos import PRIVATE, kudos_form, kudos_lines, left_out_sentence, liked_sentences

LATEST = 10  # kudos that `mine` lists
MOST_CREDITED = 10  # each may have to be asked of Slack, and the form must open in three seconds
LEAD_IN = re.compile(r"^(?:[\s,;&+]|\b(?:to|and|und|et|y|e|thank you|thanks?)\b)+", re.IGNORECASE)
FOR = re.compile(
    r"^[\s,:;-]*(?:(?:for|because|für|weil|pour|parce que|por|porque|para)\b)?[\s,:;-]*",
    re.IGNORECASE,
)
WEB_LINK = re.compile(r"https?://[^\s<>|]+")
TYPED_NAME = re.compile(r"^@([\w.\-']+)")


HELP = later(
    "• `{command} @name for what they did` thanks them here; several names and user groups"
    " work too\n"
    "• `{command}` opens a form, also for private thanks\n"
    "• `{command} mine` lists what you gave and got\n"
    "• `{command} undo` takes back your latest, within an hour\n"
    "Just writing `thanks @name for …` in a channel that I am in works as well."
)


@on.command("kudos", "Thank somebody", "@name for what they did", guide=HELP)
def kudos_command(call: Call) -> str | None:
    match call.text.lower():
        case "":
            here = call.if_can_post(call.body["channel_id"])
            call.open_view(kudos_form(call.reader, channel=here))
            return None
        case "mine":
            return _mine(call)
        case "undo":
            return _undo(call)
        case _:
            return _give(call)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed after the command: whom, and what for."""

    people: tuple[str, ...]
    groups: tuple[Span, ...]
    reason: str


def read_typed(text: str) -> Typed:
    """The names that the text begins with, and the rest as the reason.

    Names further on are part of the reason ("@ana for helping @ben"); only when the text begins
    with none are all its names meant. Raises `UnknownNameError` for an @name Slack did not know.
    """
    left, rest, named = text, LEAD_IN.sub("", text), list[Span]()
    while span := _leading_name(rest):
        named.append(span)
        left = rest[rest.index(">") + 1 :]
        rest = LEAD_IN.sub("", left)  # an "and" leads to a name, or belongs to the reason
    if unknown := TYPED_NAME.match(rest):
        raise errors.UnknownNameError(name=f"@{unknown[1]}")
    if not named:
        named = [span for span in spans_of(text) if span.kind in {Kind.USER, Kind.GROUP}]
    return Typed(
        people=tuple(dict.fromkeys(span.value for span in named if span.kind is Kind.USER)),
        groups=tuple(span for span in named if span.kind is Kind.GROUP),
        reason=FOR.sub("", left, count=1).strip(),
    )


def _leading_name(text: str) -> Span | None:
    if not text.startswith("<"):
        return None
    spans = spans_of(text[: text.find(">") + 1])
    return spans[0] if spans and spans[0].kind in {Kind.USER, Kind.GROUP} else None


def _give(call: Call) -> str:
    """Keep and say the thanks; answers what only the giver reads, if anything."""
    errors.check_length(call.text, REASON_LIMIT)
    typed = read_typed(call.text)
    if not typed.people and not typed.groups:
        raise errors.NobodyToThankError
    receivers = _receivers(call, typed)
    if not typed.reason:
        raise errors.ReasonMissingError
    channel = call.channel(call.body["channel_id"])
    here = channel if channel.can_post else None
    source = Source.COMMAND.of(call.body["trigger_id"])
    liked = thanked_how(call.store, call.workspace, receivers)
    kudos = _kudos(call, receivers, typed.reason, source, here)
    give_kudos(call.store, kudos, tell_privately=here is None)
    told = [left_out_sentence(receivers, call.reader)] if call.user in typed.people else []
    if here is None:
        sentence = call.say(
            "I am not in this channel, so I told {people} privately. To have thanks seen here, type"
            " `/invite @{bot}`.",
            people=call.reader.people(liked.thanked),
            bot=call.kit.identity.name,
        )
        told.append(sentence)
    told += liked_sentences(liked.alone if here else (), liked.spared, call.reader)
    return "\n".join(told)


def _kudos(
    call: Call, receivers: tuple[str, ...], reason: str, source: str, channel: Channel | None
) -> Kudos:
    """By whoever did it. Without a channel they are private."""
    return Kudos(
        workspace=call.workspace,
        giver=call.user,
        receivers=receivers,
        reason=reason,
        given_at=call.now,
        source=source,
        channel=channel.id if channel else None,
        is_private=channel is None or channel.is_private,
    )


def _receivers(call: Call, typed: Typed) -> tuple[str, ...]:
    groups = []
    for group in typed.groups:
        members = call.kit.directory.group_members(call.workspace, group.value)
        groups.append(NamedGroup(group.value, group.label, tuple(call.people(members))))
    return who_is_thanked(call.user, call.people(typed.people), groups)


def _undo(call: Call) -> str:
    mark = call.kit.settings.kudos_emoji
    kudos = undo_kudos(call.store, call.workspace, call.user, call.now, mark)
    people = call.reader.people(kudos.receivers)
    return call.say("Taken back: your kudos to {people}.", people=people)


def _mine(call: Call) -> str:
    with call.store.read() as tx:
        kudos = tx.kudos.mine(call.workspace, call.user, LATEST)
    return kudos_lines(kudos, call.reader)


@on.shortcut("kudos.credit", "Give credit for this", "Thank whoever is behind this message")
def credit_asked(call: Call) -> None:
    """The form, with whom to thank and the link to the message filled in."""
    message, channel = call.body["message"], call.body["channel"]["id"]
    if message.get("subtype") == "tombstone":
        raise errors.MessageGoneError
    link = call.kit.identity.permalink(channel, message["ts"])
    here, people = call.if_can_post(channel), _credited(call, message)
    call.open_view(kudos_form(call.reader, channel=here, people=people, link=link))


def _credited(call: Call, message: dict[str, Any]) -> tuple[str, ...]:
    """The author of a message; of one's own, or an app's, those whom it mentions.

    Raises the `BotError` that says why its author cannot be thanked.
    """
    author = message.get("user")
    if is_typed(message) and author != call.user:
        return who_is_thanked(call.user, call.people([str(author)]))
    return thankable(call.user, call.people(mentioned(spans_from(message))[:MOST_CREDITED]))


@on.view("kudos.give")
def kudos_form_sent(call: Call) -> None:
    values, meta = call.values, call.meta
    is_private = values.get("where") == PRIVATE or not meta["channel"]
    channel = None if is_private else call.channel(meta["channel"])
    people, reason = tuple(values["people"]), _told_in_form(call)
    receivers = who_is_thanked(call.user, call.people(people))
    kudos = _kudos(call, receivers, reason, call.form, channel)
    liked = thanked_how(call.store, call.workspace, receivers)
    confirm = KudosKept(
        liked.thanked,
        privately=channel is None,
        without_giver=call.user in people,
        alone=liked.alone if channel else (),
        spared=liked.spared,
    )
    is_plain = confirm == KudosKept(liked.thanked, privately=False)
    told = None if is_plain else confirm
    give_kudos(call.store, kudos, tell_privately=confirm.privately, confirm=told)
    if meta["digest"]:
        show_thanked(call, meta["digest"], people=liked.thanked, nudge=meta["nudge"])


def _told_in_form(call: Call) -> str:
    """What they did, what it changed and the link, as one text."""
    parts = [call.typed(name).strip() for name in ("reason", "effect", "link")]
    said = (f"<{part}>" if WEB_LINK.fullmatch(part) else part for part in parts)
    return "\n".join(part for part in said if part)
