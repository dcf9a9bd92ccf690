"""The bot beside the box: an ordinary process of its own, started again when it falls over."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

PATIENCE = 10  # seconds to end by itself
SOON = 5  # a bot that lived shorter than this waits before the next try


class BotProcess:
    def __init__(self, command: Sequence[str], env: Mapping[str, str], log: Path) -> None:
        self._command = list(command)
        self._env = dict(env)
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._falls = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                self._command,
                env=self._env,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the box, which then ends the bot
            )
        self._started = time.monotonic()

    @property
    def fell(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def restart_if_fallen(self) -> str | None:
        """What to tell, when it had fallen and is on its feet again."""
        if self._process is None or not self.fell:
            return None
        if time.monotonic() - self._started < SOON and self._falls:
            return None
        self._falls += 1
        told = f"The bot ended with code {self._process.returncode}; starting it again."
        words = self.last_words()
        self.start()
        return f"{told} Its last words:\n{words}"

    def last_words(self, count: int = 12) -> str:
        if not self._log.exists():
            return ""
        text = self._log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(f"  {line}" for line in text.splitlines()[-count:])

    def health(self) -> str:
        if self._process is None:
            return "not started"
        state = "not running" if self.fell else f"running, process {self._process.pid}"
        if not self._falls:
            return state
        times = "once" if self._falls == 1 else f"{self._falls} times"
        return f"{state}, started again {times}. Last words:\n{self.last_words(6)}"

    def stop(self) -> None:
        if self._process is None or self.fell:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
