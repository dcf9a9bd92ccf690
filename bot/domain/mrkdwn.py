"""Slack's text form of a message, as spans: what is speech, a mention, code or a quote."""

import re
from collections.abc import Iterable
from itertools import groupby

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
        spans.append(_span(found))
        at = found.end()
    spans.append(Span(Kind.TEXT, unescape(text[at:])))
    return _without_styles(merged(spans))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same spans, neighbouring texts made one and empty ones left out."""
    kept: list[Span] = []
    for is_text, run in groupby(spans, key=lambda span: span.kind is Kind.TEXT):
        if not is_text:
            kept.extend(run)
        elif value := "".join(span.value for span in run):
            kept.append(Span(Kind.TEXT, value))
    return tuple(kept)


def flat(text: str) -> str:
    """What is quoted or in code, as plain text: mentions in it mention nobody."""
    return plain(text, lambda member: member).strip("\n")


def _span(found: re.Match[str]) -> Span:
    match found.lastgroup:
        case "fence" | "code":
            code = (found["fence"] or found["code"] or "").removesuffix("```")
            return Span(Kind.CODE, flat(code))
        case "quote" | "raw_quote":
            return Span(Kind.QUOTE, flat(_QUOTE_SIGNS.sub("", found[0])))
        case "emoji" | "tone":
            return Span(Kind.EMOJI, found["emoji"] + (found["tone"] or ""))
        case _:
            target, _, label = found["reference"].partition("|")
            return _referred(target, unescape(label)) or Span(Kind.TEXT, unescape(found[0]))


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
