"""How advice is put in English, whatever it is about: for the research alone."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.domain.reading import vocabulary

_VERBS = vocabulary(
    "make be ask avoid bring try get take do go check book use stay request pick choose keep"
    " expect remember look watch beware plan call wear buy walk skip add let give provide fix"
    " change remove include show enable support create implement put consider allow open leave"
    " start stop send set turn switch move drive rent reserve spend visit order eat enjoy pay"
    " save find read see learn"
)
_BEFORE_IT = vocabulary("please just also so and but always never definitely or then ps tip hint")
_BREAKS = vocabulary(", ; : - ( so but and then")
_WARNS = vocabulary("don't dont never avoid beware")
_RECOMMENDS = vocabulary(
    "recommend suggest advise advice tip tips worth beware warning consider should must ought"
)
_YOU = vocabulary("you they we it one")
_OUGHT = vocabulary("should must need could")
_PAST = vocabulary("was were had have i've")


def advice(tokens: Sequence[str]) -> list[str]:
    """Named as cues that count for a label by themselves are."""
    found = [f"says {name}" for name in (*_begins(_from_start(tokens)), *_within(tokens))]
    tells = any(token in _PAST for token in tokens) or any(map(_is_past, tokens))
    return [*found, "says what was"] if tells else [*found, "says no past"]


def _from_start(tokens: Sequence[str]) -> list[str]:
    start = 0
    while start < len(tokens) and (tokens[start] in _BEFORE_IT or not tokens[start][0].isalpha()):
        start += 1
    return list(tokens[start:])


def _begins(said: list[str]) -> Iterator[str]:
    if not said:
        return
    if said[0] in _VERBS:
        yield "do"
    if said[0] in _WARNS or said[:2] in (["do", "not"], ["be", "sure"], ["make", "sure"]):
        yield "be careful"
    if said[0] == "if":
        yield "if"
        if "you" in said[1:4] or "you're" in said[1:3]:
            yield "if you"
        if "," in said:
            then = _from_start(said[said.index(",") :])[:1]
            if then and then[0] in _VERBS | _WARNS:
                yield "if then do"


def _within(tokens: Sequence[str]) -> Iterator[str]:
    pairs = list(pairwise(tokens))
    if any(one in _BREAKS and two in _VERBS for one, two in pairs):
        yield "do, later"
    if any(one in _YOU and two in _OUGHT for one, two in pairs):
        yield "you should"
    if any(token in _RECOMMENDS for token in tokens):
        yield "recommended"
    if ("would", "be") in pairs:
        yield "would be"
    if ("if", "you") in pairs:
        yield "if you, somewhere"


def _is_past(token: str) -> bool:
    return token.endswith("ed")
