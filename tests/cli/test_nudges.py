"""`nudges report`: counts by kind, and nothing that tells what one leader did."""

from datetime import timedelta

import pytest

from bot.cli import main
from bot.domain.nudges import Answer, Followed, Suggestion
from bot.services.nudges import settle_due
from bot.storage import Store
from tests.storage.builders import DAY, NOW, keep_nudge


def ledger(
    store: Store, kind: str, shown: int, followed: int, *, held: bool = False, leaders: int = 5
) -> list[int]:
    """So many were shown, or held back, in turn to so many leaders; the first were followed."""
    with store.begin() as tx:
        ids = []
        for number in range(shown):
            thing = Suggestion(kind, f"week:{number}", NOW + DAY)
            leader = f"ULEA{number % leaders}"
            ids.append(keep_nudge(tx, "T1", 1, leader, thing, NOW, is_held_back=held))
        deed = Followed(NOW + timedelta(hours=1), "kudos:1")
        tx.nudges.followed("T1", dict.fromkeys(ids[:followed], deed))
    return ids


@pytest.fixture
def lived_in(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    store = Store(database_url)
    ids = ledger(store, "thank_overdue", 100, 60)
    ledger(store, "thank_overdue", 20, 4, held=True)
    ledger(store, "ideas_waiting", 10, 5)
    ledger(store, "ideas_waiting", 4, 1, held=True)
    ledger(store, "promise", 70, 1)
    stopped = ledger(store, "ask_first", 20, 20)
    ledger(store, "small_test", 400, 399, leaders=4)
    with store.begin() as tx:
        tx.nudges.answer("T1", ids[-1], Answer.IN_PERSON, NOW)
        for id in stopped[:3]:
            tx.nudges.answer("T1", id, Answer.STOP, NOW)
    settle_due(store, NOW + DAY)
    store.close()


def rows(printed: str) -> dict[str, list[str]]:
    found = [line.split("  ") for line in printed.splitlines() if "_" in line or "promise" in line]
    return {cells[0]: [cell.strip() for cell in cells[1:] if cell.strip()] for cells in found}


@pytest.mark.usefixtures("lived_in")
def test_it_says_what_each_kind_brings(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["nudges", "report"])

    found = rows(capsys.readouterr().out)
    assert code == 0
    thanks = ["100", "100", "60", "0.60", "20", "4", "0.20", "+0.40 (+0.16 to +0.55)", "1", "on"]
    assert found["thank_overdue"] == thanks
    assert found["ideas_waiting"][7].startswith("not enough yet (-")
    assert found["promise"][3:] == [
        *("0.01", "0", "0", "-", "not enough yet", "0"),
        "off: under 5 % followed",
    ]
    assert found["ask_first"][-1] == "off: over 10 % said stop or fewer"


@pytest.mark.usefixtures("lived_in")
def test_it_tells_nothing_of_few_leaders_and_names_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["nudges", "report"])

    printed = capsys.readouterr().out
    assert rows(printed)["small_test"] == ["-"] * 9 + ["too few leaders to tell"]
    assert "399" not in printed
    assert "ULEA" not in printed


def test_before_the_first_nudge_it_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)

    assert main(["nudges", "report"]) == 0
    assert capsys.readouterr().out == "No nudge was shown yet.\n"


def test_without_tables_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, new_database_url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", new_database_url)

    assert main(["nudges", "report"]) == 2
    assert "python app.py migrate" in capsys.readouterr().err
