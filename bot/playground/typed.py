"""What a person types becomes what Slack sends: escaped `text` and a rich_text block."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from bot.playground.model import Json
from bot.playground.state import State

PICTURES = {
    "💡": "bulb",
    "🙌": "raised_hands",
    "🌮": "taco",
    "🙏": "pray",
    "🎉": "tada",
    "👏": "clap",
    "👍": "+1",
    "❤️": "heart",
    "🚀": "rocket",
    "😀": "grinning",
}
BULLET = re.compile(r"[•*-] (?=\S)")
FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
INLINE = re.compile(
    r"(?P<code>`[^`\n]+`)"
    r"|(?P<user_id><@[UW][A-Z0-9]+(?:\|[^>]*)?>)"
    r"|(?P<group_id><!subteam\^S[A-Z0-9]+(?:\|[^>]*)?>)"
    r"|(?P<channel_id><#C[A-Z0-9]+(?:\|[^>]*)?>)"
    r"|(?P<labelled><https?://[^>\s]+>)"
    r"|(?P<url>https?://[^\s<>]*[^\s<>.,;:!?)'\"])"
    r"|(?P<emoji>:[a-z0-9_+'-]+:(?::skin-tone-[2-6]:)?)"
    r"|(?<![\w@])@(?P<at>\w)"
    r"|(?<![\w#])\#(?P<hash>[\w][\w-]*)"
    r"|(?<!\w)\*(?P<bold>[^*\s](?:[^*\n]*[^*\s])?)\*(?!\w)"
    r"|(?<!\w)_(?P<italic>[^_\s](?:[^_\n]*[^_\s])?)_(?!\w)"
    r"|(?<!\w)~(?P<strike>[^~\s](?:[^~\n]*[^~\s])?)~(?!\w)"
    r"|(?P<picture>" + "|".join(map(re.escape, PICTURES)) + ")"
)
MARKS = {"bold": "*", "italic": "_", "strike": "~"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: as it stands in `text`, and as elements of a rich_text section."""

    text: str
    elements: tuple[Json, ...]


def typed(state: State, line: str) -> tuple[str, tuple[Json, ...]]:
    """Slack's `text` and `blocks` for what a person typed."""
    texts: list[str] = []
    elements: list[Json] = []
    for kind, body in _parts(line):
        rows = body.split("\n") if kind == "list" else [body]
        pieces = [[_plain(each)] if kind == "fence" else [*_pieces(state, each)] for each in rows]
        texts.append(_part_text(kind, pieces))
        elements.append(_part_element(kind, pieces))
    if not elements:
        return "", ()
    block = {"type": "rich_text", "block_id": secrets.token_hex(3), "elements": elements}
    return "\n".join(texts), (block,)


def command_text(state: State, line: str, *, escaped: bool) -> str:
    """The text of a slash command: with ids when the manifest says `should_escape`."""
    if not escaped:
        return line
    return "".join(_in_command(state, each) for each in _pieces(state, line))


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """("fence" | "quote" | "list" | "section", its text), in order."""
    at = 0
    for fence in FENCE.finditer(line):
        yield from _lines(line[at : fence.start()].strip("\n"))
        yield "fence", fence[1]
        at = fence.end()
    yield from _lines(line[at:].strip("\n") if at else line)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    kind, held = "section", list[str]()
    for each in text.split("\n") if text else ():
        now = "quote" if each.startswith(">") else "list" if BULLET.match(each) else "section"
        if held and now != kind:
            yield kind, "\n".join(held)
            held = []
        kind = now
        held.append(_bare(now, each))
    if held:
        yield kind, "\n".join(held)


def _bare(kind: str, line: str) -> str:
    if kind == "quote":
        return line.removeprefix(">").removeprefix(" ")
    return BULLET.sub("", line) if kind == "list" else line


def _part_text(kind: str, rows: list[list[Piece]]) -> str:
    texts = ["".join(each.text for each in pieces) for pieces in rows]
    if kind == "fence":
        return f"```{texts[0]}```"
    if kind == "quote":
        return "\n".join(f"&gt; {each}" for each in texts[0].split("\n"))
    return "\n".join(f"• {each}" for each in texts) if kind == "list" else texts[0]


def _part_element(kind: str, rows: list[list[Piece]]) -> Json:
    inside = [[element for each in pieces for element in each.elements] for pieces in rows]
    if kind == "list":
        lines = [{"type": "rich_text_section", "elements": each} for each in inside]
        return {"type": "rich_text_list", "style": "bullet", "indent": 0, "elements": lines}
    if kind == "fence":
        return {"type": "rich_text_preformatted", "elements": inside[0], "border": 0}
    return {"type": f"rich_text_{kind}", "elements": inside[0]}


def _pieces(state: State, text: str, style: str | None = None) -> Iterator[Piece]:
    at = 0
    while found := INLINE.search(text, at):
        piece, end = _piece(state, text, found)
        if piece is None:
            yield _plain(text[at : found.start() + 1], style)
            at = found.start() + 1
            continue
        if found.start() > at:
            yield _plain(text[at : found.start()], style)
        yield _styled(piece, style)
        at = end
    if at < len(text):
        yield _plain(text[at:], style)


def _plain(text: str, style: str | None = None) -> Piece:
    piece = Piece(escape(text), ({"type": "text", "text": text},) if text else ())
    return _styled(piece, style)


def _styled(piece: Piece, style: str | None) -> Piece:
    if style is None:
        return piece
    return Piece(piece.text, tuple(each | {"style": {style: True}} for each in piece.elements))


def _piece(state: State, text: str, found: re.Match[str]) -> tuple[Piece | None, int]:
    kind = found.lastgroup or ""
    raw = found[0]
    if kind == "at":
        return _mention(state, text, found.start() + 1)
    if kind in MARKS:
        inner = list(_pieces(state, found[kind], kind))
        mark = MARKS[kind]
        elements = tuple(element for each in inner for element in each.elements)
        return Piece(mark + "".join(each.text for each in inner) + mark, elements), found.end()
    return _simple(state, kind, raw, found), found.end()


def _simple(state: State, kind: str, raw: str, found: re.Match[str]) -> Piece | None:
    match kind:
        case "code":
            element = {"type": "text", "text": raw[1:-1], "style": {"code": True}}
            return Piece(escape(raw), (element,))
        case "emoji":
            name, _, tone = raw[1:-1].partition("::skin-tone-")
            toned = {"skin_tone": int(tone)} if tone else {}
            return Piece(raw, ({"type": "emoji", "name": name, **toned},))
        case "picture":
            return Piece(f":{PICTURES[raw]}:", ({"type": "emoji", "name": PICTURES[raw]},))
        case "url":
            return Piece(f"<{escape(raw)}>", ({"type": "link", "url": raw},))
        case "labelled":
            url, _, label = raw[1:-1].partition("|")
            shown = {"text": label} if label else {}
            return Piece(raw, ({"type": "link", "url": url, **shown},))
        case "user_id":
            return _user(raw[2:-1].partition("|")[0])
        case "group_id":
            return _group(raw.removeprefix("<!subteam^")[:-1].partition("|")[0])
        case "channel_id":
            return _channel(state, raw[2:-1].partition("|")[0])
        case _:
            return _channel(state, found["hash"])


def _mention(state: State, text: str, start: int) -> tuple[Piece | None, int]:
    """The longest name that stands after the @."""
    rest = text[start:].casefold()
    for name, piece in sorted(_names(state), key=lambda each: -len(each[0])):
        if rest.startswith(name) and not re.match(r"\w", rest[len(name) :]):
            return piece, start + len(name)
    return None, start


def _names(state: State) -> Iterator[tuple[str, Piece]]:
    for wide in ("channel", "here", "everyone"):
        yield wide, Piece(f"<!{wide}>", ({"type": "broadcast", "range": wide},))
    for group in state.usergroups:
        yield group.handle.casefold(), _group(group.id)
    taken = set[str]()
    for user in state.users:
        names = (user.id, user.name, user.shown_name, user.real_name, user.real_name.split()[0])
        for name in dict.fromkeys(each.casefold() for each in names):
            if name not in taken:
                taken.add(name)
                yield name, _user(user.id)


def _user(user_id: str) -> Piece:
    return Piece(f"<@{user_id}>", ({"type": "user", "user_id": user_id},))


def _group(group_id: str) -> Piece:
    element = {"type": "usergroup", "usergroup_id": group_id}
    return Piece(f"<!subteam^{group_id}>", (element,))


def _channel(state: State, name_or_id: str) -> Piece | None:
    try:
        channel = state.channel(name_or_id)
    except LookupError:
        return None
    shown = "" if channel.is_private else channel.name
    return Piece(f"<#{channel.id}|{shown}>", ({"type": "channel", "channel_id": channel.id},))


def _in_command(state: State, piece: Piece) -> str:
    """Commands write groups with their handle, and leave marks and code as typed."""
    if piece.text.startswith("<!subteam^"):
        group = state.usergroups_by_id.get(piece.text[len("<!subteam^") : -1])
        return f"<!subteam^{group.id}|@{group.handle}>" if group else piece.text
    return piece.text
