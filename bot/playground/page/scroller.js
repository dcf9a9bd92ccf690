export default {
  template: `<div @scroll="look"><slot></slot></div>`,
  props: { place: String },
  data() {
    return { stuck: true };
  },
  watch: {
    place() {
      this.stuck = true;
      this.$nextTick(this.toEnd);
    },
  },
  mounted() {
    this.toEnd();
    this.changes = new MutationObserver(() => this.stuck && this.toEnd());
    this.changes.observe(this.$el, { childList: true, subtree: true, characterData: true });
    this.size = new ResizeObserver(() => this.stuck && this.toEnd());
    this.size.observe(this.$el);
  },
  beforeUnmount() {
    this.changes.disconnect();
    this.size.disconnect();
  },
  methods: {
    toEnd() {
      this.$el.scrollTop = this.$el.scrollHeight;
    },
    look() {
      this.stuck = this.$el.scrollHeight - this.$el.scrollTop - this.$el.clientHeight < 80;
    },
  },
};
