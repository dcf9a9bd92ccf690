"""What an administrator does: people, channels, groups, and who is in them."""

from dataclasses import replace
from typing import Any

from bot.playground.model import Channel, Json, Message, User, Usergroup
from bot.playground.shapes import OTHER_TEAM, channel_json, user_json, usergroup_json
from bot.playground.state import State
from bot.playground.talk import post


class Administration(State):
    """Each change sends the events that Slack sends."""

    def add_user(self, name: str, real_name: str, **details: Any) -> User:
        """`id=` and every other field of User may be given; joins the default channels."""
        details.setdefault("id", self.new_id("U"))
        details.setdefault("email", f"{name}@example.com")
        user = self.keep_user(User(name=name, real_name=real_name, **details))
        self.emit({"type": "team_join", "user": user_json(self, user, locale=True)})
        if not user.is_bot and not user.is_restricted:
            for each in self.default_channels:
                self.join(each, user.id)
        return user

    def add_channel(
        self,
        name: str,
        *,
        members: tuple[str, ...] = (),
        is_private: bool = False,
        channel_id: str | None = None,
    ) -> Channel:
        ids = tuple(self.user(each).id for each in members)
        channel = Channel(
            id=channel_id or self.new_id("C"),
            name=name,
            members=ids,
            is_private=is_private,
            creator=ids[0] if ids else "",
            created=int(self.clock.now().timestamp()),
        )
        self.keep_channel(channel)
        if not is_private:
            self.emit({"type": "channel_created", "channel": channel_json(self, channel)})
        return channel

    def set_usergroup_members(self, handle: str, users: tuple[str, ...]) -> Usergroup:
        before = self.usergroup(handle)
        ids = tuple(self.user(each).id for each in users)
        group = replace(before, users=ids)
        self.usergroups_by_id[group.id] = group
        self.changed()
        added = [each for each in ids if each not in before.users]
        removed = [each for each in before.users if each not in ids]
        now = int(self.clock.now().timestamp())
        event = {
            "type": "subteam_members_changed",
            "subteam_id": group.id,
            "team_id": self.id,
            "date_previous_update": now,
            "date_update": now,
            "added_users": added,
            "added_users_count": len(added),
            "removed_users": removed,
            "removed_users_count": len(removed),
        }
        self.emit(event)
        self.emit({"type": "subteam_updated", "subteam": usergroup_json(self, group, users=True)})
        return group

    def add_usergroup(self, handle: str, name: str, users: tuple[str, ...] = ()) -> Usergroup:
        ids = tuple(self.user(each).id for each in users)
        group = Usergroup(self.new_id("S"), handle, name, ids)
        self.usergroups_by_id[group.id] = group
        self.changed()
        shown = usergroup_json(self, group, users=True)
        self.emit({"type": "subteam_created", "subteam": shown})
        return group

    def disable_usergroup(self, handle: str) -> None:
        """What Slack's own pages call deleting it."""
        self._switch_usergroup(handle, disabled=True)

    def enable_usergroup(self, handle: str) -> None:
        self._switch_usergroup(handle, disabled=False)

    def _switch_usergroup(self, handle: str, *, disabled: bool) -> None:
        group = replace(self.usergroup(handle), disabled=disabled)
        self.usergroups_by_id[group.id] = group
        self.changed()
        self.emit({"type": "subteam_updated", "subteam": usergroup_json(self, group, users=True)})

    def deactivate(self, user: str) -> None:
        """Slack quietly takes the person out of every channel and group as well."""
        person = self.user(user)
        self._change_user(replace(person, deleted=True))
        for channel in self.channels:
            if person.id in channel.members and not channel.is_im:
                left = tuple(each for each in channel.members if each != person.id)
                self.keep_channel(replace(channel, members=left))
        for group in self.usergroups:
            if person.id in group.users:
                left = tuple(each for each in group.users if each != person.id)
                self.set_usergroup_members(group.id, left)

    def reactivate(self, user: str) -> None:
        """They are back, in none of their channels."""
        self._change_user(replace(self.user(user), deleted=False))

    def make_guest(self, user: str) -> None:
        """From now on they see only the channels that they are let into."""
        self._change_user(replace(self.user(user), is_restricted=True))

    def set_timezone(self, user: str, tz: str) -> None:
        self._change_user(replace(self.user(user), tz=tz))

    def set_locale(self, user: str, locale: str) -> None:
        self._change_user(replace(self.user(user), locale=locale))

    def rename_user(self, user: str, real_name: str) -> None:
        self._change_user(replace(self.user(user), real_name=real_name, display_name=""))

    def rename_channel(self, channel: str, name: str) -> None:
        before = self.channel(channel)
        names = (*before.previous_names, before.name)
        after = self.keep_channel(replace(before, name=name, previous_names=names))
        shown = {
            "id": after.id,
            "name": name,
            "name_normalized": name,
            "created": after.created,
            "is_channel": not after.is_private,
            "is_mpim": False,
        }
        self.emit({"type": f"{_family(after)}_rename", "channel": shown})

    def archive(self, channel: str, *, by: str | None = None) -> None:
        self._set_archived(channel, by, archived=True)

    def unarchive(self, channel: str, *, by: str | None = None) -> None:
        self._set_archived(channel, by, archived=False)

    def make_private(self, channel: str, *, by: str | None = None) -> None:
        self._convert(channel, by, "private", "Now, it can only be viewed or joined by invitation.")

    def make_public(self, channel: str, *, by: str | None = None) -> None:
        self._convert(channel, by, "public", "Any member in this workspace can see and join it.")

    def share_channel(self, channel: str) -> None:
        """With another workspace: its people come in as strangers (`is_stranger=True`)."""
        shared = self.keep_channel(replace(self.channel(channel), is_ext_shared=True))
        event = {"channel": shared.id, "connected_team_id": OTHER_TEAM}
        self.emit({"type": "channel_shared", **event})

    def unshare_channel(self, channel: str) -> None:
        alone = self.keep_channel(replace(self.channel(channel), is_ext_shared=False))
        event = {"channel": alone.id, "previously_connected_team_id": OTHER_TEAM}
        self.emit({"type": "channel_unshared", **event, "is_ext_shared": False})

    def join(self, channel: str, user: str, *, inviter: str | None = None) -> None:
        before, person = self.channel(channel), self.user(user)
        if person.id in before.members:
            return
        after = self.keep_channel(replace(before, members=(*before.members, person.id)))
        invited = {"inviter": self.user(inviter).id} if inviter else {}
        self.emit({"type": "member_joined_channel", **self._membership(person, after), **invited})
        self._note(after, person, "channel_join", "has joined the channel")

    def leave(self, channel: str, user: str, *, kicked: bool = False) -> None:
        before, person = self.channel(channel), self.user(user)
        if person.id not in before.members:
            return
        self._note(before, person, "channel_leave", "has left the channel")
        self.emit({"type": "member_left_channel", **self._membership(person, before)})
        if person.id == self.app.user:
            actor = {"actor_id": before.creator} if kicked else {}
            self.emit({"type": f"{_family(before)}_left", "channel": before.id, **actor})
        left = tuple(each for each in before.members if each != person.id)
        self.keep_channel(replace(before, members=left))

    def _membership(self, person: User, channel: Channel) -> Json:
        return {
            "user": person.id,
            "channel": channel.id,
            "channel_type": "G" if channel.is_private else "C",
            "team": self.id,
        }

    def _change_user(self, user: User) -> None:
        kept = self.keep_user(user)
        shown = user_json(self, kept, locale=True)
        self.emit({"type": "user_change", "user": shown, "cache_ts": kept.updated})

    def _set_archived(self, channel: str, by: str | None, *, archived: bool) -> None:
        after = self.keep_channel(replace(self.channel(channel), is_archived=archived))
        word = "archive" if archived else "unarchive"
        actor = self.user(by).id if by else after.creator
        self.emit({"type": f"{_family(after)}_{word}", "channel": after.id, "user": actor})

    def _convert(self, channel: str, by: str | None, kind: str, now: str) -> None:
        """Slack tells of this by a message in the channel, and by nothing else."""
        after = self.keep_channel(replace(self.channel(channel), is_private=kind == "private"))
        actor = self.user(by or after.creator or after.members[0]).id
        text, subtype = f"made this channel *{kind}*. {now}", f"channel_convert_to_{kind}"
        post(self, Message(after.id, self.next_ts(), actor, text, subtype=subtype))

    def _note(self, channel: Channel, person: User, subtype: str, says: str) -> None:
        text = f"<@{person.id}> {says}"
        note = Message(channel.id, self.next_ts(), person.id, text, subtype=subtype)
        post(self, note)


def _family(channel: Channel) -> str:
    return "group" if channel.is_private else "channel"
