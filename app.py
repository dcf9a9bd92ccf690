"""Groundswell. `python app.py` runs the bot; `python app.py --help` lists what else it can do."""

import sys

from bot.cli import main

if __name__ == "__main__":
    sys.exit(main())
