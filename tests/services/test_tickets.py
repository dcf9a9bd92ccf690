"""A ticket says what was sealed into it, and nothing that anybody changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.tickets import Ticket, opened, sealed

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SECRET = "a signing secret"
TICKET = Ticket("T1", 7, "UANA", NOW)
LONGEST = 512  # characters of an address that every proxy passes on
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
    text = sealed(ticket, SECRET)

    assert opened(text, SECRET) == ticket
    assert len(text) <= LONGEST


@given(tickets, st.data())
def test_no_change_anywhere_makes_another_ticket(ticket: Ticket, data: st.DataObject) -> None:
    text = sealed(ticket, SECRET)
    at = data.draw(st.integers(0, len(text)))
    instead = data.draw(st.text(signs, max_size=2))
    until = data.draw(st.integers(at, min(at + 2, len(text))))
    changed = text[:at] + instead + text[until:]
    is_content = at < text.rindex(".")  # base64 can write the same signature in several ways

    if changed != text:
        assert opened(changed, SECRET) in ((None,) if is_content else (None, ticket))


@given(st.text(max_size=80) | st.text(signs, max_size=600))
def test_whatever_else_is_typed_is_no_ticket(text: str) -> None:
    assert opened(text, SECRET) is None


def test_what_is_told_cannot_be_signed_by_another_ticket() -> None:
    mine, theirs = sealed(TICKET, SECRET), sealed(replace(TICKET, idea=8), SECRET)

    assert opened(f"{theirs.split('.')[0]}.{mine.split('.')[1]}", SECRET) is None


def test_a_ticket_is_good_where_its_secret_is_known() -> None:
    assert opened(sealed(TICKET, SECRET), "another secret") is None


def test_nothing_is_signed_without_a_secret() -> None:
    with pytest.raises(ValueError, match="secret"):
        sealed(TICKET, "")
