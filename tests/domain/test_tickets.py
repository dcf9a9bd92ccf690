"""A ticket says what was sealed into it, and nothing that anybody changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.tickets import LONGEST, Ticket, TicketError, key_from, opened, sealed

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
KEY = key_from("a signing secret")
TICKET = Ticket("T1", 7, "UANA", NOW)
ids = st.text(ascii_letters + digits, min_size=1, max_size=20)
tickets = st.builds(
    Ticket,
    ids,
    st.integers(1, 2**63 - 1),
    ids,
    st.integers(0, 10**6).map(lambda n: NOW + timedelta(seconds=n)),
    st.none() | ids,
)
signs = st.sampled_from(ascii_letters + digits + "-_.=/+%\u00e9 ")


@given(tickets)
def test_what_is_sealed_can_be_opened(ticket: Ticket) -> None:
    text = sealed(ticket, KEY)

    assert opened(text, KEY) == ticket
    assert len(text) <= LONGEST


@given(tickets, st.data())
def test_a_ticket_that_was_changed_anywhere_is_none(ticket: Ticket, data: st.DataObject) -> None:
    text = sealed(ticket, KEY)
    at = data.draw(st.integers(0, len(text)))
    instead = data.draw(st.text(signs, max_size=2))
    until = data.draw(st.integers(at, min(at + 2, len(text))))
    changed = text[:at] + instead + text[until:]

    if changed != text:
        with pytest.raises(TicketError):
            opened(changed, KEY)


@given(st.text(max_size=80) | st.text(signs, max_size=600))
def test_whatever_else_is_typed_is_no_ticket(text: str) -> None:
    with pytest.raises(TicketError):
        opened(text, KEY)


def test_what_is_told_cannot_be_signed_by_another_ticket() -> None:
    mine, theirs = sealed(TICKET, KEY), sealed(replace(TICKET, idea=8), KEY)

    with pytest.raises(TicketError):
        opened(f"{theirs.split('.')[0]}.{mine.split('.')[1]}", KEY)


def test_a_ticket_is_good_where_its_secret_is_known() -> None:
    with pytest.raises(TicketError):
        opened(sealed(TICKET, KEY), key_from("another secret"))


def test_nothing_is_signed_without_a_secret() -> None:
    with pytest.raises(ValueError, match="secret"):
        key_from("")


def test_a_ticket_is_over_at_its_hour() -> None:
    assert not TICKET.is_over(NOW - timedelta(seconds=1))
    assert TICKET.is_over(NOW)
