"""What somebody would have to type to say a message again: for editing it."""

import re

from bot.playground.page.reader import Reader

_ANGLE = re.compile(r"<([^<>]+)>")


def typed_text(text: str, reader: Reader) -> str:
    plain = _ANGLE.sub(lambda found: _typed(found[1], reader), text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _typed(body: str, reader: Reader) -> str:
    target, _, label = body.partition("|")
    sign, rest = target[:1], target[1:]
    if sign == "@":
        return "@" + reader.people.get(rest, rest)
    if sign == "#":
        return "#" + (reader.channels.get(rest) or label)
    if rest.startswith("subteam^") and sign == "!":
        return "@" + reader.groups.get(rest.removeprefix("subteam^"), label.lstrip("@"))
    if sign == "!":
        return "@" + rest
    return target
