"""Which browser there is to look with."""

import os
import shutil

NO_CHROMIUM = "there is no Chromium on this machine"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() == "true"
