"""Faces without pictures: initials on a colour of their own."""

from bot.playground.model import User
from bot.playground.page.inline import escape

COLOURS = (
    "#b5543c", "#2f7d6b", "#7a5ba8", "#b07d12", "#3a6ea5", "#a34a76", "#5b7f3a", "#4d5f8f",
)  # fmt: skip


def initials(name: str) -> str:
    words = [word for word in name.split() if word]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def colour(user_id: str) -> str:
    return COLOURS[sum(ord(letter) * at for at, letter in enumerate(user_id, 1)) % len(COLOURS)]


def avatar(user: User, size: str = "") -> str:
    if user.is_bot:
        return f'<span class="avatar bot {size}">{"🌊" if "round" in user.name else "⚙️"}</span>'
    style = f"background:{colour(user.id)}"
    return f'<span class="avatar {size}" style="{style}">{escape(initials(user.real_name))}</span>'
