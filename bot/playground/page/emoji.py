"""Emoji short names and their characters: the set that people use every day."""

import html
import re

_TABLE = """
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 clap 👏 raised_hands 🙌 pray 🙏 wave 👋 ok_hand 👌
muscle 💪 point_up ☝️ point_right 👉 point_left 👈 point_down 👇 handshake 🤝
crossed_fingers 🤞 v ✌️ fist ✊ writing_hand ✍️ eyes 👀 eye 👁️ brain 🧠
bust_in_silhouette 👤 busts_in_silhouette 👥 speaking_head 🗣️ bulb 💡 taco 🌮 tada 🎉
confetti_ball 🎊 sparkles ✨ star ⭐ star2 🌟 dizzy 💫 fire 🔥 rocket 🚀 boom 💥 zap ⚡
rainbow 🌈 sunny ☀️ cloud ☁️ snowflake ❄️ ocean 🌊 seedling 🌱 herb 🌿
four_leaf_clover 🍀 deciduous_tree 🌳 evergreen_tree 🌲 cactus 🌵 sunflower 🌻 tulip 🌷
rose 🌹 blossom 🌼 bouquet 💐 heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚
blue_heart 💙 purple_heart 💜 two_hearts 💕 smile 😄 smiley 😃 grinning 😀 grin 😁 joy 😂
rofl 🤣 slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉 blush 😊 innocent 😇
heart_eyes 😍 star-struck 🤩 kissing_heart 😘 yum 😋 stuck_out_tongue 😛 hugging_face 🤗
hugs 🤗 thinking_face 🤔 thinking 🤔 zipper_mouth_face 🤐 neutral_face 😐
expressionless 😑 smirk 😏 unamused 😒 face_with_rolling_eyes 🙄 grimacing 😬 relieved 😌
pensive 😔 sleepy 😪 sleeping 😴 sweat_smile 😅 sweat 😓 disappointed 😞 worried 😟
confused 😕 slightly_frowning_face 🙁 open_mouth 😮 astonished 😲 flushed 😳
pleading_face 🥺 cry 😢 sob 😭 scream 😱 tired_face 😫 triumph 😤 rage 😡 skull 💀
clown_face 🤡 ghost 👻 robot_face 🤖 robot 🤖 exploding_head 🤯 partying_face 🥳
sunglasses 😎 nerd_face 🤓 monocle 🧐 salute 🫡 saluting_face 🫡 shrug 🤷 facepalm 🤦
raising_hand 🙋 bow 🙇 white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️
x ❌ question ❓ grey_question ❔ exclamation ❗
grey_exclamation ❕ warning ⚠️ no_entry ⛔ no_entry_sign 🚫
speech_balloon 💬 thought_balloon 💭 left_speech_bubble 🗨️ mega 📣 loudspeaker 📢 bell 🔔
no_bell 🔕 link 🔗 paperclip 📎 pushpin 📌 round_pushpin 📍 memo 📝 pencil 📝 pencil2 ✏️
books 📚 book 📖 bookmark 🔖 newspaper 📰 clipboard 📋 calendar 📆 date 📅
spiral_calendar_pad 🗓️ card_index 📇 chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 bar_chart 📊 file_folder 📁 package 📦 email 📧 envelope ✉️
inbox_tray 📥 outbox_tray 📤 mailbox 📫 lock 🔒 unlock 🔓 key 🔑 mag 🔍 mag_right 🔎 gear ⚙️
wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ test_tube 🧪 microscope 🔬 telescope 🔭
alembic ⚗️ dna 🧬 computer 💻 iphone 📱 phone ☎️ floppy_disk 💾 battery 🔋
electric_plug 🔌 flashlight 🔦 candle 🕯️ hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚
alarm_clock ⏰ stopwatch ⏱️ clock 🕰️ clock9 🕘 clock10 🕙 trophy 🏆 medal 🏅
sports_medal 🏅 first_place_medal 🥇 second_place_medal 🥈 third_place_medal 🥉 dart 🎯
crown 👑 gem 💎 gift 🎁 balloon 🎈 ribbon 🎀 birthday 🎂 cake 🍰 cookie 🍪 doughnut 🍩
pizza 🍕 apple 🍎 coffee ☕ tea 🍵 beer 🍺 beers 🍻 clinking_glasses 🥂 champagne 🍾
popcorn 🍿 art 🎨 musical_note 🎵 headphones 🎧 guitar 🎸 video_game 🎮 jigsaw 🧩
puzzle_piece 🧩 house 🏠 office 🏢 airplane ✈️ car 🚗 bike 🚲 train 🚆 ship 🚢 anchor ⚓
world_map 🗺️ earth_africa 🌍 earth_americas 🌎 earth_asia 🌏 globe_with_meridians 🌐
compass 🧭 mountain ⛰️ beach_with_umbrella 🏖️ dog 🐶 cat 🐱 fox_face 🦊 bear 🐻
panda_face 🐼 koala 🐨 unicorn_face 🦄 bee 🐝 honeybee 🐝 bug 🐛 butterfly 🦋 turtle 🐢
octopus 🐙 whale 🐳 dolphin 🐬 penguin 🐧 owl 🦉 snail 🐌 ant 🐜 sheep 🐑 elephant 🐘
arrow_up ⬆️ arrow_down ⬇️ arrow_right ➡️ arrow_left ⬅️ arrows_counterclockwise 🔄
repeat 🔁 recycle ♻️ new 🆕 top 🔝 soon 🔜 sos 🆘 100 💯 one 1️⃣ two 2️⃣ three 3️⃣
four 4️⃣ five 5️⃣ red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡
large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪
black_circle ⚫ small_blue_diamond 🔹 small_orange_diamond 🔸 white_large_square ⬜
black_large_square ⬛ checkered_flag 🏁 triangular_flag_on_post 🚩 flag-pt 🇵🇹
flag-jp 🇯🇵
"""

_WORDS = _TABLE.split()
CHARACTERS: dict[str, str] = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
QUICK = ("raised_hands", "bulb", "heart", "tada", "eyes", "white_check_mark", "+1", "clap", "pray")

_SHORT_NAME = re.compile(r":([a-z0-9_+'-]+)(?:::skin-tone-\d)?:")


def character(name: str) -> str | None:
    return CHARACTERS.get(name.partition("::")[0])


def shown(name: str) -> str:
    """The emoji as HTML; an unknown name stays readable."""
    found = character(name)
    title = html.escape(f":{name}:")
    return f'<span class="emoji" title="{title}">{found or title}</span>'


def replace_names(text: str) -> str:
    """Turn `:tada:` into its character, in text that is not HTML."""
    return _SHORT_NAME.sub(lambda found: character(found[1]) or found[0], text)


def replace_names_in_html(markup: str) -> str:
    return _SHORT_NAME.sub(
        lambda found: shown(found[1]) if character(found[1]) else found[0], markup
    )
