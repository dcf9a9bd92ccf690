"""How fast and how small the bot is: `python -m bench` prints each figure against its target."""
