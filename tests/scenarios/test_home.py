"""App Home: opened, acted on, leafed through, by whom it is for."""

import json
from threading import Thread

import pytest
from sqlalchemy import text as sql

from bot.playground.model import Message, View
from tests.scenarios.box import Box, running
from tests.scenarios.moving import begin, choose, share
from tests.scenarios.test_combining import combine
from tests.scenarios.test_ideas import card_of


def opened(box: Box, name: str) -> str:
    box.person(name).open_home()
    return shown(box, name)


def view_of(box: Box, name: str) -> View:
    view = box.person(name).home()
    assert view is not None
    return view


def shown(box: Box, name: str) -> str:
    return json.dumps(view_of(box, name).blocks, ensure_ascii=False)


def begin_at(box: Box, name: str, card: Message) -> None:
    box.press(name, card, "ideas.test")
    box.person(name).submit({"question": "do people come?"})
    box.settle()


def press(box: Box, name: str, action_id: str, **more: object) -> None:
    box.press(name, view_of(box, name), action_id, **more)


@pytest.mark.both_databases
def test_an_empty_home_is_friendly_and_says_how_to_begin(box: Box) -> None:
    home = opened(box, "Ben")

    assert "Nothing needs you now" in home
    assert "Set up my team" in home
    assert "Your team" not in home
    assert "home.ideas_older" not in home


@pytest.mark.both_databases
def test_a_test_past_its_end_is_closed_on_home(box: Box) -> None:
    share(box)
    begin(box, "Ben")
    running = opened(box, "Ben")
    box.later(days=8)
    ended = opened(box, "Ben")

    press(box, "Ben", "tests.keep")
    box.person("Ben").submit({"learned": "they do, for cake"})
    box.settle()

    assert "Tests that you run" in running
    assert "has come to its end" in ended
    assert "Nothing needs you now" in shown(box, "Ben")
    assert "you tested it · adopted" in shown(box, "Ben")


@pytest.mark.both_databases
def test_an_author_answers_on_home_whether_their_idea_may_be_a_part(box: Box) -> None:
    box.say("Emi", "#product", "idea: a weekly demo")
    box.say("Ben", "#product", "idea: record every demo")
    combine(box, "Chloé", card_of(box))
    asked = opened(box, "Emi")

    press(box, "Emi", "combining.yes")

    assert "yours is one of them" in asked
    assert "yours is one of them" not in shown(box, "Emi")
    assert len(box.rows("idea_links")) == 1
    opened(box, "Ben")
    press(box, "Ben", "combining.no")
    assert "yours is one of them" not in shown(box, "Ben")


def test_an_idea_without_a_reply_is_parked_from_home(box: Box) -> None:
    share(box)
    box.later(days=3)
    waits = opened(box, "Emi")

    press(box, "Emi", "ideas.more")
    box.press("Emi", box.person("Emi").views()[-1], "ideas.park")
    box.person("Emi").submit({"reason": "no budget", "change": "a budget"})
    box.settle()

    assert "no reply yet" in waits
    assert "no reply yet" not in shown(box, "Emi")
    assert "parked" in shown(box, "Emi")


def test_what_is_shared_from_home_stands_there_at_once(box: Box) -> None:
    opened(box, "Emi")

    press(box, "Emi", "home.share")
    box.person("Emi").submit({"channel": "C0PRODUCT1", "text": "a weekly demo"})
    box.settle()

    assert "a weekly demo" in shown(box, "Emi")


@pytest.mark.both_databases
def test_long_lists_are_leafed_through_one_by_one(box: Box) -> None:
    for number in range(11):
        box.command("Emi", "#product", f"/idea plan number {number}.")
        box.later(minutes=1)
    for number in range(6):
        box.say("Ben", "#product", f"thanks @Emi for help number {number}.")
        box.later(minutes=1)
    first = opened(box, "Emi")

    press(box, "Emi", "home.ideas_older")
    press(box, "Emi", "home.kudos_older")
    press(box, "Emi", "home.ideas_older")

    assert "number 10." in first
    assert "Page 1 of 3" in first
    last = shown(box, "Emi")
    assert "plan number 0." in last
    assert "plan number 1." not in last
    assert "help number 0" in last
    assert "Page 3 of 3" in last
    assert "Page 2 of 2" in last
    press(box, "Emi", "home.ideas_newer")
    assert "plan number 5." in shown(box, "Emi")
    assert "help number 0" in shown(box, "Emi")


def test_a_page_that_is_gone_is_the_last_one(box: Box) -> None:
    for number in range(6):
        box.command("Emi", "#product", f"/idea plan number {number}.")
        box.later(minutes=1)
    opened(box, "Emi")
    press(box, "Emi", "home.ideas_older")
    before = view_of(box, "Emi")
    assert "Page 2 of 2" in shown(box, "Emi")

    box.press("Emi", card_of(box, number=-1), "ideas.more")
    box.press("Emi", box.person("Emi").views()[-1], "ideas.withdraw")
    box.settle()
    box.press("Emi", before, "privacy.hide")

    assert "plan number 0." in shown(box, "Emi")
    assert "Page " not in shown(box, "Emi")


def test_after_something_is_done_the_page_is_still_the_same(box: Box) -> None:
    for number in range(6):
        box.command("Emi", "#product", f"/idea plan number {number}.")
        box.later(minutes=1)
    opened(box, "Emi")
    press(box, "Emi", "home.ideas_older")

    press(box, "Emi", "home.thank")
    box.person("Emi").submit({"people": ["Ana"], "reason": "your trust"})
    press(box, "Emi", "privacy.hide")

    assert "Page 2 of 2" in shown(box, "Emi")
    assert "Show me on boards again" in shown(box, "Emi")


def test_opened_twice_at_once_it_is_there(box: Box) -> None:
    opened(box, "Emi")
    box.command("Emi", "#product", "/idea a weekly demo")

    both = [Thread(target=box.person("Emi").open_home) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    box.settle()

    assert "a weekly demo" in shown(box, "Emi")


def test_whoever_comes_later_shows_how_things_are(box: Box) -> None:
    opened(box, "Emi")
    old = view_of(box, "Emi")
    box.command("Emi", "#product", "/idea a weekly demo")
    box.slack.fail_next("views.publish", error="hash_conflict")

    box.press("Emi", old, "privacy.hide")

    assert "a weekly demo" in shown(box, "Emi")


def test_credits_say_what_became_of_ideas(box: Box) -> None:
    share(box)
    card = card_of(box)
    box.press("Ben", card, "ideas.build")
    box.person("Ben").submit({"text": "with cake"})
    box.settle()
    begin(box, "Chloé")

    emi, chloe = opened(box, "Emi"), opened(box, "Chloé")

    assert "1 built on · 1 tested" in emi
    assert "0 adopted" not in emi
    assert "built on by 1 · 1 test" in emi
    assert "you tested it · being tested" in chloe


@pytest.mark.both_databases
def test_credits_tell_of_what_an_idea_grew_into(box: Box) -> None:
    share(box)
    for name, number, text in (("Ben", 0, "with cake"), ("Chloé", 1, "cake on Fridays")):
        box.press(name, card_of(box, number=number), "ideas.build")
        box.person(name).submit({"text": text})
        box.settle()
    choose(box, "Chloé", "ideas.adopt", card_of(box, number=2))

    emi = opened(box, "Emi")

    assert "1 built on · 1 grew into another that was adopted" in emi


def test_a_leaders_figures_stand_behind_a_button_that_only_they_can_press(box: Box) -> None:
    box.command("Ana", "#general", "/lead @Ben @Emi")
    box.say("Ben", "#product", "idea: a weekly demo of half-done work")
    home = opened(box, "Ana")

    press(box, "Ana", "home.lead_now")

    assert "Change my team" in home
    assert "seen by you alone" in home
    assert "a weekly demo" not in home
    digest = box.person("Ana").views()[-1]
    assert digest.title == "Your week so far"
    assert "a weekly demo" in json.dumps(digest.blocks)
    assert "home.lead_now" not in opened(box, "Ben")


def test_who_leads_no_team_any_more_is_told_so(box: Box) -> None:
    box.command("Ana", "#general", "/lead @Ben @Emi")
    opened(box, "Ana")
    box.command("Ana", "#general", "/lead off")

    press(box, "Ana", "home.lead_now")

    assert "team" in json.dumps(box.person("Ana").views()[-1].blocks)


def test_private_ideas_are_told_to_who_had_a_part_and_their_words_to_their_author(
    box: Box,
) -> None:
    box.say("Ben", "#leads", "idea: reorganise the floor")
    card = card_of(box, "#leads")
    box.press("Ana", card, "ideas.support")
    box.press("Ben", card, "ideas.more")
    box.press("Ben", box.person("Ben").views()[-1], "ideas.adopt")
    box.settle()

    homes = {name: opened(box, name) for name in ("Ben", "Ana", "Grace", "Emi")}

    assert {name for name, home in homes.items() if "reorganise" in home} == {"Ben"}
    told = "|an idea of a private channel> by"
    assert {name for name, home in homes.items() if told in home} == {"Ana"}


def test_who_left_a_private_channel_reads_no_later_words_of_its_ideas(box: Box) -> None:
    said = box.say("Ben", "#leads", "idea: reorganise the floor")
    begin_at(box, "Ana", card_of(box, "#leads"))
    box.person("Ana").leave("#leads")
    box.edit("Ben", said, "idea: a plan that is news to her")

    running = opened(box, "Ana")
    box.later(days=8)
    ended = opened(box, "Ana")

    assert "an idea of a private channel" in running
    assert "an idea of a private channel" in ended
    assert "do people come" in ended
    assert "news to her" not in running + ended + box.told("Ana")[-1].text


def test_a_guest_has_a_home_too(box: Box) -> None:
    box.command("Hugo", "#product", "/idea a weekly demo")

    home = opened(box, "Hugo")
    press(box, "Hugo", "home.lead")

    assert "a weekly demo" in home
    assert "Something is amiss" in box.person("Hugo").views()[-1].title


def test_who_left_or_is_from_elsewhere_is_shown_nothing_of_the_inside(box: Box) -> None:
    opened(box, "Daniel")
    box.command("Daniel", "#product", "/idea a weekly demo")
    box.workspace.add_user("sam", "Sam Elsewhere", is_stranger=True)
    box.workspace.deactivate("Daniel")
    box.settle()
    before = len(box.slack.calls_of("views.publish"))

    for name in ("Daniel", "sam"):
        opening = {"type": "app_home_opened", "channel": "D1", "tab": "home"}
        box.slack.send_raw_event({**opening, "user": box.person(name).id})
    box.settle()

    published = box.slack.calls_of("views.publish")[before:]
    assert "a weekly demo" not in json.dumps([dict(call.arguments) for call in published])
    assert "home.thank" not in shown(box, "sam")


@pytest.mark.over("http")
def test_a_home_from_before_a_restart_works(box: Box) -> None:
    for number in range(6):
        box.command("Emi", "#product", f"/idea plan number {number}.")
        box.later(minutes=1)
    opened(box, "Emi")
    press(box, "Emi", "home.thank")

    with running(box.slack, box.bot.kit.settings):
        box.person("Emi").submit({"people": ["Ana"], "reason": "your trust"})
        press(box, "Emi", "home.ideas_older")

    assert "plan number 0." in shown(box, "Emi")
    assert ["your trust" in told.text for told in box.told("Ana")] == [True]


def published(box: Box) -> int:
    return len(box.slack.calls_of("views.publish"))


def test_what_is_typed_in_a_form_of_home_leaves_home_alone(box: Box) -> None:
    opened(box, "Emi")
    press(box, "Emi", "home.share")
    before = published(box)

    for typed in ("a", "a w", "a weekly demo"):
        box.press("Emi", box.person("Emi").views()[-1], "text", value=typed)

    assert published(box) == before


def test_what_is_done_with_a_press_in_a_form_of_home_shows_there(box: Box) -> None:
    share(box)
    box.later(days=3)
    opened(box, "Emi")
    press(box, "Emi", "ideas.more")

    box.press("Emi", box.person("Emi").views()[-1], "ideas.withdraw")

    assert "a weekly demo" not in shown(box, "Emi")


def test_a_home_that_cannot_be_made_undoes_nothing(box: Box) -> None:
    share(box)
    opened(box, "Emi")
    press(box, "Emi", "home.share")
    with box.engine.begin() as connection:
        connection.execute(sql("UPDATE ideas SET stage = 'of another program'"))

    sent = box.person("Emi").submit({"channel": "C0PRODUCT1", "text": "free bikes"})
    box.settle()

    assert sent.closed
    with box.engine.connect() as connection:
        texts = connection.execute(sql("SELECT text FROM ideas ORDER BY id")).scalars().all()
    assert texts == ["a weekly demo", "free bikes"]
    assert [each for each in box.logs if each["event"] == "home_left_as_it_was"]
