"""Record what the bot shows during tests, and compare two recordings.

`pytest tests/scenarios --transcripts DIR` writes one JSON file per test: every message, view and
reaction that the bot sent, and every answer to a command, press or form, sorted, with times and
generated ids replaced. `python -m tests.transcripts BEFORE AFTER` prints the differences and exits
with 1 if there are any.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

from bot.playground.gateway import Gateway
from bot.playground.server import PretendSlack

SHOWN = re.compile(r"chat\.(post|update|delete|me)|views\.|reactions\.(add|remove)")
PLACEHOLDERS = (
    (re.compile(r"https?://127\.0\.0\.1:\d+"), "URL"),
    (re.compile(r"\b\d{10}\.\d{6}\b|\bp\d{16}\b"), "TS"),
    (re.compile(r"/family/[\w.~-]+"), "/family/TICKET"),
    (re.compile(r"\b\d{10,}\.\d{10,}\.[0-9a-f]{32}\b"), "TRIGGER"),
    (re.compile(r"\b([A-Z])0000[0-9A-F]{7,8}\b"), r"\1-GENERATED"),
    (re.compile(r"\b[0-9a-f]{32}\b|(?<=reference )[0-9a-f]{8}\b"), "HEX"),
    (re.compile(r"\b\d{4}-\d\d-\d\dT[\d:.]+\+00:00"), "INSTANT"),
    (re.compile(r'"block_id": "[0-9a-f]{6}"'), '"block_id": "GENERATED"'),
)


class Transcript:
    """The lines of one test; several threads write to it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.lines: list[str] = []

    def add(self, kind: str, said: object) -> None:
        line = f"{kind} {json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)}"
        with self._lock:
            self.lines.append(normal(line))


def normal(line: str) -> str:
    """Replace times and generated ids by placeholders."""
    for pattern, name in PLACEHOLDERS:
        line = pattern.sub(name, line)
    return line


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--transcripts", type=Path, help="record what the bot shows, into this folder")


@pytest.fixture(autouse=True)
def transcript(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder: Path | None = request.config.getoption("--transcripts")
    if folder is None:
        yield
        return
    written = Transcript()
    _listen(monkeypatch, written)
    yield
    folder.mkdir(parents=True, exist_ok=True)
    name = sha256(request.node.nodeid.encode()).hexdigest()[:16]
    text = json.dumps({"test": request.node.nodeid, "lines": sorted(written.lines)}, indent=1)
    (folder / f"{name}.json").write_text(text)


def _listen(monkeypatch: pytest.MonkeyPatch, written: Transcript) -> None:
    record, ask, by_url = Gateway._record, PretendSlack.ask, PretendSlack._answer_by_url

    def recorded(self: Gateway, method: str, arguments: Mapping[str, Any], answer: Any) -> None:
        record(self, method, arguments, answer)
        if SHOWN.match(method):
            call = self.calls[-1]
            shown = {k: v for k, v in call.arguments.items() if k not in ("trigger_id", "hash")}
            written.add(method, shown)

    def asked(self: PretendSlack, kind: Any, payload: Any) -> Any:
        answer = ask(self, kind, payload)
        written.add("answer", [kind, answer.status, answer.body])
        return answer

    def answered(self: PretendSlack, key: str, body: Mapping[str, Any]) -> None:
        written.add("response_url", dict(body))
        by_url(self, key, body)

    monkeypatch.setattr(Gateway, "_record", recorded)
    monkeypatch.setattr(PretendSlack, "ask", asked)
    monkeypatch.setattr(PretendSlack, "_answer_by_url", answered)


def _read(folder: Path) -> dict[str, list[str]]:
    said = (json.loads(path.read_text()) for path in folder.glob("*.json"))
    return {each["test"]: sorted(map(normal, each["lines"])) for each in said}


def _split(lines: list[str]) -> list[str]:
    """One field per line, so that a difference shows what differs and not all around it."""
    return [field for line in lines for field in line.replace(', "', ',\n  "').splitlines()]


def main(before: str, after: str) -> int:
    old, new = _read(Path(before)), _read(Path(after))
    only = {"only before": old.keys() - new.keys(), "only after": new.keys() - old.keys()}
    for where, tests in only.items():
        for test in sorted(tests):
            print(f"{where}: {test}")
    shared = sorted(old.keys() & new.keys())
    differ = [test for test in shared if Counter(old[test]) != Counter(new[test])]
    for test in differ:
        print(f"\n== {test}")
        was, now = _split(old[test]), _split(new[test])
        changes = unified_diff(was, now, lineterm="", n=0)
        print("\n".join(changes))
    lines = sum(len(new[test]) for test in shared)
    print(f"{len(shared)} tests compared, {lines} lines; {len(differ)} tests differ")
    return 1 if differ or any(only.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
