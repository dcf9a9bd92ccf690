"""Faces without pictures: initials on a colour of their own."""

from colorsys import rgb_to_hls

from bot.playground.model import User
from bot.playground.page.inline import escape


def initials(name: str) -> str:
    words = [word for word in name.split() if word]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def colour(user: User) -> str:
    """The person's own hue, calm and dark enough for white letters."""
    red, green, blue = (int(user.colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, _, _ = rgb_to_hls(red, green, blue)
    return f"hsl({hue * 360:.0f} 38% 42%)"


def avatar(user: User, size: str = "") -> str:
    if user.is_bot:
        return f'<span class="avatar bot {size}">{"🌊" if "round" in user.name else "⚙️"}</span>'
    style = f"background:{colour(user)}"
    return f'<span class="avatar {size}" style="{style}">{escape(initials(user.real_name))}</span>'
