from pathlib import Path

import pytest

from bot.cli import main


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ENV_FILE", "")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new.sqlite3")


@pytest.mark.usefixtures("settings")
def test_the_command_migrates_once(capsys: pytest.CaptureFixture[str]) -> None:
    codes = [main(["migrate"]), main(["migrate"]), main(["migrate", "--check"])]

    assert codes == [0, 0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "The database is up to date now.",
        "The database was up to date.",
        "The database was up to date.",
    ]


@pytest.mark.usefixtures("settings")
def test_checking_alone_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    codes = [main(["migrate", "--check"]), main(["migrate", "--check"])]

    assert codes == [2, 2]
    assert "run `python app.py migrate`" in capsys.readouterr().err
