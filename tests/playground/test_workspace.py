"""The workspace itself: names, typed text, the clock, memory, and what people may do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.playground.clock import BoxClock
from bot.playground.model import Json, Message
from bot.playground.person import NotInChannelError, NotYoursError
from bot.playground.server import PretendSlack
from bot.playground.small_team import small_team
from bot.playground.typed import command_text, typed
from bot.playground.workspace import Workspace
from tests.playground.bolt import a_manifest


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("@ana++", "<@U0ANA00001>++"),
        ("@Ana Souza, hi", "<@U0ANA00001>, hi"),
        ("@anabel is nobody", "@anabel is nobody"),
        ("mail me@ana.com", "mail me@ana.com"),
        ("<!channel> is typed", "&lt;!channel&gt; is typed"),
        ("@channel and @designers", "<!channel> and <!subteam^S0DESIGN01>"),
        ("`@ana` stays", "`@ana` stays"),
        ("*bold @ben*", "*bold <@U0BEN00001>*"),
        ("see #leads", "see <#C0LEADS001|>"),
        ("see https://a.org/x.", "see <https://a.org/x>."),
        ("💡 idea", ":bulb: idea"),
        ("> said @ben\nyes", "&gt; said <@U0BEN00001>\nyes"),
        ("<@W0EMI00001> raw", "<@W0EMI00001> raw"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("Done:\n- one\n- two for @ben", "Done:\n• one\n• two for <@U0BEN00001>"),
        (":+1::skin-tone-2:", ":+1::skin-tone-2:"),
    ],
)
def test_typed_text_becomes_slacks_text(line: str, text: str) -> None:
    assert typed(small_team(), line)[0] == text


def test_code_and_quotes_are_seen_in_the_blocks() -> None:
    _, blocks = typed(small_team(), "Hi `@ana`\n> thanks @ben\n```kudos @emi```")

    parts = blocks[0]["elements"]

    assert [each["type"] for each in parts] == [
        "rich_text_section",
        "rich_text_quote",
        "rich_text_preformatted",
    ]
    assert parts[0]["elements"][1] == {"type": "text", "text": "@ana", "style": {"code": True}}
    assert parts[1]["elements"][1] == {"type": "user", "user_id": "U0BEN00001"}
    assert parts[2]["elements"] == [{"type": "text", "text": "kudos @emi"}]


def test_a_command_without_escaping_stays_as_typed() -> None:
    workspace = small_team()

    assert command_text(workspace, "@ben & co", escaped=False) == "@ben & co"
    assert command_text(workspace, "@ben & co", escaped=True) == "<@U0BEN00001> &amp; co"


def test_people_are_found_by_any_name() -> None:
    workspace = small_team()

    found = {workspace.user(each).id for each in ("ana", "@Ana", "Ana Souza", "U0ANA00001")}

    assert found == {"U0ANA00001"}
    with pytest.raises(LookupError):
        workspace.user("nobody")


def test_a_workspace_comes_back_from_disk(tmp_path: Path) -> None:
    slack = PretendSlack()
    workspace, ana = slack.workspace, slack.person("ana")
    workspace.install_app(a_manifest())
    said = ana.say("product", "Thanks @ben :taco:")
    slack.person("ben").say("product", "Any time", thread_ts=said.ts)
    slack.person("emi").react(said, "tada")
    workspace.deactivate("farid")

    workspace.save(tmp_path / "box.json")
    again = Workspace.load(tmp_path / "box.json")

    assert again.messages("product") == workspace.messages("product")
    assert again.users == workspace.users
    assert again.channels == workspace.channels
    assert again.usergroups == workspace.usergroups
    assert again.app == workspace.app
    assert again.next_ts() > said.ts


def test_the_past_can_be_written(tmp_path: Path) -> None:
    workspace = small_team()
    events: list[object] = []
    workspace.outlets.append(events.append)
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)

    first = workspace.past("ana", "product", "Thanks @ben", at)
    second = workspace.past("ben", "product", "Any time", at, thread_ts=first.ts)

    assert first.ts == "1767603600.000000"
    assert second.ts > first.ts
    assert workspace.messages("product")[0].replies == (second.ts,)
    assert events == []
    assert workspace.notifications("ben") == []


def test_the_clock_moves_forward_and_is_kept(tmp_path: Path) -> None:
    kept = tmp_path / "offset"
    clock = BoxClock(kept)
    before = clock.now()

    clock.move_by(timedelta(days=2))
    clock.move_to(clock.now() + timedelta(hours=1))
    again = BoxClock(kept)

    assert again.now() - before > timedelta(days=2)
    assert float(kept.read_text()) == pytest.approx(2 * 86_400 + 3600, abs=1)
    with pytest.raises(ValueError, match="forward"):
        clock.move_to(before)


def test_time_stamps_are_never_the_same() -> None:
    workspace = small_team()

    stamps = [workspace.next_ts() for _ in range(1000)]

    assert stamps == sorted(set(stamps))


def test_people_see_and_say_only_where_they_may() -> None:
    slack = PretendSlack()
    chloe, ana = slack.person("chloe"), slack.person("ana")
    said = ana.say("leads", "Quietly")

    with pytest.raises(NotInChannelError):
        chloe.sees("leads")
    with pytest.raises(NotInChannelError):
        chloe.say("leads", "Hello")
    with pytest.raises(NotInChannelError):
        chloe.join("leads")
    with pytest.raises(NotYoursError):
        slack.person("ben").edit(said, "Loudly")
    slack.person("grace").delete(said)

    assert ana.sees("leads") == []


def test_a_thread_outlives_its_first_message() -> None:
    slack = PretendSlack()
    ana, ben = slack.person("ana"), slack.person("ben")
    first = ana.say("product", "One")
    reply = ben.say("product", "Two", thread_ts=first.ts)

    ana.delete(first)
    left = [each.subtype for each in ben.sees("product")]
    ben.delete(reply)

    assert left == ["tombstone", None]
    assert ben.sees("product") == []


def test_a_watcher_hears_of_every_change() -> None:
    workspace = small_team()
    calls: list[int] = []
    stop = workspace.subscribe(lambda: calls.append(1))

    workspace.rename_channel("random", "fun")
    heard = len(calls)
    stop()
    workspace.rename_channel("fun", "random")

    assert heard >= 1
    assert len(calls) == heard


def test_a_link_is_unfurled_by_an_edit_without_a_word_changed() -> None:
    slack = PretendSlack()
    events: list[Json] = []
    slack.workspace.outlets.append(events.append)

    said: Message = slack.person("ana").say("product", "See https://example.org")

    assert [each.get("subtype") for each in events] == [None, "message_changed"]
    assert events[1]["message"]["text"] == events[1]["previous_message"]["text"]
    assert said.attachments


def test_a_list_is_a_list_in_the_blocks() -> None:
    _, blocks = typed(small_team(), "Done:\n- one\n- two")

    section, bullets = blocks[0]["elements"]

    assert section["type"] == "rich_text_section"
    assert (bullets["type"], bullets["style"]) == ("rich_text_list", "bullet")
    assert [each["elements"][0]["text"] for each in bullets["elements"]] == ["one", "two"]


def test_a_stranger_speaks_from_another_workspace() -> None:
    slack = PretendSlack()
    workspace = slack.workspace
    events: list[Json] = []
    workspace.outlets.append(events.append)

    workspace.share_channel("product")
    stranger = workspace.add_user("sam", "Sam Elsewhere", is_stranger=True, is_restricted=True)
    workspace.join("product", stranger.id)
    slack.person("sam").say("product", "Hello from outside")

    assert events[0]["type"] == "channel_shared"
    assert events[-1]["user_team"] == "T0OTHER001"
    assert events[1]["user"]["team_id"] == "T0OTHER001"
    assert "locale" not in events[1]["user"]


def test_a_channel_is_made_private_and_public_by_a_message_in_it() -> None:
    slack = PretendSlack()
    workspace = slack.workspace
    events: list[Json] = []
    workspace.outlets.append(events.append)

    workspace.make_private("product", by="ana")
    private = workspace.channel("product").is_private
    workspace.make_public("product")

    told = [(each["subtype"], each["channel_type"], each["user"]) for each in events]
    assert private
    assert not workspace.channel("product").is_private
    assert told == [
        ("channel_convert_to_private", "group", "U0ANA00001"),
        ("channel_convert_to_public", "channel", "U0GRACE001"),
    ]


def test_a_channel_is_no_longer_shared() -> None:
    workspace = PretendSlack().workspace
    events: list[Json] = []
    workspace.outlets.append(events.append)

    workspace.share_channel("product")
    workspace.unshare_channel("product")

    assert [each["type"] for each in events] == ["channel_shared", "channel_unshared"]
    assert not workspace.channel("product").is_ext_shared


def test_who_is_deactivated_is_in_no_channel_and_no_group() -> None:
    workspace = small_team()

    workspace.deactivate("daniel")

    assert all("U0DANIEL01" not in each.members for each in workspace.channels)
    assert workspace.usergroup("designers").users == ("U0CHLOE001", "W0EMI00001")


def test_calling_the_bot_by_name_is_a_mention() -> None:
    slack = PretendSlack()
    events: list[Json] = []
    slack.workspace.outlets.append(events.append)

    slack.person("ana").say("product", "@Groundswell help")

    assert [each["type"] for each in events] == ["message", "app_mention"]
