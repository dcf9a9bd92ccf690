"""All tables."""

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
    "promises",
    "questions",
    "teams",
    "thanks_in_person",
    "combine_requests",
    "contributions",
    "helpful_replies",
    "idea_events",
    "idea_links",
    "idea_terms",
    "idea_tests",
    "kudos_receivers",
    "kudos_seconds",
    "notice_stops",
    "notices",
    "question_replies",
    "replies",
    "similar_ideas",
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
        sa.Column("kudos_shift", sa.Double(), server_default="0", nullable=False),
        sa.Column("idea_shift", sa.Double(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_channels"),
    )
    op.create_index(
        "ix_channels_board_next_at_workspace", "channels", ["board_next_at", "workspace"]
    )

    op.create_table(
        "feedback",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("was_asked", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("score", sa.Double()),
        sa.Column("band", sa.Text()),
        sa.Column("weights", sa.Text()),
        sa.PrimaryKeyConstraint("workspace", "channel", "ts", "label", name="pk_feedback"),
    )
    op.create_index("ix_feedback_workspace_person", "feedback", ["workspace", "person"])

    op.create_table(
        "ideas",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shared_at", INSTANT, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text()),
        sa.Column("thread_ts", sa.Text()),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("captured_by", sa.Text()),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("stage_at", INSTANT),
        sa.Column("withdrawn_at", INSTANT),
        sa.Column("card_channel", sa.Text()),
        sa.Column("card_ts", sa.Text()),
        sa.Column("score", sa.Double()),
        sa.Column("band", sa.Text()),
        sa.Column("weights", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_ideas"),
        sa.UniqueConstraint("workspace", "channel", "ts", name="uq_ideas_workspace_channel_ts"),
        sa.UniqueConstraint("workspace", "id", name="uq_ideas_workspace_id"),
        sa.UniqueConstraint("workspace", "source", name="uq_ideas_workspace_source"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_ideas_public",
        "ideas",
        ["workspace", "shared_at"],
        sqlite_where=sa.text("is_private IS 0 AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("is_private IS false AND withdrawn_at IS NULL"),
    )
    op.create_index(
        "ix_ideas_workspace_author_shared_at", "ideas", ["workspace", "author", "shared_at"]
    )
    op.create_index(
        "ix_ideas_workspace_card_channel_card_ts", "ideas", ["workspace", "card_channel", "card_ts"]
    )
    op.create_index(
        "ix_ideas_workspace_channel_shared_at", "ideas", ["workspace", "channel", "shared_at"]
    )
    op.create_index(
        "ix_ideas_workspace_channel_stage_shared_at",
        "ideas",
        ["workspace", "channel", "stage", "shared_at"],
    )
    op.create_index("ix_ideas_workspace_stage_at", "ideas", ["workspace", "stage_at"])

    op.create_table(
        "kudos",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("giver", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", INSTANT, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text()),
        sa.Column("ts", sa.Text()),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Double()),
        sa.Column("band", sa.Text()),
        sa.Column("weights", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_kudos"),
        sa.UniqueConstraint("workspace", "channel", "ts", name="uq_kudos_workspace_channel_ts"),
        sa.UniqueConstraint("workspace", "id", name="uq_kudos_workspace_id"),
        sa.UniqueConstraint("workspace", "source", name="uq_kudos_workspace_source"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_kudos_workspace_given_at", "kudos", ["workspace", "given_at"])
    op.create_index(
        "ix_kudos_workspace_giver_given_at", "kudos", ["workspace", "giver", "given_at"]
    )

    op.create_table(
        "message_versions",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "channel", "ts", name="pk_message_versions"),
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
        sa.Column("shown_at", INSTANT, nullable=False),
        sa.Column("followed_until", INSTANT, nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_at", INSTANT),
        sa.Column("followed_at", INSTANT),
        sa.Column("followed_by", sa.Text()),
        sa.Column("trigger", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("facts", sa.Text(), server_default="{}", nullable=False),
        sa.Column("way", sa.Text(), server_default="digest", nullable=False),
        sa.Column("is_held_back", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("settled_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_nudges"),
        sa.UniqueConstraint("workspace", "id", name="uq_nudges_workspace_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_nudges_unsettled",
        "nudges",
        ["followed_until", "workspace"],
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_index("ix_nudges_workspace_followed_by", "nudges", ["workspace", "followed_by"])
    op.create_index("ix_nudges_workspace_idea", "nudges", ["workspace", "idea"])
    op.create_index("ix_nudges_workspace_kind", "nudges", ["workspace", "kind"])
    op.create_index(
        "ix_nudges_workspace_leader_shown_at", "nudges", ["workspace", "leader", "shown_at"]
    )
    op.create_index("ix_nudges_workspace_person", "nudges", ["workspace", "person"])

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
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("wanted_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("posted_channel", sa.Text()),
        sa.Column("posted_ts", sa.Text()),
        sa.Column("why", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("workspace", "once", name="uq_outbox_workspace_once"),
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
        sa.Column("is_admin", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_guest", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_people"),
    )

    op.create_table(
        "preferences",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("is_hidden", sa.Boolean(), nullable=False),
        sa.Column("is_left_alone", sa.Boolean(), nullable=False),
        sa.Column("asked_at", INSTANT),
        sa.Column("recognition", sa.Text(), server_default="public", nullable=False),
        sa.Column("is_spared_notices", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("told_at", INSTANT),
        sa.Column("is_spared_thanks", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person", name="pk_preferences"),
    )

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
        sa.PrimaryKeyConstraint("id", name="pk_promises"),
        sa.UniqueConstraint("workspace", "source", name="uq_promises_workspace_source"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_promises_next_at_workspace", "promises", ["next_at", "workspace"])
    op.create_index(
        "ix_promises_workspace_leader_made_at", "promises", ["workspace", "leader", "made_at"]
    )
    op.create_index("ix_promises_workspace_person", "promises", ["workspace", "person"])

    op.create_table(
        "questions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text()),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("workspace", "id", name="uq_questions_workspace_id"),
        sa.UniqueConstraint("workspace", "source", name="uq_questions_workspace_source"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_questions_workspace_channel_ts", "questions", ["workspace", "channel", "ts"]
    )
    op.create_index(
        "ix_questions_workspace_leader_asked_at", "questions", ["workspace", "leader", "asked_at"]
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
        sa.Column("next_digest_at", INSTANT, nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("source", sa.Text(), server_default="people", nullable=False),
        sa.Column("source_id", sa.Text()),
        sa.Column("source_lost_at", INSTANT),
        sa.Column("seed", NUMBER, server_default=sa.text("0"), nullable=False),
        sa.Column("digests_sent", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sa.UniqueConstraint("workspace", "id", name="uq_teams_workspace_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_teams_next_digest_at_workspace", "teams", ["next_digest_at", "workspace"])
    op.create_index(
        "ix_teams_workspace_leader_name", "teams", ["workspace", "leader", "name"], unique=True
    )
    op.create_index("ix_teams_workspace_source_id", "teams", ["workspace", "source_id"])

    op.create_table(
        "thanks_in_person",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace", "leader", "person", "work", name="pk_thanks_in_person"
        ),
    )
    op.create_index(
        "ix_thanks_in_person_workspace_person", "thanks_in_person", ["workspace", "person"]
    )

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
            name="fk_combine_requests_workspace_child",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "parent"],
            ["ideas.workspace", "ideas.id"],
            name="fk_combine_requests_workspace_parent",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "child", "parent", name="pk_combine_requests"),
    )
    op.create_index(
        "ix_combine_requests_unanswered",
        "combine_requests",
        ["asked_at", "workspace"],
        sqlite_where=sa.text("consent IS NULL"),
        postgresql_where=sa.text("consent IS NULL"),
    )
    op.create_index(
        "ix_combine_requests_workspace_author", "combine_requests", ["workspace", "author"]
    )
    op.create_index(
        "ix_combine_requests_workspace_parent", "combine_requests", ["workspace", "parent"]
    )

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
            name="fk_contributions_workspace_idea",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "idea", "person", "part", name="pk_contributions"),
    )
    op.create_index("ix_contributions_workspace_at", "contributions", ["workspace", "at"])
    op.create_index(
        "ix_contributions_workspace_person_at", "contributions", ["workspace", "person", "at"]
    )

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
            name="fk_helpful_replies_workspace_idea",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "idea", "ts", "marked_by", name="pk_helpful_replies"),
    )
    op.create_index("ix_helpful_replies_workspace_at", "helpful_replies", ["workspace", "at"])
    op.create_index(
        "ix_helpful_replies_workspace_marked_by", "helpful_replies", ["workspace", "marked_by"]
    )

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
            name="fk_idea_events_workspace_idea",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_idea_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_idea_events_workspace_actor", "idea_events", ["workspace", "actor"])
    op.create_index("ix_idea_events_workspace_idea_id", "idea_events", ["workspace", "idea", "id"])

    op.create_table(
        "idea_links",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("child", NUMBER, nullable=False),
        sa.Column("parent", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.CheckConstraint("parent < child", name="parent_is_older"),
        sa.ForeignKeyConstraint(
            ["workspace", "child"],
            ["ideas.workspace", "ideas.id"],
            name="fk_idea_links_workspace_child",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "parent"],
            ["ideas.workspace", "ideas.id"],
            name="fk_idea_links_workspace_parent",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "child", "parent", name="pk_idea_links"),
    )
    op.create_index("ix_idea_links_workspace_parent", "idea_links", ["workspace", "parent"])

    op.create_table(
        "idea_terms",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("term", NUMBER, nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name="fk_idea_terms_workspace_idea",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "term", "idea", name="pk_idea_terms"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_idea_terms_workspace_idea", "idea_terms", ["workspace", "idea"])

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
            name="fk_idea_tests_workspace_idea",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_idea_tests"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_idea_tests_next_at_workspace", "idea_tests", ["next_at", "workspace"])
    op.create_index(
        "ix_idea_tests_open",
        "idea_tests",
        ["workspace", "idea"],
        unique=True,
        sqlite_where=sa.text("outcome IS NULL"),
        postgresql_where=sa.text("outcome IS NULL"),
    )
    op.create_index("ix_idea_tests_workspace_idea", "idea_tests", ["workspace", "idea"])
    op.create_index("ix_idea_tests_workspace_opened_at", "idea_tests", ["workspace", "opened_at"])
    op.create_index("ix_idea_tests_workspace_owner", "idea_tests", ["workspace", "owner"])

    op.create_table(
        "kudos_receivers",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("kudos", NUMBER, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("given_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "kudos"],
            ["kudos.workspace", "kudos.id"],
            name="fk_kudos_receivers_workspace_kudos",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "kudos", "person", name="pk_kudos_receivers"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_kudos_receivers_workspace_person_given_at",
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
            name="fk_kudos_seconds_workspace_kudos",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "kudos", "person", name="pk_kudos_seconds"),
    )
    op.create_index("ix_kudos_seconds_workspace_person", "kudos_seconds", ["workspace", "person"])

    op.create_table(
        "notice_stops",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name="fk_notice_stops_workspace_idea",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "person", "idea", name="pk_notice_stops"),
    )
    op.create_index("ix_notice_stops_workspace_idea", "notice_stops", ["workspace", "idea"])

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
            name="fk_notices_workspace_idea",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint(
            "workspace", "person", "event", name="uq_notices_workspace_person_event"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notices_due_at_workspace", "notices", ["due_at", "workspace"])
    op.create_index("ix_notices_workspace_idea", "notices", ["workspace", "idea"])

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
            name="fk_question_replies_workspace_question",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "question", "ts", name="pk_question_replies"),
    )
    op.create_index(
        "ix_question_replies_workspace_person", "question_replies", ["workspace", "person"]
    )

    op.create_table(
        "replies",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("is_question", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name="fk_replies_workspace_idea",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "idea", "ts", name="pk_replies"),
    )
    op.create_index("ix_replies_workspace_channel_ts", "replies", ["workspace", "channel", "ts"])
    op.create_index("ix_replies_workspace_person", "replies", ["workspace", "person"])

    op.create_table(
        "similar_ideas",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("idea", NUMBER, nullable=False),
        sa.Column("other", NUMBER, nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "idea"],
            ["ideas.workspace", "ideas.id"],
            name="fk_similar_ideas_workspace_idea",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "other"],
            ["ideas.workspace", "ideas.id"],
            name="fk_similar_ideas_workspace_other",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "idea", "other", name="pk_similar_ideas"),
    )
    op.create_index("ix_similar_ideas_workspace_other", "similar_ideas", ["workspace", "other"])

    op.create_table(
        "team_channels",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("team", NUMBER, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "team"],
            ["teams.workspace", "teams.id"],
            name="fk_team_channels_workspace_team",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "team", "channel", name="pk_team_channels"),
    )

    op.create_table(
        "team_members",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("team", NUMBER, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "team"],
            ["teams.workspace", "teams.id"],
            name="fk_team_members_workspace_team",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "team", "person", name="pk_team_members"),
    )
    op.create_index("ix_team_members_workspace_person", "team_members", ["workspace", "person"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
