"""A channel's name, as it is typed and as Slack writes it."""

import pytest

from bot.playground.page.channel_menu import as_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Things we make", "things-we-make"),
        (" #product ", "product"),
        ("Büro & Küche", "büro-küche"),
        ("  ", ""),
    ],
)
def test_a_channels_name_has_small_letters_and_dashes(typed: str, name: str) -> None:
    assert as_name(typed) == name
