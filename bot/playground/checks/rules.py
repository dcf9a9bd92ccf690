"""Rules about one value: each yields what Slack would say about it, with a pointer to the place."""

from collections.abc import Callable, Iterator
from typing import Any

Problems = Iterator[str]
Rule = Callable[[Any, str], Problems]


def problem(says: str, at: str) -> str:
    return f"[ERROR] {says} [json-pointer:{at or '/'}]"


def anything(value: Any, at: str) -> Problems:
    del value, at
    yield from ()


def text(most: int, least: int = 1) -> Rule:
    def rule(value: Any, at: str) -> Problems:
        if not isinstance(value, str):
            yield problem("must be a string", at)
        elif len(value) > most:
            yield problem(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", at)

    return rule


def flag(value: Any, at: str) -> Problems:
    if not isinstance(value, bool):
        yield problem("must be a boolean", at)


def number(least: float | None = None, most: float | None = None) -> Rule:
    def rule(value: Any, at: str) -> Problems:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield problem("must be a number", at)
        elif least is not None and value < least:
            yield problem(f"must be at least {least}", at)
        elif most is not None and value > most:
            yield problem(f"must be at most {most}", at)

    return rule


def one_of(*allowed: str) -> Rule:
    def rule(value: Any, at: str) -> Problems:
        if value not in allowed:
            yield problem(f"must be a valid enum value: {', '.join(allowed)}", at)

    return rule


def listing(inside: Rule, most: int, least: int = 1) -> Rule:
    def rule(value: Any, at: str) -> Problems:
        if not isinstance(value, list):
            yield problem("must be an array", at)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield problem(f"no fewer than {least} items allowed", at)
        for place, each in enumerate(value):
            yield from inside(each, f"{at}/{place}")

    return rule


def fields(required: tuple[str, ...] = (), **rules: Rule) -> Rule:
    """An object with these keys and no others."""

    def rule(value: Any, at: str) -> Problems:
        if not isinstance(value, dict):
            yield problem("must be an object", at)
            return
        for key in required:
            if value.get(key) is None:
                yield problem(f"missing required field: {key}", at)
        for key, inside in value.items():
            if key not in rules:
                yield problem(f"invalid additional property: {key}", at)
            elif inside is not None:
                yield from rules[key](inside, f"{at}/{key}")

    return rule


def typed(what: str, kinds: dict[str, Rule]) -> Rule:
    """An object that says by its `type` which rule is its own."""

    def rule(value: Any, at: str) -> Problems:
        if not isinstance(value, dict):
            yield problem("must be an object", at)
            return
        kind = value.get("type")
        if not isinstance(kind, str) or kind not in kinds:
            yield problem(f"unsupported type of {what}: {kind}", f"{at}/type")
            return
        yield from kinds[kind](value, at)

    return rule


def both(*rules: Rule) -> Rule:
    def rule(value: Any, at: str) -> Problems:
        for each in rules:
            yield from each(value, at)

    return rule
