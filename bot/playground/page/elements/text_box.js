export default {
  template: `<component :is="tag" class="slack-input" :value="text" @input="typed"
    @change="$emit('settled', text)" @keydown.enter="$emit('entered', text)" />`,
  props: { initial: String, tag: String, focused: Boolean },
  emits: ["typed", "settled", "entered"],
  data() {
    return { text: this.initial };
  },
  mounted() {
    if (this.focused) this.$nextTick(() => this.$el.focus());
  },
  methods: {
    typed(event) {
      this.text = event.target.value;
      this.$emit("typed", this.text);
    },
  },
};
