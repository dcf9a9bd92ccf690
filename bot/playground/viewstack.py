"""The forms that a person has open, three deep at most, and their App Home."""

import secrets
from dataclasses import replace

from bot.playground.forms import initial_values
from bot.playground.model import Json, View
from bot.playground.state import State
from bot.playground.webapi import SlackError
from bot.playground.webapi.chat import with_ids

DEEPEST = 3


def open_view(state: State, user: str, content: Json) -> View:
    """A new form takes the place of whatever was open."""
    with state.lock:
        _check_external_id(state, content)
        view = _new(state, user, content, ())
        return _keep(state, user, (view,), view)


def push_view(state: State, user: str, content: Json) -> View:
    with state.lock:
        stack = state.views_by_user.get(user, ())
        if len(stack) >= DEEPEST:
            raise SlackError("push_limit_reached")
        _check_external_id(state, content)
        view = _new(state, user, content, stack)
        return _keep(state, user, (*stack, view), view)


def replace_view(state: State, view: View, content: Json) -> View:
    """What is filled in stays where block_id and action_id stay."""
    with state.lock:
        blocks = {**content, "blocks": with_ids(content.get("blocks", []))}
        fresh = replace(view, content=blocks, hash=_hash(), values=_carried(view, blocks))
        stack = state.views_by_user.get(view.user, ())
        changed = tuple(fresh if each.id == view.id else each for each in stack)
        return _keep(state, view.user, changed, fresh)


def fill(state: State, view: View, values: Json) -> View:
    """What the person filled in, kept in the form."""
    with state.lock:
        fresh = replace(view, values=values)
        if view.type == "home":
            state.homes_by_user[view.user] = fresh
            return fresh
        stack = state.views_by_user.get(view.user, ())
        changed = tuple(fresh if each.id == view.id else each for each in stack)
        return _keep(state, view.user, changed, fresh)


def drop_top(state: State, user: str) -> None:
    with state.lock:
        state.views_by_user[user] = state.views_by_user.get(user, ())[:-1]
    state.changed()


def drop_all(state: State, user: str) -> None:
    with state.lock:
        state.views_by_user[user] = ()
    state.changed()


def publish(state: State, user: str, content: Json) -> View:
    with state.lock:
        before = state.homes_by_user.get(user)
        view = _new(state, user, content, ())
        if before is not None:
            view = replace(view, id=before.id, root_view_id=before.id)
        state.homes_by_user[user] = view
    state.changed()
    return view


def _new(state: State, user: str, content: Json, stack: tuple[View, ...]) -> View:
    view_id = state.new_id("V")
    whole = {**content, "blocks": with_ids(content.get("blocks", []))}
    return View(
        id=view_id,
        user=user,
        content=whole,
        hash=_hash(),
        root_view_id=stack[0].id if stack else view_id,
        previous_view_id=stack[-1].id if stack else None,
        values=initial_values(whole["blocks"]),
    )


def _keep(state: State, user: str, stack: tuple[View, ...], view: View) -> View:
    state.views_by_user[user] = stack
    state.changed()
    return view


def _carried(view: View, content: Json) -> Json:
    values = initial_values(content["blocks"])
    for block_id, actions in values.items():
        for action_id in actions:
            before = view.values.get(block_id, {}).get(action_id)
            if before is not None and before.get("type") == actions[action_id]["type"]:
                actions[action_id] = before
    return values


def _check_external_id(state: State, content: Json) -> None:
    wanted = content.get("external_id")
    if not wanted:
        return
    for stack in state.views_by_user.values():
        if any(each.content.get("external_id") == wanted for each in stack):
            raise SlackError("duplicate_external_id")


def _hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
