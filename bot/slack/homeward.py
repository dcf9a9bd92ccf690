"""Forms that were opened on the Home tab know it, so that what is done in them shows there."""

from collections.abc import Mapping
from typing import Any

from bot.domain.homes import Pages, pages_in

MARK = "home"
# Done with the press itself, in a form; all else is done when a form is sent.
DONE_AT_ONCE = frozenset({"ideas.adopt", "ideas.reopen", "ideas.withdraw", "teams.remove"})


def marked(view: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
    """The form that opens upon this payload. Slack lets each one be marked so but once."""
    pages = pages_of(body)
    if pages is None:
        return dict(view)
    return {**view, "external_id": f"{MARK}:{pages.text}:{body['trigger_id']}"}


def pages_of(body: Mapping[str, Any]) -> Pages | None:
    """Which pages of Home the payload is about; None when it has nothing to do with Home."""
    view = body.get("view") or {}
    if view.get("type") == "home":
        return pages_in(view.get("private_metadata") or "")
    mark, _, rest = (view.get("external_id") or "").partition(":")
    return pages_in(rest.partition(":")[0]) if mark == MARK else None


def may_change_home(body: Mapping[str, Any]) -> bool:
    """Whether it was done, not merely typed, in a form that was opened on Home."""
    if (body.get("view") or {}).get("type") != "modal" or pages_of(body) is None:
        return False
    pressed = body.get("actions") or ()
    is_done = any(each.get("action_id") in DONE_AT_ONCE for each in pressed)
    return is_done or body.get("type") == "view_submission"
