"""The first tables: kudos, ideas, people, teams, and what is to be said."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "channels",
    "feedback",
    "ideas",
    "kudos",
    "message_versions",
    "nudges",
    "outbox",
    "people",
    "preferences",
    "teams",
    "contributions",
    "idea_links",
    "kudos_receivers",
    "kudos_seconds",
    "replies",
    "team_channels",
    "team_members",
)


def upgrade() -> None:
    op.create_table(
        "channels",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("is_external", sa.Boolean(), nullable=False),
        sa.Column("is_archived", sa.Boolean(), nullable=False),
        sa.Column("has_bot", sa.Boolean(), nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("board_weekday", sa.Integer()),
        sa.Column("board_at", sa.Time()),
        sa.Column("board_zone", sa.Text()),
        sa.Column("board_next_at", INSTANT),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_channels")),
    )
    op.create_index(
        op.f("ix_channels_board_next_at_workspace"), "channels", ["board_next_at", "workspace"]
    )

    op.create_table(
        "feedback",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "channel", "ts", "label", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_workspace_person"), "feedback", ["workspace", "person"])

    op.create_table(
        "ideas",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "shared_at",
            INSTANT,
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text()),
        sa.Column("thread_ts", sa.Text()),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("captured_by", sa.Text()),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("card_channel", sa.Text()),
        sa.Column("card_ts", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ideas")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_ideas_workspace_id")),
        sa.UniqueConstraint("workspace", "source", name=op.f("uq_ideas_workspace_source")),
        sa.UniqueConstraint(
            "workspace", "channel", "ts", name=op.f("uq_ideas_workspace_channel_ts")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_ideas_workspace_author_shared_at"), "ideas", ["workspace", "author", "shared_at"]
    )
    op.create_index(
        op.f("ix_ideas_workspace_card_channel_card_ts"),
        "ideas",
        ["workspace", "card_channel", "card_ts"],
    )
    op.create_index(
        op.f("ix_ideas_workspace_channel_shared_at"), "ideas", ["workspace", "channel", "shared_at"]
    )

    op.create_table(
        "kudos",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("giver", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "given_at",
            INSTANT,
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text()),
        sa.Column("ts", sa.Text()),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kudos")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_kudos_workspace_id")),
        sa.UniqueConstraint("workspace", "source", name=op.f("uq_kudos_workspace_source")),
        sa.UniqueConstraint(
            "workspace", "channel", "ts", name=op.f("uq_kudos_workspace_channel_ts")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_kudos_workspace_given_at"), "kudos", ["workspace", "given_at"])
    op.create_index(
        op.f("ix_kudos_workspace_giver_given_at"), "kudos", ["workspace", "giver", "given_at"]
    )

    op.create_table(
        "message_versions",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "channel", "ts", name=op.f("pk_message_versions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "nudges",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("team", NUMBER, nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.Column(
            "shown_at",
            INSTANT,
            nullable=False,
        ),
        sa.Column(
            "followed_until",
            INSTANT,
            nullable=False,
        ),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_at", INSTANT),
        sa.Column("followed_at", INSTANT),
        sa.Column("followed_by", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudges")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_nudges_workspace_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_nudges_workspace_followed_by"), "nudges", ["workspace", "followed_by"])
    op.create_index(
        op.f("ix_nudges_workspace_leader_shown_at"), "nudges", ["workspace", "leader", "shown_at"]
    )
    op.create_index(op.f("ix_nudges_workspace_person"), "nudges", ["workspace", "person"])

    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("once", sa.Text(), nullable=False),
        sa.Column("edits", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text()),
        sa.Column("thread_ts", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("is_uncertain", sa.Boolean(), nullable=False),
        sa.Column(
            "made_at",
            INSTANT,
            nullable=False,
        ),
        sa.Column("wanted_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("posted_channel", sa.Text()),
        sa.Column("posted_ts", sa.Text()),
        sa.Column("why", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("workspace", "once", name=op.f("uq_outbox_workspace_once")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["due_at", "workspace"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_edits",
        "outbox",
        ["workspace", "edits"],
        sqlite_where=sa.text("edits IS NOT NULL"),
        postgresql_where=sa.text("edits IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_lane",
        "outbox",
        ["workspace", "lane", "id"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )

    op.create_table(
        "people",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("is_deactivated", sa.Boolean(), nullable=False),
        sa.Column("is_stranger", sa.Boolean(), nullable=False),
        sa.Column(
            "seen_at",
            INSTANT,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_people")),
    )
    op.create_table(
        "preferences",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("is_hidden", sa.Boolean(), nullable=False),
        sa.Column("is_left_alone", sa.Boolean(), nullable=False),
        sa.Column("asked_at", INSTANT),
        sa.PrimaryKeyConstraint("workspace", "person", name=op.f("pk_preferences")),
    )
    op.create_table(
        "teams",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("wants_nudges", sa.Boolean(), nullable=False),
        sa.Column("paused_until", INSTANT),
        sa.Column("fewer_nudges", sa.Integer(), nullable=False),
        sa.Column(
            "next_digest_at",
            INSTANT,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_teams_workspace_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_teams_next_digest_at_workspace"), "teams", ["next_digest_at", "workspace"]
    )
    op.create_index(op.f("ix_teams_workspace_leader"), "teams", ["workspace", "leader"])

    op.create_table(
        "contributions",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_contributions_workspace_idea"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "workspace", "idea", "person", "part", name=op.f("pk_contributions")
        ),
    )
    op.create_index(
        op.f("ix_contributions_workspace_person_at"), "contributions", ["workspace", "person", "at"]
    )

    op.create_table(
        "idea_links",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("child", NUMBER, nullable=False),
        sa.Column("parent", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "child"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_idea_links_workspace_child"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "parent"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_idea_links_workspace_parent"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "child", "parent", name=op.f("pk_idea_links")),
    )
    op.create_index(op.f("ix_idea_links_workspace_parent"), "idea_links", ["workspace", "parent"])

    op.create_table(
        "kudos_receivers",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("kudos", NUMBER, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "given_at",
            INSTANT,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "kudos"],
            ["kudos.workspace", "kudos.id"],
            name=op.f("fk_kudos_receivers_workspace_kudos"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "kudos", "person", name=op.f("pk_kudos_receivers")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_kudos_receivers_workspace_person_given_at"),
        "kudos_receivers",
        ["workspace", "person", "given_at"],
    )

    op.create_table(
        "kudos_seconds",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("kudos", NUMBER, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "kudos"],
            ["kudos.workspace", "kudos.id"],
            name=op.f("fk_kudos_seconds_workspace_kudos"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "kudos", "person", name=op.f("pk_kudos_seconds")),
    )
    op.create_index(
        op.f("ix_kudos_seconds_workspace_person"), "kudos_seconds", ["workspace", "person"]
    )

    op.create_table(
        "replies",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name=op.f("fk_replies_workspace_idea"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "idea", "ts", name=op.f("pk_replies")),
    )
    op.create_index(
        op.f("ix_replies_workspace_channel_ts"), "replies", ["workspace", "channel", "ts"]
    )
    op.create_index(op.f("ix_replies_workspace_person"), "replies", ["workspace", "person"])

    op.create_table(
        "team_channels",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("team", NUMBER, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "team"],
            ["teams.workspace", "teams.id"],
            name=op.f("fk_team_channels_workspace_team"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "team", "channel", name=op.f("pk_team_channels")),
    )
    op.create_table(
        "team_members",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("team", NUMBER, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "team"],
            ["teams.workspace", "teams.id"],
            name=op.f("fk_team_members_workspace_team"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "team", "person", name=op.f("pk_team_members")),
    )
    op.create_index(
        op.f("ix_team_members_workspace_person"), "team_members", ["workspace", "person"]
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
