"""A leader's digest, figures, nudges and promises have one reader, whatever others try.

Ana leads. Ben is in no team of hers, Emi is; Farid leads another team; Grace is the admin. Each of
them types and presses all there is, with the very values that Ana's buttons carry.
"""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest

from bot.cli import main
from bot.playground.model import View
from bot.playground.transport import signed
from tests.scenarios.box import Box
from tests.scenarios.leading import TUESDAY
from tests.slack.registered import registered

pytestmark = pytest.mark.over("http")

OTHERS = {"Ben": "U0BEN00001", "Emi": "W0EMI00001", "Farid": "U0FARID001", "Grace": "U0GRACE001"}
LEADER = "U0ANA00001"
TEAM = "Night owls"
# What leaders alone are told, and of this team Ana alone.
SECRETS = (
    TEAM,
    "you have not thanked them yet",
    "has had no thanks from you",
    "Credit you gave",
    "Longest time without thanks",
    "What you set out to do by",
)
LINES = {
    "/lead": ("", "now", "help", "off", "promise", "practice"),
    "/groundswell": ("", "help", "privacy", "settings"),
    "/kudos": ("mine", "help"),
    "/idea": ("list", "mine"),
    "/leaderboard": ("", "all"),
}


@pytest.fixture
def secret(box: Box) -> Box:
    """Ana has a digest with all that there is in one, and a promise."""
    box.command("Ana", "#general", "/lead")
    box.person("Ana").submit({"name": TEAM, "people": ["Ben", "Emi", "Daniel"]})
    box.command("Farid", "#general", "/lead @Chloé @Hugo @Daniel")
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.say("Ana", "#product", "thanks @Ben for the release notes, they halved our questions")
    box.command("Ana", "#general", "/lead promise")
    form = box.person("Ana").views()[-1]
    box.person("Ana").submit({"aim": options(form, "aim")[0], "day": options(form, "day")[0]})
    box.at(TUESDAY)
    digest = next(each for each in box.told("Ana") if "Credit you gave" in str(each.blocks))
    box.press("Ana", digest, "digests.figures")
    figures = box.person("Ana").views()[-1].content
    box.person("Ana").close()
    assert (
        sorted(set(SECRETS) - set(told_in([each.blocks for each in box.told("Ana")], figures)))
        == []
    )
    assert box.rows("promises")
    return box


def options(view: View, field: str) -> list[str]:
    """The values that it offers there."""
    [block] = [each for each in view.blocks if each.get("block_id") == field]
    return [each["value"] for each in block["element"]["options"]]


def test_nothing_that_others_type_shows_it(secret: Box) -> None:
    for name in OTHERS:
        for command, texts in LINES.items():
            for text in texts:
                reply = secret.command(name, "#general", f"{command} {text}".strip())
                views = secret.person(name).views()
                assert told_to(name, reply.text, reply.blocks, views) == []
        secret.person(name).open_home()
        secret.settle()
        assert told_to(name, secret.person(name).home()) == []


def test_a_team_of_hers_is_as_unknown_to_others_as_one_that_is_not_there(secret: Box) -> None:
    for name in OTHERS:
        for verb in ("now", "off"):
            hers = secret.command(name, "#general", f"/lead {verb} {TEAM}")
            none = secret.command(name, "#general", f"/lead {verb} Nobody")
            assert hers.text.replace(TEAM, "Nobody") == none.text
            assert told_to(name, hers.blocks) == []


def test_nothing_that_others_press_shows_it_or_changes_it(secret: Box) -> None:
    before = {table: secret.rows(table) for table in ("teams", "nudges", "promises")}
    already = len(secret.slack.calls)

    for name, user in OTHERS.items():
        for action, value in presses(secret):
            answer = forge(secret, user, action, value)
            assert told_to(name, answer) == []
        shown = [each.arguments for each in secret.slack.calls[already:]]
        assert told_to(name, shown) == []
        already = len(secret.slack.calls)
        answered = [each.blocks for each in secret.whispers(name, "#product")]
        assert told_to(name, answered, secret.person(name).views()) == []
    secret.settle()

    after = {table: secret.rows(table) for table in before}
    mine = {
        table: [row for row in rows if row["leader"] == LEADER] for table, rows in after.items()
    }
    assert mine == {
        table: [row for row in rows if row["leader"] == LEADER] for table, rows in before.items()
    }


def test_neither_messages_to_others_nor_logs_nor_reports_hold_it(
    secret: Box, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*OTHERS, "Chloé", "Daniel", "Hugo"):
        assert told_to(name, [each.blocks for each in secret.told(name)]) == []
    for channel in ("#general", "#product", "#design"):
        assert told_in([each.blocks for each in secret.posts(channel)]) == []
    assert told_in(json.dumps(secret.logs, default=str)) == []

    monkeypatch.setenv("DATABASE_URL", secret.engine.url.render_as_string(hide_password=False))
    for line in (["nudges", "report"], ["detector", "report"]):
        main(line)
    printed = "".join(capsys.readouterr())
    assert told_in(printed) == []
    assert LEADER not in printed
    assert "Ana" not in printed


def test_no_page_shows_it(secret: Box) -> None:
    assert secret.slack.request_url
    root = secret.slack.request_url.removesuffix("/slack/events")
    for path in (
        "",
        "/digest",
        "/lead",
        "/measures",
        "/family/1",
        "/metrics",
        "/healthz",
        "/readyz",
    ):
        answer = httpx.get(f"{root}{path}", timeout=5)
        assert told_in(answer.text) == []


def presses(box: Box) -> Iterator[tuple[str, str]]:
    """All that leaders can press, with every value that it might carry."""
    actions = [
        name
        for name in map(str, registered(box.bot.kit.settings).by_kind["action"])
        if name.split(".")[0] in ("digests", "nudges", "teams", "promises", "home")
    ]
    [nudge] = [row["id"] for row in box.rows("nudges") if row["leader"] == LEADER]
    team = next(row["id"] for row in box.rows("teams") if row["leader"] == LEADER)
    person = json.dumps({"person": OTHERS["Emi"], "idea": 1, "work": "idea:1:shared", "nudge": 1})
    of_team = {"teams", "home", "digests"}
    for action in actions:
        number = team if action.split(".")[0] in of_team else nudge
        for value in (str(number), json.dumps([number, 0]), person):
            yield action, value


def forge(box: Box, user: str, action: str, value: str) -> str:
    """Slack never lets them: what is pressed here they do not even see."""
    assert box.slack.request_url
    answer = box.slack.triggers.new_answer(user, "C0PRODUCT1", None)
    payload = {
        "type": "block_actions",
        "team": {"id": "T0BOX00001"},
        "user": {"id": user, "team_id": "T0BOX00001"},
        "api_app_id": "A0",
        "trigger_id": box.slack.triggers.new(user),
        "container": {"type": "message", "message_ts": "1.0", "channel_id": "C0PRODUCT1"},
        "channel": {"id": "C0PRODUCT1", "name": "product"},
        "message": {"ts": "1.0", "text": "", "blocks": []},
        "response_url": f"{box.slack.url}hooks/{answer}",
        "actions": [
            {
                "type": "button",
                "action_id": action,
                "block_id": "b",
                "value": value,
                "action_ts": "1",
            }
        ],
    }
    body = urlencode({"payload": json.dumps(payload)}).encode()
    headers = signed(box.slack.signing_secret, body, None)
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    return httpx.post(box.slack.request_url, content=body, headers=headers, timeout=10).text


def told_to(name: str, *what: object) -> list[str]:
    """Farid has a digest of his own, and may read nothing of Ana's."""
    found = told_in(*what)
    return [each for each in found if each == TEAM] if name == "Farid" else found


def told_in(*what: object) -> list[str]:
    """Which of the secrets stand in it."""
    text = json.dumps(what, ensure_ascii=False, default=str)
    return [each for each in SECRETS if each in text]
