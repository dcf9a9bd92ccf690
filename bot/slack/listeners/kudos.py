"""Kudos by command and by form, and taking them back."""

import json
import re
from dataclasses import dataclass
from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.domain.errors import (
    MessageGoneError,
    NobodyToThankError,
    ReasonMissingError,
    UnknownNameError,
    check_length,
)
from bot.domain.kudos import REASON_LIMIT, Kudos, NamedGroup, thankable, who_is_thanked
from bot.domain.messages import Kind, Span, mentioned
from bot.domain.mrkdwn import spans_of
from bot.domain.outgoing import KudosKept
from bot.domain.sources import Source
from bot.kit.mrkdwn import escape
from bot.services.kudos import give_kudos, thanked_how, undo_kudos
from bot.slack.digests import show_thanked
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Command, Needs, Shortcut, command_name
from bot.slack.payloads import form_values, is_typed, spans_from
from bot.slack.ui.home import kudos_lines
from bot.slack.ui.kudos import PRIVATE, kudos_form, left_out_sentence, liked_sentences

NEEDS = Needs(
    commands=(Command("kudos", "Thank somebody", "@name for what they did"),),
    shortcuts=(
        Shortcut("kudos.credit", "Give credit for this", "Thank whoever is behind this message"),
    ),
    scopes=("commands", "chat:write", "users:read", "usergroups:read"),
)

LATEST = 10  # kudos that `mine` lists
MOST_CREDITED = 10  # each may have to be asked of Slack, and the form must open in three seconds
LEAD_IN = re.compile(r"^(?:[\s,;&+]|\b(?:to|and|und|et|y|e|thank you|thanks?)\b)+", re.IGNORECASE)
FOR = re.compile(
    r"^[\s,:;-]*(?:(?:for|because|für|weil|pour|parce que|por|porque|para)\b)?[\s,:;-]*",
    re.IGNORECASE,
)
WEB_LINK = re.compile(r"https?://[^\s<>|]+")
TYPED_NAME = re.compile(r"^@([\w.\-']+)")


def register(app: App, settings: Settings) -> None:
    app.command(command_name(settings, "kudos"))(kudos_command)
    app.view("kudos.give")(kudos_form_sent)
    app.shortcut("kudos.credit")(credit_asked)


def kudos_command(ack: Ack, command: dict[str, Any], call: Call) -> None:
    text = command.get("text", "").strip()
    match text.lower():
        case "":
            call.open_view(kudos_form(call.reader, channel=_here(call, command)))
            ack()
        case "help":
            ack(_help(call))
        case "mine":
            ack(_mine(call))
        case "undo":
            ack(_undo(call))
        case _:
            ack(_give(call, command, text))


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
        raise UnknownNameError(name=f"@{unknown[1]}")
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


def _give(call: Call, command: dict[str, Any], text: str) -> str:
    """Keep and say the thanks; answers what only the giver reads, if anything."""
    check_length(text, REASON_LIMIT)
    typed = read_typed(text)
    if not typed.people and not typed.groups:
        raise NobodyToThankError
    receivers = _receivers(call, typed)
    if not typed.reason:
        raise ReasonMissingError
    channel = call.channel(command["channel_id"])
    kudos = Kudos(
        workspace=call.workspace,
        giver=call.user,
        receivers=receivers,
        reason=typed.reason,
        given_at=call.now,
        source=Source.COMMAND.of(command["trigger_id"]),
        channel=channel.id if channel.can_post else None,
        is_private=channel.is_private or not channel.can_post,
    )
    liked = thanked_how(call.store, call.workspace, receivers)
    give_kudos(call.store, kudos, tell_privately=not channel.can_post)
    told = [left_out_sentence(receivers, call.reader)] if call.user in typed.people else []
    if not channel.can_post:
        told.append(_told_privately(call, liked.thanked))
    alone = liked.alone if channel.can_post else ()
    told += liked_sentences(alone, liked.spared, call.reader)
    return "\n".join(told)


def _here(call: Call, command: dict[str, Any]) -> str | None:
    """The channel of the command, if the bot can speak there."""
    channel = call.channel(command["channel_id"])
    return channel.id if channel.can_post else None


def _receivers(call: Call, typed: Typed) -> tuple[str, ...]:
    directory, workspace = call.kit.directory, call.workspace
    people = [directory.person(workspace, id) for id in typed.people]
    groups = [
        NamedGroup(
            group.value,
            group.label,
            tuple(
                directory.person(workspace, id)
                for id in directory.group_members(workspace, group.value)
            ),
        )
        for group in typed.groups
    ]
    return who_is_thanked(call.user, people, groups)


def _told_privately(call: Call, receivers: tuple[str, ...]) -> str:
    reader = call.reader
    return reader.words.say(
        "I am not in this channel, so I told {people} privately. To have thanks seen here, type"
        " `/invite @{bot}`.",
        people=reader.people(receivers),
        bot=call.kit.identity.name,
    )


def _undo(call: Call) -> str:
    kit, reader = call.kit, call.reader
    kudos = undo_kudos(kit.store, call.workspace, call.user, call.now, kit.settings.kudos_emoji)
    return reader.words.say(
        "Taken back: your kudos to {people}.", people=reader.people(kudos.receivers)
    )


def _mine(call: Call) -> str:
    with call.store.read() as tx:
        kudos = tx.kudos.mine(call.workspace, call.user, LATEST)
    return kudos_lines(kudos, call.reader)


def _help(call: Call) -> str:
    return call.reader.words.say(
        "• `{command} @name for what they did` thanks them here; several names and user groups"
        " work too\n"
        "• `{command}` opens a form, also for private thanks\n"
        "• `{command} mine` lists what you gave and got\n"
        "• `{command} undo` takes back your latest, within an hour\n"
        "Just writing `thanks @name for …` in a channel that I am in works as well.",
        command=command_name(call.kit.settings, "kudos"),
    )


def credit_asked(ack: Ack, shortcut: dict[str, Any], call: Call) -> None:
    """`Give credit for this` on a message: the form, with whom and the link filled in."""
    message, channel = shortcut["message"], shortcut["channel"]["id"]
    if message.get("subtype") == "tombstone":
        raise MessageGoneError
    link = call.kit.identity.permalink(channel, message["ts"])
    here = channel if call.channel(channel).can_post else None
    people = _credited(call, message)
    call.open_view(kudos_form(call.reader, channel=here, people=people, link=link))
    ack()


def _credited(call: Call, message: dict[str, Any]) -> tuple[str, ...]:
    """The author of a message; of one's own, or an app's, those whom it mentions.

    Raises the `BotError` that says why its author cannot be thanked.
    """
    directory, author = call.kit.directory, message.get("user")
    if is_typed(message) and author != call.user:
        return who_is_thanked(call.user, [directory.person(call.workspace, str(author))])
    named = mentioned(spans_from(message))[:MOST_CREDITED]
    return thankable(call.user, [directory.person(call.workspace, id) for id in named])


def kudos_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    values, meta = form_values(view), json.loads(view["private_metadata"])
    channel = None if values.get("where") == PRIVATE else meta["channel"]
    people = tuple(values["people"])
    reason = _told_in_form(values)
    kudos = Kudos(
        workspace=call.workspace,
        giver=call.user,
        receivers=_receivers(call, Typed(people, (), reason)),
        reason=reason,
        given_at=call.now,
        source=Source.FORM.of(view["id"]),
        channel=channel,
        is_private=channel is None or call.channel(channel).is_private,
    )
    liked = thanked_how(call.store, call.workspace, kudos.receivers)
    alone = liked.alone if channel else ()
    without_giver = call.user in people
    confirm = KudosKept(liked.thanked, channel is None, without_giver, alone, liked.spared)
    give_kudos(
        call.store,
        kudos,
        tell_privately=confirm.privately,
        confirm=None if confirm == KudosKept(liked.thanked, privately=False) else confirm,
    )
    if digest := meta.get("digest"):
        show_thanked(
            call.kit, call.reader.words, *digest, people=liked.thanked, nudge=meta.get("nudge", 0)
        )
    ack()


def _told_in_form(values: dict[str, Any]) -> str:
    """What they did, what it changed and the link, as one text. A form's text is plain."""
    parts = [values.get("reason"), values.get("effect"), values.get("link")]
    said = [escape(part.strip()) for part in parts if part and part.strip()]
    return "\n".join(f"<{part}>" if WEB_LINK.fullmatch(part) else part for part in said)
