"""Slack's own little markup, as HTML that looks as Slack shows it."""

import re
from collections.abc import Callable

from bot.playground.page import emoji, inline
from bot.playground.page.reader import Reader

_ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")
_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_ANGLE = re.compile(r"<([^<>\n]+)>")
_BARE = re.compile(r"(?<![\w/>\"=])https?://[^\s<>\x00]+[^\s<>\x00.,;:!?)]")
_QUOTE = re.compile(r"(?:^(?:&gt;|>)[^\n]*(?:\n|$))+", re.MULTILINE)
_QUOTE_MARK = re.compile(r"^(?:&gt;|>) ?", re.MULTILINE)
_KEPT = re.compile(r"\x00(\d+)\x00")
_STYLES = (
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]*[^\s_])_(?![\w_])"), r"<em>\1</em>"),
    (re.compile(r"(?<![\w~])~(?=[^\s~])([^~\n]*[^\s~])~(?![\w~])"), r"<s>\1</s>"),
)


def to_html(text: str, reader: Reader, *, verbatim: bool = False) -> str:
    """`text` is escaped as Slack keeps it: `&amp;`, `&lt;`, `&gt;` and `<…>` for references."""
    kept: list[str] = []

    def keep(markup: str) -> str:
        kept.append(markup)
        return f"\x00{len(kept) - 1}\x00"

    work = text.replace("\x00", "")
    work = _FENCE.sub(lambda found: keep(f"<pre>{_quiet(found[1])}</pre>"), work)
    work = _CODE.sub(lambda found: keep(f"<code>{_quiet(found[1])}</code>"), work)
    work = _ANGLE.sub(lambda found: keep(_reference(found[1], reader)), work)
    if not verbatim:
        work = _BARE.sub(lambda found: keep(inline.link(_plain(found[0]))), work)
    return _put_back(_blocks(_quiet(work)), kept)


def _put_back(markup: str, kept: list[str]) -> str:
    while _KEPT.search(markup):
        markup = _KEPT.sub(lambda found: kept[int(found[1])], markup)
    return markup


def _blocks(work: str) -> str:
    """Quotes become blocks of their own; what is between them keeps its line breaks."""
    parts: list[str] = []
    at = 0
    for quote in _QUOTE.finditer(work):
        parts.append(_lines(work[at : quote.start()].removesuffix("\n")))
        parts.append(f"<blockquote>{_lines(_QUOTE_MARK.sub('', quote[0]).strip())}</blockquote>")
        at = quote.end()
    parts.append(_lines(work[at:]))
    return "".join(parts)


def _lines(text: str) -> str:
    for pattern, replacement in _STYLES:
        text = pattern.sub(replacement, text)
    return emoji.replace_names_in_html(text).replace("\n", "<br>")


def _quiet(text: str) -> str:
    """Leave Slack's three entities as they are and make everything else harmless."""
    text = _ENTITY.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _plain(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _reference(body: str, reader: Reader) -> str:
    target, _, label = body.partition("|")
    writer: Callable[[str, str, Reader], str] | None = _REFERENCES.get(target[:1])
    if writer:
        return writer(target[1:], label, reader)
    return inline.link(_plain(target), _lines(_quiet(label)))


def _person(target: str, label: str, reader: Reader) -> str:
    del label  # the name comes from the workspace: an old label may be out of date
    return inline.person(target, reader)


def _channel(target: str, label: str, reader: Reader) -> str:
    return inline.channel(target, reader, _plain(label))


def _special(target: str, label: str, reader: Reader) -> str:
    if target.startswith("subteam^"):
        return inline.group(target.removeprefix("subteam^"), reader, _plain(label))
    if target.startswith("date^"):
        _, ts, pattern, *url = [*target.split("^"), ""]
        return inline.date(ts, _plain(pattern), _plain(label), url[0], reader)
    if target in ("here", "channel", "everyone"):
        return inline.broadcast(target)
    return inline.escape(_plain(label or target))


_REFERENCES = {"@": _person, "#": _channel, "!": _special}
