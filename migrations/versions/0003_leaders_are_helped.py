"""Leaders are helped: a ledger of nudges, promises, questions, and teams that follow a source."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MEASURED = (("contributions", "at"), ("ideas", "stage_at"), ("idea_tests", "opened_at"))


def upgrade() -> None:
    _teams_up()
    _ledger_up()
    _in_person_up()
    _helpful_up()
    _questions_up()
    _promises_up()
    _wishes_up()
    _measures_up()


def downgrade() -> None:
    _measures_down()
    op.drop_column("preferences", "is_spared_thanks")
    op.drop_column("people", "is_guest")
    op.drop_table("promises")
    op.drop_table("question_replies")
    op.drop_table("questions")
    op.drop_table("helpful_replies")
    op.drop_table("thanks_in_person")
    _ledger_down()
    _teams_down()


def _teams_up() -> None:
    """Several teams a leader, each with its source; seeds, so that chance can be repeated."""
    op.add_column(
        "teams", sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("teams", sa.Column("source", sa.Text(), server_default="people", nullable=False))
    op.add_column("teams", sa.Column("source_id", sa.Text()))
    op.add_column("teams", sa.Column("source_lost_at", INSTANT))
    op.add_column("teams", sa.Column("seed", NUMBER, server_default="0", nullable=False))
    op.add_column(
        "teams", sa.Column("digests_sent", sa.Integer(), server_default="0", nullable=False)
    )
    # Any number does as a seed, as long as it stays and differs: Knuth's multiplier spreads ids.
    op.execute("UPDATE teams SET seed = (id * 2654435761) % 2147483648")
    op.create_index(op.f("ix_teams_workspace_source_id"), "teams", ["workspace", "source_id"])
    # Two devices at once could have made two teams of one.
    op.execute(
        "UPDATE teams SET name = 'Team ' || id"
        " WHERE id NOT IN (SELECT min(id) FROM teams GROUP BY workspace, leader)"
    )
    op.drop_index(op.f("ix_teams_workspace_leader"), "teams")
    op.create_index(
        op.f("ix_teams_workspace_leader_name"),
        "teams",
        ["workspace", "leader", "name"],
        unique=True,
    )


def _teams_down() -> None:
    op.drop_index(op.f("ix_teams_workspace_leader_name"), "teams")
    op.create_index(op.f("ix_teams_workspace_leader"), "teams", ["workspace", "leader"])
    op.drop_index(op.f("ix_teams_workspace_source_id"), "teams")
    for name in ("digests_sent", "seed", "source_lost_at", "source_id", "source", "name"):
        op.drop_column("teams", name)


def _ledger_up() -> None:
    op.add_column(
        "nudges", sa.Column("trigger", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("nudges", sa.Column("facts", sa.Text(), server_default="{}", nullable=False))
    op.add_column("nudges", sa.Column("way", sa.Text(), server_default="digest", nullable=False))
    op.add_column(
        "nudges", sa.Column("is_held_back", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("nudges", sa.Column("settled_at", INSTANT))
    op.create_index(
        "ix_nudges_unsettled",
        "nudges",
        ["followed_until", "workspace"],
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_index(op.f("ix_nudges_workspace_idea"), "nudges", ["workspace", "idea"])
    op.create_index(op.f("ix_nudges_workspace_kind"), "nudges", ["workspace", "kind"])


def _ledger_down() -> None:
    op.execute("DELETE FROM nudges WHERE is_held_back")
    op.drop_index(op.f("ix_nudges_workspace_kind"), "nudges")
    op.drop_index(op.f("ix_nudges_workspace_idea"), "nudges")
    op.drop_index("ix_nudges_unsettled", "nudges")
    for name in ("settled_at", "is_held_back", "way", "facts", "trigger"):
        op.drop_column("nudges", name)


def _in_person_up() -> None:
    """What a leader says to have thanked for by word of mouth: apart from what events show."""
    op.create_table(
        "thanks_in_person",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace", "leader", "person", "work", name=op.f("pk_thanks_in_person")
        ),
    )
    op.create_index(
        op.f("ix_thanks_in_person_workspace_person"), "thanks_in_person", ["workspace", "person"]
    )


def _helpful_up() -> None:
    op.create_table(
        "helpful_replies",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("marked_by", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_helpful_replies_workspace_idea"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "workspace", "idea", "ts", "marked_by", name=op.f("pk_helpful_replies")
        ),
    )
    op.create_index(op.f("ix_helpful_replies_workspace_at"), "helpful_replies", ["workspace", "at"])
    op.create_index(
        op.f("ix_helpful_replies_workspace_marked_by"),
        "helpful_replies",
        ["workspace", "marked_by"],
    )


def _questions_up() -> None:
    """What leaders asked their team through the bot, and who answered: not what."""
    op.create_table(
        "questions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text()),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_questions_workspace_id")),
        sa.UniqueConstraint("workspace", "source", name=op.f("uq_questions_workspace_source")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_questions_workspace_leader_asked_at"),
        "questions",
        ["workspace", "leader", "asked_at"],
    )
    op.create_index(
        op.f("ix_questions_workspace_channel_ts"), "questions", ["workspace", "channel", "ts"]
    )
    op.create_table(
        "question_replies",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("question", NUMBER, nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "question"],
            ["questions.workspace", "questions.id"],
            name=op.f("fk_question_replies_workspace_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "question", "ts", name=op.f("pk_question_replies")),
    )
    op.create_index(
        op.f("ix_question_replies_workspace_person"), "question_replies", ["workspace", "person"]
    )


def _promises_up() -> None:
    op.create_table(
        "promises",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("team", NUMBER, nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("remind_at", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("next_at", INSTANT),
        sa.Column("kept_at", INSTANT),
        sa.Column("kept_by", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
        sa.UniqueConstraint("workspace", "source", name=op.f("uq_promises_workspace_source")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_promises_workspace_leader_made_at"), "promises", ["workspace", "leader", "made_at"]
    )
    op.create_index(op.f("ix_promises_workspace_person"), "promises", ["workspace", "person"])
    op.create_index(op.f("ix_promises_next_at_workspace"), "promises", ["next_at", "workspace"])


def _wishes_up() -> None:
    op.add_column(
        "people", sa.Column("is_guest", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column(
        "preferences",
        sa.Column("is_spared_thanks", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def _measures_up() -> None:
    """What happened in the last weeks is found by its time, in a workspace of any age."""
    for table, column in MEASURED:
        op.create_index(op.f(f"ix_{table}_workspace_{column}"), table, ["workspace", column])


def _measures_down() -> None:
    for table, column in MEASURED:
        op.drop_index(op.f(f"ix_{table}_workspace_{column}"), table)
