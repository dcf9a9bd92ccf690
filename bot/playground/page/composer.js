const TOKEN = /(^|[\s(])([@#:])([\p{L}\p{N}._+'-]*)$/u;
const COMMAND = /^\/(\S*)$/;

function plainly(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export default {
  template: `
    <div class="composer" :class="{ refused: isRefused }">
      <ul v-if="choices.length" class="completions" data-testid="completions">
        <li v-for="(choice, at) in choices" :key="choice.insert" :class="{ active: at === active }"
            :data-testid="'completion-' + choice.name" @mousedown.prevent="take(at)" @mousemove="active = at">
          <span class="sign">{{ choice.sign }}</span><b>{{ choice.name }}</b>
          <span class="detail">{{ choice.detail }}</span>
        </li>
      </ul>
      <div v-else-if="hint" class="completions usage" data-testid="usage-hint">
        <b>{{ hint.name }}</b> <span class="usage-hint">{{ hint.usage }}</span>
        <span class="detail">{{ hint.detail }}</span>
      </div>
      <div v-if="isRefused" class="refusal">Slash commands do not work in threads, as in Slack.</div>
      <textarea ref="box" v-model="text" rows="1" :placeholder="placeholder" :aria-label="placeholder"
        :data-testid="mark" @input="look" @click="look" @keydown="key" @blur="choices = []"></textarea>
      <div class="composer-foot">
        <label v-if="in_thread && !editing" class="also"><input type="checkbox" v-model="broadcast"
          data-testid="broadcast">Also send to channel</label>
        <button v-else type="button" class="tool" title="Mention somebody" @mousedown.prevent="start('@')">@</button>
        <button v-if="!in_thread && !editing" type="button" class="tool" title="Commands"
          @mousedown.prevent="start('/')">/</button>
        <span class="grow"></span>
        <button v-if="editing" type="button" class="slack-button" @click="$emit('cancel')">Cancel</button>
        <button type="button" class="send" :disabled="!text.trim() || isRefused" @click="send"
          :data-testid="mark + '-send'">{{ editing ? "Save" : "Send" }}</button>
      </div>
    </div>`,
  props: {
    place: String,
    mark: String,
    placeholder: String,
    initial: { type: String, default: "" },
    in_thread: Boolean,
    editing: Boolean,
    people: Array,
    channels: Array,
    commands: Array,
    emoji: Array,
  },
  emits: ["send", "cancel"],
  data() {
    return { text: this.initial, drafts: {}, choices: [], active: 0, from: 0, broadcast: false };
  },
  computed: {
    isRefused() {
      const word = this.text.split(/\s/)[0];
      return this.in_thread && this.commands.some((each) => each.name === word);
    },
    hint() {
      if (this.in_thread || !this.text.startsWith("/")) return null;
      const word = this.text.split(/\s/)[0];
      return /\s/.test(this.text) ? this.commands.find((each) => each.name === word) : null;
    },
  },
  watch: {
    place(now, before) {
      this.drafts[before] = this.text;
      this.text = this.drafts[now] || "";
      this.choices = [];
      this.$nextTick(this.fit);
    },
    text() {
      this.$nextTick(this.fit);
    },
  },
  mounted() {
    this.fit();
    if (this.editing || this.in_thread) this.focus();
  },
  methods: {
    focus() {
      const box = this.$refs.box;
      box.focus();
      box.setSelectionRange(this.text.length, this.text.length);
    },
    fit() {
      const box = this.$refs.box;
      if (!box) return;
      box.style.height = "auto";
      box.style.height = Math.min(box.scrollHeight, 220) + "px";
    },
    look() {
      const before = this.text.slice(0, this.$refs.box.selectionStart);
      const command = COMMAND.exec(before);
      const token = TOKEN.exec(before);
      this.active = 0;
      if (command && !this.in_thread) {
        this.from = 0;
        this.choices = this.matching(this.commands, command[1], "/").slice(0, 8);
      } else if (token && (token[2] !== ":" || token[3].length > 1)) {
        this.from = before.length - token[3].length - 1;
        const lists = { "@": this.people, "#": this.channels, ":": this.emoji };
        this.choices = this.matching(lists[token[2]], token[3], "").slice(0, 8);
      } else {
        this.choices = [];
      }
    },
    matching(list, typed, prefix) {
      const wanted = plainly(prefix + typed);
      const words = (each) => plainly(each.name + " " + (each.also || "")).split(/\s+/);
      return list.filter((each) => words(each).some((word) => word.startsWith(wanted)));
    },
    take(at) {
      const choice = this.choices[at];
      const caret = this.$refs.box.selectionStart;
      const start = this.text.slice(0, this.from) + choice.insert + " ";
      this.text = start + this.text.slice(caret);
      this.choices = [];
      this.$nextTick(() => this.$refs.box.setSelectionRange(start.length, start.length));
    },
    start(sign) {
      const gap = this.text && !/\s$/.test(this.text) && sign === "@" ? " " : "";
      this.text = sign === "/" ? "/" : this.text + gap + sign;
      this.$refs.box.focus();
      this.$nextTick(this.look);
    },
    key(event) {
      if (event.isComposing) return;
      if (this.choices.length && this.steer(event)) return;
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        this.send();
      } else if (event.key === "Escape" && this.editing) {
        this.$emit("cancel");
      }
    },
    steer(event) {
      const count = this.choices.length;
      const moves = { ArrowDown: 1, ArrowUp: count - 1 };
      if (event.key in moves) this.active = (this.active + moves[event.key]) % count;
      else if (event.key === "Escape") this.choices = [];
      else if (event.key === "Tab") this.take(this.active);
      else if (event.key === "Enter" && !this.isWhole()) this.take(this.active);
      else return false;
      event.preventDefault();
      return true;
    },
    isWhole() {
      const typed = this.text.slice(this.from, this.$refs.box.selectionStart);
      return typed === this.choices[this.active].insert;
    },
    send() {
      if (!this.text.trim() || this.isRefused) return;
      this.$emit("send", { text: this.text.trimEnd(), broadcast: this.broadcast });
      if (this.editing) return;
      this.text = "";
      this.broadcast = false;
      this.choices = [];
    },
    put(text) {
      this.text = text;
      this.$nextTick(this.focus);
    },
  },
};
