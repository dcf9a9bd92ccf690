"""Judge messages from standard input, one JSON object a line: `{"id": …, "text": …}`.

The row may carry `domain`. At work, where the bot is, it changes nothing. In a `chat` of strangers
who ask and answer, ideas are rarer, and doubt weighs more; `reddit` and `meeting` are the public
corpora of the first models, and mean what those mean by thanks and suggestions.
"""

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.domain.detector import Band, judge
from bot.domain.detector.judging import Judgement
from bot.domain.detector.weights import FIRST, weights
from bot.domain.messages import Message
from bot.domain.mrkdwn import spans_of


def main() -> None:
    for line in sys.stdin:
        if line.strip():
            row = json.loads(line)
            judged = judge(_message(str(row["id"]), str(row["text"])))
            first = _first(judged)
            shown = {"id": row["id"]} | _judged(judged) | first
            shown |= _in_domain(str(row.get("domain", "")), judged, first)
            sys.stdout.write(json.dumps(shown) + "\n")


def _message(ts: str, text: str) -> Message:
    return Message("T0", "C0", ts, "", text, spans_of(text), datetime.now(UTC), ts)


def _judged(judged: Judgement) -> dict[str, Any]:
    kudos, idea = judged.findings.kudos, judged.findings.idea
    called = [f"!{name}" for name in kudos.everybody] if kudos is not None else []
    return {
        "kudos": kudos is not None,
        "idea": idea is not None,
        "recipients": [*kudos.receivers, *kudos.groups, *called] if kudos is not None else [],
        "kudos_score": round(judged.kudos, 6),
        "idea_score": round(judged.idea, 6),
        "kudos_band": kudos.band if kudos is not None else Band.NO,
        "idea_band": idea.band if idea is not None else Band.NO,
    }


def _in_domain(domain: str, judged: Judgement, first: Mapping[str, bool]) -> dict[str, bool]:
    """What counts elsewhere than at work."""
    if domain == "chat":
        return {"idea": judged.idea >= weights().idea.rare}
    if domain == "reddit":
        return {"kudos": first["gratitude"] or first["admiration"]}
    return {"idea": first["suggests"]} if domain == "meeting" else {}


def _first(judged: Judgement) -> dict[str, bool]:
    """What the models of public corpora say, for whoever measures them."""
    edges = weights().first
    return {
        name: score > model.likely
        for name, score, model in zip(FIRST, judged.first(), edges, strict=True)
    }


if __name__ == "__main__":
    main()
