"""What people mistype is told kindly, to them alone, and nothing is kept."""

import pytest

from tests.scenarios.box import Box

EVERYBODY = ("Ana", "Ben", "Chloé", "Daniel", "Emi", "Farid", "Grace", "Hugo")
LONG = "a" * 4_000


def nobody_was_pinged(box: Box) -> bool:
    return not any(box.pinged(name) for name in EVERYBODY)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("for being great", "Whom would you like to thank?"),
        ("@Ana for being me", "Kudos are for others"),
        ("@deploy_bot for the deployment", "is an app"),
        ("@groundswell for the digest", "is an app"),
        ("@Ivan for the old days", "has left this workspace"),
        ("@Ben", "What did they do?"),
        ("@nobody for nothing much", "I don't know who @nobody is"),
        (f"@Ben for {LONG}", "is the most I can keep"),
        ("@channel for coming", "Whom would you like to thank?"),
        ("<!channel> for coming", "Whom would you like to thank?"),
        ("<!everyone>", "Whom would you like to thank?"),
        ("@U0NOBODY00 for nothing much", "I don't know who"),
        ("<@U0NOBODY00> for nothing much", "Nothing was kept"),
        ("`@Ben` for code", "Whom would you like to thank?"),
        ("<@> for <", "Whom would you like to thank?"),
    ],
)
@pytest.mark.over("http")
def test_a_mistaken_kudos_gets_a_kind_private_answer(box: Box, typed: str, sentence: str) -> None:
    reply = box.command("Ana", "#product", f"/kudos {typed}")

    assert reply.ok
    assert sentence in reply.text
    assert "You typed:" in reply.text
    assert reply.message
    assert reply.message.ephemeral_for == "U0ANA00001"
    assert box.kept_nothing()
    assert nobody_was_pinged(box)


@pytest.mark.both_transports
def test_what_was_typed_is_given_back_and_pings_nobody(box: Box) -> None:
    reply = box.command("Ana", "#product", f"/kudos @Ben <!channel> @designers {LONG}")

    assert "&lt;!channel&gt;" in reply.text or "@channel" in reply.text
    assert len(reply.text) > 3_000
    assert nobody_was_pinged(box)


@pytest.mark.both_databases
def test_broadcasts_in_a_reason_are_only_text(box: Box) -> None:
    reply = box.command("Ana", "#product", "/kudos @Ben for waking @channel @here and @designers")

    [post] = box.posts("#product")
    assert reply.ok
    assert "waking @channel @here and @designers" in post.text
    assert [note.reason for note in box.pinged("Ben")] == ["mention"]
    for name in ("Chloé", "Daniel", "Emi", "Farid", "Grace"):
        assert box.pinged(name) == []


@pytest.mark.over("http")
def test_a_name_full_of_markup_is_only_text(box: Box) -> None:
    box.workspace.rename_user("Ana", "*Ana* <!channel> & <@U0CHLOE001>")
    box.settle()

    box.command("Ana", "#product", "/kudos @Ben for the fix")
    box.command("Ana", "#product", "/idea bigger buttons everywhere")
    box.command("Daniel", "#product", "/leaderboard")

    assert box.pinged("Chloé") == []
    assert [note.reason for note in box.pinged("Ben")] == ["mention"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (f"/idea {LONG}", "is the most I can keep"),
        ("/leaderboard yesterday", "I don't know the period"),
        ("/leaderboard weekly someday", "I could not read"),
        ("/leaderboard weekly Mon 25:00", "I could not read"),
        ("/lead pause forever", "I could not read"),
        ("/lead pause 2w", "not set up a team"),
        ("/lead resume", "not set up a team"),
        ("/lead now", "not set up a team"),
        ("/lead off", "not set up a team"),
        ("/lead everybody", "I don't know who “everybody” is. Type `/lead @` and choose people"),
        ("/lead @Ana", "at least one other person"),
        ("/lead @Ivan @deploy_bot", "at least one other person"),
        ("/groundswell nonsense", "/kudos"),
    ],
)
@pytest.mark.over("socket")
def test_other_mistakes_are_told_kindly_too(box: Box, line: str, sentence: str) -> None:
    reply = box.command("Ana", "#product", line)

    assert reply.ok
    assert sentence in reply.text
    assert box.kept_nothing()
    assert nobody_was_pinged(box)


@pytest.mark.over("socket")
@pytest.mark.parametrize("line", ["/idea something", "/idea", "/leaderboard weekly"])
def test_where_the_bot_is_not_it_says_how_to_invite_it(box: Box, line: str) -> None:
    reply = box.command("Ana", "#random", line)

    assert "/invite @groundswell" in reply.text
    assert box.kept_nothing()


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (["Ana"], "Kudos are for others"),
        (["Ben", "Ivan"], "has left"),
        (["deploy_bot"], "is an app"),
    ],
)
@pytest.mark.both_transports
def test_a_mistake_in_the_form_is_told_beside_its_field(
    box: Box, people: list[str], sentence: str
) -> None:
    box.command("Ana", "#product", "/kudos")

    done = box.person("Ana").submit({"people": people, "reason": "the fix"})

    assert list(done.errors) == ["people"]
    assert sentence in done.errors["people"]
    assert not done.closed
    assert box.kept_nothing()


def test_the_longest_form_that_can_be_filled_in_is_kept(box: Box) -> None:
    """Every field is full of letters that Slack's markup makes longer."""
    box.command("Ana", "#product", "/kudos")

    done = box.person("Ana").submit(
        {"people": ["Ben"], "reason": "&" * 1_300, "effect": "<" * 400, "link": "https://e.org/&"}
    )
    box.settle()

    assert done.closed, done.errors
    assert len(box.posts("#product")) == 1


def test_a_team_of_oneself_is_told_beside_the_field(box: Box) -> None:
    box.command("Ana", "#general", "/lead")

    done = box.person("Ana").submit({"people": ["Ana"]})

    assert list(done.errors) == ["people"]


def test_a_form_that_expired_is_no_disaster(box: Box) -> None:
    box.slack.ack_timeout = 30
    box.slack.fail_next("views.open", error="expired_trigger_id")

    reply = box.command("Ana", "#product", "/kudos")

    assert reply.ok
    assert reply.text
