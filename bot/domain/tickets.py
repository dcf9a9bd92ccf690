"""Tickets: a link that shows one person's view of one idea's family, signed and for an hour.

What is signed is the text itself, and the signature is compared as text, so that there is one way
to write a ticket and no other.
"""

import hmac
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

VALID_FOR = timedelta(hours=1)
LONGEST = 512  # characters
PURPOSE = b"groundswell: tickets for pictures of families, 2"

_SIGNED = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})")


class TicketError(Exception):
    """It is none of ours."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """`reader` may see the family of that idea until then, to the second.

    `channel` is where they saw it, if that was private: one that became so since says no more.
    """

    workspace: str
    idea: int
    reader: str
    until: datetime
    channel: str | None = None

    def is_over(self, now: datetime) -> bool:
        return now >= self.until


def key_from(secret: str) -> bytes:
    """A key for tickets alone: what it signs is good for nothing else that the secret opens."""
    if not secret:
        raise ValueError("tickets need a secret")
    return hmac.digest(secret.encode(), PURPOSE, "sha256")


def sealed(ticket: Ticket, key: bytes) -> str:
    """The ticket as part of an address."""
    until = int(ticket.until.timestamp())
    values = json.dumps([ticket.workspace, ticket.idea, ticket.reader, until, ticket.channel])
    told = urlsafe_b64encode(values.encode()).decode().rstrip("=")
    return f"{told}.{_signature(told, key)}"


def opened(text: str, key: bytes) -> Ticket:
    """The ticket that was sealed so; whether it is over is not looked at. Raises `TicketError`."""
    found = _SIGNED.fullmatch(text) if len(text) <= LONGEST else None
    if found is None or not hmac.compare_digest(found[2], _signature(found[1], key)):
        raise TicketError
    values = json.loads(urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4)))
    workspace, idea, reader, until, channel = values
    return Ticket(workspace, idea, reader, datetime.fromtimestamp(until, UTC), channel)


def _signature(told: str, key: bytes) -> str:
    return urlsafe_b64encode(hmac.digest(key, told.encode(), "sha256")).decode().rstrip("=")
