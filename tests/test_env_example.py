"""`.env.example` tells every setting, what it means, and what holds without it."""

import re
from pathlib import Path

from pydantic.fields import FieldInfo

from bot.config import Settings

FILE = Path(__file__).parent.parent / ".env.example"
TOLD = re.compile(r"^# (?P<meaning>.+)\n#(?P<name>[A-Z_]+)=(?P<default>.*)$", re.MULTILINE)


def shown(field: FieldInfo) -> str:
    return "" if field.default is None else str(field.default)


def test_every_setting_stands_there_with_its_meaning_and_its_default() -> None:
    told = [
        (found["name"], found["meaning"], found["default"])
        for found in TOLD.finditer(FILE.read_text(encoding="utf-8"))
    ]

    assert sorted(told) == sorted(
        (name.upper(), field.description, shown(field))
        for name, field in Settings.model_fields.items()
    )


def test_as_it_stands_the_file_sets_nothing() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line and not line.startswith("#")] == []


def test_with_every_line_taken_the_settings_are_those_of_no_file(tmp_path: Path) -> None:
    taken = tmp_path / ".env"
    taken.write_text(
        re.sub(r"^#(?=[A-Z_]+=)", "", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    )

    assert Settings(_env_file=taken) == Settings(_env_file=None)
