"""The app is uninstalled, or its token revoked: everything of the workspace is deleted."""

from typing import Any

import structlog

from bot.services.privacy import forget_workspace
from bot.slack.listeners import Call
from bot.slack.listening import on

log = structlog.get_logger()


@on.event("app_uninstalled")
def app_uninstalled(call: Call) -> None:
    forget_workspace(call.store, call.workspace)
    log.info("workspace_forgotten", workspace=call.workspace)


@on.event("tokens_revoked")
def tokens_revoked(event: dict[str, Any], call: Call) -> None:
    """A revoked bot token ends the installation; a member's own token is none of ours."""
    tokens = event.get("tokens")
    revoked = tokens.get("bot") if isinstance(tokens, dict) else None
    if isinstance(revoked, list) and call.kit.identity.bot_user in revoked:
        app_uninstalled(call)
