"""How what is said leaves: a parcel, who can send it, and what may go wrong."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.outgoing import Outgoing, Posted


class SendState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One thing to say, claimed for sending.

    `once` is its key: said at most once, and written into the post so that it can be found again.
    `edits` is where the post stands that it replaces or removes, if that was ever posted.
    `is_uncertain`: an earlier try ended without a definite answer, so look before sending.
    """

    id: int
    workspace: str
    message: Outgoing
    to: str
    once: str
    thread_ts: str | None = None
    edits: Posted | None = None
    attempts: int = 0
    is_uncertain: bool = False
    made_at: datetime | None = None


class SendError(Exception):
    """Sending did not work. Which kind says what to do next."""


class RateLimitedError(SendError):
    """Slack asks to wait, in seconds. The message was not sent."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"rate limited for {seconds} s")
        self.seconds = seconds


class UnsureError(SendError):
    """No definite answer came: it may have been sent."""


class TryLaterError(SendError):
    """Slack said that it did not do it, for a reason that passes."""


class UndeliverableError(SendError):
    """It can never be sent: the channel is gone, the person left, the blocks are refused."""


class TokenGoneError(SendError):
    """The app was uninstalled or its token revoked: nothing can be sent to this workspace."""


class Sender(Protocol):
    """Whatever can say things: Slack, in the bot; a list, in a test of the rules."""

    def send(self, parcel: Parcel) -> Posted | None:
        """Say it. Answers where it stands, if it is a post. Raises a `SendError`."""
        ...
