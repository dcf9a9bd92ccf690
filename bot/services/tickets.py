"""Tickets: the signed part of a link that shows one person's view of an idea's family."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from itsdangerous import BadSignature, URLSafeSerializer

VALID_FOR = timedelta(hours=1)
PURPOSE = "groundswell: tickets for pictures of families"  # their key signs nothing else


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


def sealed(ticket: Ticket, secret: str) -> str:
    """Write the ticket as part of an address.

    Its end is among what is signed: the timed serializer asks the machine's clock, not the bot's.
    """
    until = int(ticket.until.timestamp())
    values = [ticket.workspace, ticket.idea, ticket.reader, until, ticket.channel]
    return str(_serializer(secret).dumps(values))


def opened(text: str, secret: str) -> Ticket | None:
    """Read what `sealed` wrote, also after its end; None for anything else."""
    try:
        workspace, idea, reader, until, channel = _serializer(secret).loads(text)
    except BadSignature:
        return None
    return Ticket(workspace, idea, reader, datetime.fromtimestamp(until, UTC), channel)


def _serializer(secret: str) -> URLSafeSerializer:
    """Derive a key for tickets alone. Raises `ValueError` without a secret: anybody could sign."""
    if not secret:
        raise ValueError("tickets need a secret")
    signing = {"key_derivation": "hmac", "digest_method": sha256}
    return URLSafeSerializer(secret, salt=PURPOSE, signer_kwargs=signing)
