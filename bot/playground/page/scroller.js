export default {
  template: `<div @scroll="look"><slot></slot></div>`,
  props: { place: String },
  data() {
    return { stuck: true, height: 0 };
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
      // a list that grew or shrank moves by itself: only a person's own scrolling counts
      const { scrollHeight, scrollTop, clientHeight } = this.$el;
      if (scrollHeight === this.height) this.stuck = scrollHeight - scrollTop - clientHeight < 80;
      this.height = scrollHeight;
    },
  },
};
