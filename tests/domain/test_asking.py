"""A reply that ends as a question does asks something."""

import pytest

from bot.domain.messages import asks
from tests.services.world import a_message


@pytest.mark.parametrize(
    "text",
    [
        "who would run it?",
        "who would run it? :thinking_face:",
        "who would run it? <@UBEN>",
        "really?!",
        "(or is it?)",
        "*when?*",
        "誰がやりますか？",  # noqa: RUF001 - as it is written
        "¿quién lo haría?",
        "من سيفعل ذلك؟",
    ],
)
def test_this_is_a_question(text: str) -> None:
    assert asks(a_message(text))


@pytest.mark.parametrize(
    "text", ["love it", "why not? I like it", "`is it?`", "&gt; is it?\nyes", "", ":bulb:"]
)
def test_this_is_none(text: str) -> None:
    assert not asks(a_message(text))
