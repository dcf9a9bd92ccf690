"""Judge messages from standard input, one JSON object a line: `{"id": …, "text": …}`."""

import json
import sys
from datetime import UTC, datetime
from typing import Any

from bot.domain.detector import Band, Findings, detect
from bot.domain.messages import Message
from bot.domain.mrkdwn import spans_of


def main() -> None:
    for line in sys.stdin:
        if line.strip():
            row = json.loads(line)
            found = detect(_message(str(row["id"]), str(row["text"])))
            sys.stdout.write(json.dumps({"id": row["id"]} | _judged(found)) + "\n")


def _message(ts: str, text: str) -> Message:
    return Message("T0", "C0", ts, "", text, spans_of(text), datetime.now(UTC), ts)


def _judged(found: Findings) -> dict[str, Any]:
    kudos, idea = found.kudos, found.idea
    return {
        "kudos": kudos is not None,
        "idea": idea is not None,
        "recipients": [*kudos.receivers, *kudos.groups] if kudos else [],
        "kudos_score": kudos.score if kudos else 0.0,
        "idea_score": idea.score if idea else 0.0,
        "kudos_band": kudos.band if kudos else Band.NO,
        "idea_band": idea.band if idea else Band.NO,
    }


if __name__ == "__main__":
    main()
