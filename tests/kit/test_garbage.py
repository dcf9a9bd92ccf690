import gc
from contextlib import suppress

from bot.kit.garbage import searched_later


def test_circles_are_searched_for_again_whatever_happens() -> None:
    with suppress(ValueError), searched_later():
        assert not gc.isenabled()
        raise ValueError

    assert gc.isenabled()


def test_who_searches_never_is_left_so() -> None:
    gc.disable()
    try:
        with searched_later():
            pass

        assert not gc.isenabled()
    finally:
        gc.enable()
