"""One message, as Slack shows it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from nicegui import ui
from nicegui.events import GenericEventArguments

from bot.playground.model import Message, Reaction, User
from bot.playground.page import blocks, emoji, mrkdwn
from bot.playground.page.avatars import avatar
from bot.playground.page.inline import escape
from bot.playground.page.reader import Reader
from bot.playground.page.surface import Json, Surface
from bot.playground.page.texts import markup
from bot.playground.page.times import clock_time, full_stamp, last_reply
from bot.playground.workspace import Workspace

# a click anywhere in the row is told by the nearest thing that says what it does
_CLICK = """(event) => {
  const found = event.target.closest("[data-do]");
  if (found) emit({do: found.dataset.do, what: found.dataset.what});
}"""

ASIDES = (
    "me_message",
    "channel_join",
    "channel_leave",
    "channel_name",
    "channel_topic",
    "channel_convert_to_private",
    "channel_convert_to_public",
)

Act = Callable[[Message, str, str, ui.element], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Look:
    """All that decides how a row looks: equal looks are not drawn again."""

    message: Message
    reader: Reader
    joined: bool  # to the one above: same author, a moment later
    in_thread: bool
    acts: bool  # the person may react, reply, press


def draw(look: Look, workspace: Workspace, surface: Surface, act: Act) -> None:
    message = look.message
    author = writer_of(message, workspace)
    row = ui.element("article").classes(_classes(look))
    row.props.update({"data-testid": "message", "data-ts": message.ts, "data-user": message.user})

    async def clicked(event: GenericEventArguments) -> None:
        await act(message, event.args["do"], event.args.get("what") or "", row)

    row.on("click", clicked, js_handler=_CLICK)
    with row:
        markup(_margin(look, author), "margin")
        with ui.element("div").classes("message-body"):
            if message.ephemeral_for:
                markup("<span>👁</span> Only visible to you", "only-you")
            if not look.joined:
                markup(_head(look, author), "message-head")
            _content(message, surface)
            markup(_tail(look, workspace))
        if look.acts and not message.ephemeral_for:
            markup(_toolbar(look), "toolbar")


def writer_of(message: Message, workspace: Workspace) -> User:
    try:
        return workspace.user(message.user)
    except LookupError:
        name = message.username or "somebody"
        return User(id=message.user or "B", name=name, real_name=name, is_bot=bool(message.bot_id))


def _classes(look: Look) -> str:
    only = " ephemeral" if look.message.ephemeral_for else ""
    mine = " pings-me" if f"<@{look.reader.me}>" in look.message.text else ""
    return f"message{' joined' if look.joined else ''}{only}{mine}"


def _margin(look: Look, author: User) -> str:
    if look.joined:
        return f'<time class="side-time">{clock_time(look.reader.local(look.message.ts))}</time>'
    return avatar(author)


def _head(look: Look, author: User) -> str:
    moment = look.reader.local(look.message.ts)
    badge = '<span class="app-badge">APP</span>' if author.is_bot else ""
    name = escape(look.message.username or author.shown_name)
    stamp = f'<time title="{full_stamp(moment)}">{clock_time(moment)}</time>'
    return f'<span class="name">{name}</span>{badge}{stamp}'


def _content(message: Message, surface: Surface) -> None:
    reader = surface.reader
    edited = '<small class="edited">(edited)</small>' if message.edited_ts else ""
    if message.subtype == "tombstone":
        markup("This message was deleted.", "text tombstone")
    elif message.blocks:
        blocks.draw(list(message.blocks), surface)
        markup(edited)
    else:
        style = "text aside" if message.subtype in ASIDES else "text"
        markup(mrkdwn.to_html(message.text, reader) + edited, style)
    for file in message.files:
        markup(f"📄 {escape(str(file.get('name', 'file')))}", "file")
    for attachment in message.attachments:
        _attachment(attachment, surface)


def _attachment(attachment: Json, surface: Surface) -> None:
    with ui.element("div").classes("attachment"):
        if attachment.get("blocks"):
            blocks.draw(attachment["blocks"], surface)
        else:
            words = attachment.get("text") or attachment.get("fallback") or ""
            markup(mrkdwn.to_html(str(words), surface.reader), "text")


def _tail(look: Look, workspace: Workspace) -> str:
    pills = "".join(_pill(each, look.reader) for each in look.message.reactions)
    more = '<button class="pill add" data-do="reactions" title="Add a reaction">🙂<b>+</b></button>'
    reactions = f'<div class="reactions">{pills}{more}</div>' if pills else ""
    return reactions + (_replies(look, workspace) if not look.in_thread else "")


def _pill(reaction: Reaction, reader: Reader) -> str:
    mine = " mine" if reader.me in reaction.users else ""
    names = ", ".join(reader.people.get(user, "somebody") for user in reaction.users)
    name = escape(reaction.name)
    return (
        f'<button class="pill{mine}" data-do="react" data-what="{name}" '
        f'data-testid="reaction-{name}" title="{escape(names)} reacted with :{name}:">'
        f"{emoji.shown(reaction.name)}<b>{len(reaction.users)}</b></button>"
    )


def _replies(look: Look, workspace: Workspace) -> str:
    message = look.message
    if message.is_reply:
        return '<button class="replies" data-do="thread">replied to a thread</button>'
    if not message.replies:
        return ""
    count = len(message.replies)
    faces = "".join(_face(user, workspace) for user in message.repliers[:4])
    last = last_reply(message.replies[-1], look.reader)
    words = f"{count} repl{'y' if count == 1 else 'ies'}"
    return (
        f'<button class="replies" data-do="thread" data-testid="replies">{faces}'
        f"<b>{words}</b><small>Last reply {last}</small></button>"
    )


def _face(user: str, workspace: Workspace) -> str:
    return avatar(workspace.user(user), "tiny")


def _toolbar(look: Look) -> str:
    quick = "".join(
        f'<button data-do="react" data-what="{name}" title=":{name}:">{emoji.shown(name)}</button>'
        for name in ("raised_hands", "bulb")
    )
    reply = '<button data-do="thread" title="Reply in thread" data-testid="reply">💬</button>'
    return (
        f'{quick}<button data-do="reactions" title="Add a reaction" data-testid="react">🙂</button>'
        f"{reply if not look.in_thread else ''}"
        '<button data-do="more" title="More" data-testid="more">⋮</button>'
    )
