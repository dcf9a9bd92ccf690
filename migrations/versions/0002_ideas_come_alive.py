"""The detector's own measures; and ideas come alive: events, tests, notices, totals."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _noticed_up()
    _admins_up()
    _ideas_up()
    _events_up()
    _tests_up()
    _wishes_up()
    _notices_up()
    _combining_up()
    _similar_ideas_up()
    _questions_up()
    _lists_up()
    _board_totals_up()


def downgrade() -> None:
    op.drop_table("board_totals")
    _lists_down()
    _questions_down()
    _similar_ideas_down()
    op.drop_table("combine_requests")
    op.drop_table("notice_stops")
    op.drop_table("notices")
    _wishes_down()
    op.drop_table("idea_tests")
    op.drop_table("idea_events")
    _ideas_down()
    _admins_down()
    _noticed_down()


def _noticed_up() -> None:
    """How sure the detector was, what was asked and answered, and how strict channels became."""
    for table in ("kudos", "ideas", "feedback"):
        op.add_column(table, sa.Column("score", sa.Double()))
        op.add_column(table, sa.Column("band", sa.Text()))
        op.add_column(table, sa.Column("weights", sa.Text()))
    for shift in ("kudos_shift", "idea_shift"):
        op.add_column("channels", sa.Column(shift, sa.Double(), server_default="0", nullable=False))
    with op.batch_alter_table("feedback") as feedback:
        # Until now only answers to a question were kept.
        feedback.add_column(
            sa.Column("was_asked", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        feedback.alter_column("answer", existing_type=sa.Text(), nullable=True)
    with op.batch_alter_table("feedback") as feedback:
        feedback.alter_column("was_asked", existing_type=sa.Boolean(), server_default=None)


def _noticed_down() -> None:
    op.execute("DELETE FROM feedback WHERE answer IS NULL OR NOT was_asked")
    with op.batch_alter_table("feedback") as feedback:
        feedback.alter_column("answer", existing_type=sa.Text(), nullable=False)
        feedback.drop_column("was_asked")
    for shift in ("idea_shift", "kudos_shift"):
        op.drop_column("channels", shift)
    for table in ("feedback", "ideas", "kudos"):
        for name in ("weights", "band", "score"):
            op.drop_column(table, name)


def _admins_up() -> None:
    op.add_column(
        "people", sa.Column("is_admin", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def _admins_down() -> None:
    op.drop_column("people", "is_admin")


def _ideas_up() -> None:
    op.add_column("ideas", sa.Column("stage_at", INSTANT))
    op.add_column("ideas", sa.Column("withdrawn_at", INSTANT))
    op.create_index(
        "ix_ideas_public",
        "ideas",
        ["workspace", "shared_at"],
        sqlite_where=sa.text("is_private IS 0 AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("is_private IS false AND withdrawn_at IS NULL"),
    )
    with op.batch_alter_table("idea_links") as links:
        links.create_check_constraint("parent_is_older", "parent < child")


def _ideas_down() -> None:
    op.execute("DELETE FROM ideas WHERE withdrawn_at IS NOT NULL")
    with op.batch_alter_table("idea_links") as links:
        links.drop_constraint("parent_is_older", type_="check")
    op.drop_index("ix_ideas_public", "ideas")
    op.drop_column("ideas", "withdrawn_at")
    op.drop_column("ideas", "stage_at")


def _events_up() -> None:
    op.create_table(
        "idea_events",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("other", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_idea_events_workspace_idea"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_events")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_idea_events_workspace_idea_id"), "idea_events", ["workspace", "idea", "id"]
    )
    op.create_index(op.f("ix_idea_events_workspace_actor"), "idea_events", ["workspace", "actor"])
    op.execute(SHARED)
    op.execute(JOINED)
    op.execute(BUILT)
    op.execute(SUPPORTED)


# What happened to the ideas that there are already: they were shared, built on, supported.
SHARED = """
    INSERT INTO idea_events (workspace, idea, what, actor, at, reason, change, other)
    SELECT workspace, id, 'share', author, shared_at, '', '', 0 FROM ideas
"""
JOINED = """
    INSERT INTO idea_events (workspace, idea, what, actor, at, reason, change, other)
    SELECT l.workspace, l.child, 'join', i.author, i.shared_at, '', '', l.parent
    FROM idea_links l JOIN ideas i ON i.workspace = l.workspace AND i.id = l.child
"""
BUILT = """
    INSERT INTO idea_events (workspace, idea, what, actor, at, reason, change, other)
    SELECT l.workspace, l.parent, 'build', i.author, i.shared_at, '', '', l.child
    FROM idea_links l JOIN ideas i ON i.workspace = l.workspace AND i.id = l.child
"""
SUPPORTED = """
    INSERT INTO idea_events (workspace, idea, what, actor, at, reason, change, other)
    SELECT workspace, idea, 'support', person, at, '', '', 0
    FROM contributions WHERE part = 'support' AND is_present
"""


def _tests_up() -> None:
    op.create_table(
        "idea_tests",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("outcome", sa.Text()),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("next_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_idea_tests_workspace_idea"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_tests")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_idea_tests_open",
        "idea_tests",
        ["workspace", "idea"],
        unique=True,
        sqlite_where=sa.text("outcome IS NULL"),
        postgresql_where=sa.text("outcome IS NULL"),
    )
    op.create_index(op.f("ix_idea_tests_workspace_idea"), "idea_tests", ["workspace", "idea"])
    op.create_index(op.f("ix_idea_tests_workspace_owner"), "idea_tests", ["workspace", "owner"])
    op.create_index(op.f("ix_idea_tests_next_at_workspace"), "idea_tests", ["next_at", "workspace"])


def _wishes_up() -> None:
    op.add_column(
        "preferences",
        sa.Column("is_spared_notices", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "preferences",
        sa.Column("recognition", sa.Text(), server_default="public", nullable=False),
    )
    op.add_column("preferences", sa.Column("told_at", INSTANT))


def _wishes_down() -> None:
    for name in ("told_at", "recognition", "is_spared_notices"):
        op.drop_column("preferences", name)


def _notices_up() -> None:
    op.create_table(
        "notices",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_notices_workspace_idea"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint(
            "workspace", "person", "event", name=op.f("uq_notices_workspace_person_event")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notices_workspace_idea"), "notices", ["workspace", "idea"])
    op.create_index(op.f("ix_notices_due_at_workspace"), "notices", ["due_at", "workspace"])
    op.create_table(
        "notice_stops",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_notice_stops_workspace_idea"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "person", "idea", name=op.f("pk_notice_stops")),
    )
    op.create_index(op.f("ix_notice_stops_workspace_idea"), "notice_stops", ["workspace", "idea"])


def _combining_up() -> None:
    op.create_table(
        "combine_requests",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("child", NUMBER, nullable=False),
        sa.Column("parent", NUMBER, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("consent", sa.Text()),
        sa.ForeignKeyConstraint(
            ["workspace", "child"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_combine_requests_workspace_child"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "parent"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_combine_requests_workspace_parent"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "child", "parent", name=op.f("pk_combine_requests")),
    )
    for column in ("parent", "author"):
        name = op.f(f"ix_combine_requests_workspace_{column}")
        op.create_index(name, "combine_requests", ["workspace", column])
    op.create_index(
        "ix_combine_requests_unanswered",
        "combine_requests",
        ["asked_at", "workspace"],
        sqlite_where=sa.text("consent IS NULL"),
        postgresql_where=sa.text("consent IS NULL"),
    )


def _similar_ideas_up() -> None:
    op.create_table(
        "idea_terms",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("term", NUMBER, nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_idea_terms_workspace_idea"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "term", "idea", name=op.f("pk_idea_terms")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_idea_terms_workspace_idea"), "idea_terms", ["workspace", "idea"])
    op.create_table(
        "similar_ideas",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.Column("other", NUMBER, nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_similar_ideas_workspace_idea"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "other"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_similar_ideas_workspace_other"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "idea", "other", name=op.f("pk_similar_ideas")),
    )
    op.create_index(
        op.f("ix_similar_ideas_workspace_other"), "similar_ideas", ["workspace", "other"]
    )


def _similar_ideas_down() -> None:
    op.drop_table("similar_ideas")
    op.drop_table("idea_terms")


def _questions_up() -> None:
    op.add_column(
        "replies", sa.Column("is_question", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def _questions_down() -> None:
    op.drop_column("replies", "is_question")


def _lists_up() -> None:
    op.create_index(
        op.f("ix_ideas_workspace_channel_stage_shared_at"),
        "ideas",
        ["workspace", "channel", "stage", "shared_at"],
    )


def _lists_down() -> None:
    op.drop_index(op.f("ix_ideas_workspace_channel_stage_shared_at"), "ideas")


def _board_totals_up() -> None:
    op.create_table(
        "board_totals",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("span", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.Column("built_on", sa.Integer(), nullable=False),
        sa.Column("tested", sa.Integer(), nullable=False),
        sa.Column("combined", sa.Integer(), nullable=False),
        sa.Column("tests", sa.Integer(), nullable=False),
        sa.Column("adopted", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace", "channel", "span", "day", "person", name=op.f("pk_board_totals")
        ),
        sqlite_with_rowid=False,
    )
    for statement in board_totals_filled(op.get_bind().dialect.name):
        op.execute(statement)
    op.create_index(
        op.f("ix_board_totals_workspace_person_channel"),
        "board_totals",
        ["workspace", "person", "channel"],
    )


def board_totals_filled(database: str) -> tuple[str, ...]:
    """By day and for longer spans, of the ideas that there are already; nobody tested them."""
    days = {
        "sqlite": "CAST(julianday(date(shared_at)) - 2440587.5 AS INTEGER)",
        "postgresql": "CAST(floor(extract(epoch FROM shared_at) / 86400) AS integer)",
    }
    return DAYS.replace("DAY", days[database]), WEEKS, FOUR_WEEKS, EVER


DAYS = """
    INSERT INTO board_totals
    SELECT workspace, channel, 1, day, person,
      sum(shared), sum(built_on), 0, sum(combined), 0, sum(adopted)
    FROM (
      SELECT workspace, channel, DAY AS day, author AS person, 1 AS shared,
        CASE WHEN EXISTS (
          SELECT 1 FROM idea_links l
          JOIN ideas child ON child.workspace = l.workspace AND child.id = l.child
          WHERE l.workspace = i.workspace AND l.parent = i.id AND child.author <> i.author
            AND (NOT child.is_private OR child.channel = i.channel)
        ) THEN 1 ELSE 0 END AS built_on,
        CASE WHEN (
          SELECT count(*) FROM idea_links l WHERE l.workspace = i.workspace AND l.child = i.id
        ) >= 2 THEN 1 ELSE 0 END AS combined,
        CASE WHEN stage = 'adopted' THEN 1 ELSE 0 END AS adopted
      FROM ideas i
      UNION ALL
      SELECT c.workspace, channel, DAY, person, 0, 0, 0, 0
      FROM contributions c JOIN ideas i ON i.workspace = c.workspace AND i.id = c.idea
      WHERE is_present AND (part IN ('author', 'test') OR part = 'build' AND EXISTS (
          SELECT 1 FROM idea_links l
          JOIN ideas child ON child.workspace = l.workspace AND child.id = l.child
          WHERE l.workspace = i.workspace AND l.parent = i.id AND child.author = c.person
            AND (NOT child.is_private OR child.channel = i.channel)
        ))
    ) counted
    GROUP BY workspace, channel, day, person
    ORDER BY workspace, channel, 4, person
"""
WEEKS = """
    INSERT INTO board_totals
    SELECT workspace, channel, 7, day / 7 * 7, person,
      sum(shared), sum(built_on), sum(tested), sum(combined), sum(tests), sum(adopted)
    FROM board_totals
    WHERE span = 1
    GROUP BY workspace, channel, day / 7 * 7, person
    ORDER BY workspace, channel, 4, person
"""
FOUR_WEEKS = """
    INSERT INTO board_totals
    SELECT workspace, channel, 28, day / 28 * 28, person,
      sum(shared), sum(built_on), sum(tested), sum(combined), sum(tests), sum(adopted)
    FROM board_totals
    WHERE span = 7
    GROUP BY workspace, channel, day / 28 * 28, person
    ORDER BY workspace, channel, 4, person
"""
EVER = """
    INSERT INTO board_totals
    SELECT workspace, channel, 0, 0, person,
      sum(shared), sum(built_on), sum(tested), sum(combined), sum(tests), sum(adopted)
    FROM board_totals
    WHERE span = 28
    GROUP BY workspace, channel, person
    ORDER BY workspace, channel, 4, person
"""
