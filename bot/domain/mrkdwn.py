"""Slack's text form of a message, as spans: what is speech, a mention, code or a quote."""

import re
from collections.abc import Callable, Iterable

from bot.domain.messages import Kind, Span
from bot.kit.mrkdwn import BROADCASTS, plain, unescape

# Each alternative begins with a letter of its own, so that the search skips from one to the next.
# What must stand at the start of a line says so by looking back over itself.
_TOKEN = re.compile(
    r"```(?P<fence>(?s:.*?)(?:```|\Z))"
    r"|`(?P<code>[^`\n]+)`"
    r"|&gt;(?<![^\n]&gt;)(?P<quote>(?:&gt;){2}(?s:.*)|[^\n]*(?:\n&gt;[^\n]*)*)"
    r"|>(?<![^\n]>)(?P<raw_quote>>>(?s:.*)|[^\n]*(?:\n>[^\n]*)*)"
    r"|<(?P<reference>[^<>\n]*)>"
    r"|:(?<![\w/]:)(?P<emoji>[^\W_A-Z][\w+'-]{0,99}|[+-]1|[_+-][\w+'-]{1,99})"
    r"(?P<tone>::skin-tone-[2-6])?:"
)
_QUOTE_SIGNS = re.compile(r"^(?:(?:&gt;|>) ?)+", re.MULTILINE)
_STYLES = tuple(
    re.compile(
        rf"(?<![\w{mark}]){mark}(?=[^\s{mark}])([^{mark}\n]*){mark}(?<=\S{mark})(?![\w{mark}])"
    )
    for mark in (r"\*", "_", "~")
)
_SIGN = "\ue000"  # stands for a span while styles are taken off: they may reach across mentions


def spans_of(text: str) -> tuple[Span, ...]:
    """The spans of Slack's escaped text. A fence that is never closed reaches to the end."""
    spans: list[Span] = []
    at = 0
    for found in _TOKEN.finditer(text):
        spans.append(Span(Kind.TEXT, unescape(text[at : found.start()])))
        spans.append(_READERS[_group(found)](found))
        at = found.end()
    spans.append(Span(Kind.TEXT, unescape(text[at:])))
    return _without_styles(merged(spans))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same spans, neighbouring texts made one and empty ones left out."""
    kept: list[Span] = []
    run: list[str] = []
    for span in spans:
        if span.kind is Kind.TEXT:
            run.append(span.value)
            continue
        _end_run(run, kept)
        kept.append(span)
    _end_run(run, kept)
    return tuple(kept)


def flat(text: str) -> str:
    """What is quoted or in code, as plain text: mentions in it mention nobody."""
    return plain(text, lambda member: member).strip("\n")


def _end_run(run: list[str], kept: list[Span]) -> None:
    if value := "".join(run):
        kept.append(Span(Kind.TEXT, value))
    run.clear()


def _group(found: re.Match[str]) -> str:
    return "emoji" if found.lastgroup == "tone" else str(found.lastgroup)


def _code(found: re.Match[str]) -> Span:
    return Span(Kind.CODE, flat((found["fence"] or found["code"] or "").removesuffix("```")))


def _quote(found: re.Match[str]) -> Span:
    return Span(Kind.QUOTE, flat(_QUOTE_SIGNS.sub("", found[0])))


def _emoji(found: re.Match[str]) -> Span:
    return Span(Kind.EMOJI, found["emoji"] + (found["tone"] or ""))


def _reference(found: re.Match[str]) -> Span:
    target, _, label = found["reference"].partition("|")
    return _referred(target, unescape(label)) or Span(Kind.TEXT, unescape(found[0]))


_READERS: dict[str, Callable[[re.Match[str]], Span]] = {
    "fence": _code,
    "code": _code,
    "quote": _quote,
    "raw_quote": _quote,
    "emoji": _emoji,
    "reference": _reference,
}


def _referred(target: str, label: str) -> Span | None:
    sign, name = target[:1], target[1:]
    if sign == "@" and name:
        return Span(Kind.USER, name)
    if sign == "#" and name:
        return Span(Kind.CHANNEL, name, label)
    if sign == "!":
        return _special(name, label)
    return Span(Kind.LINK, unescape(target), label) if ":" in target else None


def _special(name: str, label: str) -> Span | None:
    if name in BROADCASTS:
        return Span(Kind.BROADCAST, name)
    if name.startswith("subteam^"):
        return Span(Kind.GROUP, name.removeprefix("subteam^"), label)
    return Span(Kind.TEXT, label or name)


def _without_styles(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The marks of bold, italics and struck text taken off, as `rich_text` has none either."""
    if not any(span.kind is Kind.TEXT and set(span.value) & set("*_~") for span in spans):
        return spans
    others = iter([span for span in spans if span.kind is not Kind.TEXT])
    line = "".join(
        span.value.replace(_SIGN, " ") if span.kind is Kind.TEXT else _SIGN for span in spans
    )
    for style in _STYLES:
        line = style.sub(r"\1", line)
    pieces = re.split(f"({_SIGN})", line)
    return merged(next(others) if piece == _SIGN else Span(Kind.TEXT, piece) for piece in pieces)
