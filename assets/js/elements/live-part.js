// <live-part id="…" src="…" every="5000">: asks for itself again while it is seen; the answer replaces its inside.
// A 204 means nothing new; the answer header `X-Live: done` ends the asking.
customElements.define("live-part", class extends HTMLElement {
  connectedCallback() {
    this.seen = () => (document.hidden ? this.stop() : this.start());
    document.addEventListener("visibilitychange", this.seen);
    this.start();
  }

  disconnectedCallback() {
    this.stop();
    document.removeEventListener("visibilitychange", this.seen);
  }

  start() {
    this.stop();
    if (!this.hasAttribute("done")) this.timer = setTimeout(() => this.ask(), Number(this.getAttribute("every") ?? 5000));
  }

  stop() {
    clearTimeout(this.timer);
  }

  async ask() {
    const answer = await fetch(this.getAttribute("src"), { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!this.isConnected) return;
    if (answer?.status === 200) this.show(await answer.text());
    if (answer?.headers.get("X-Live") === "done" || [403, 404].includes(answer?.status)) this.toggleAttribute("done", true);
    this.start();
  }

  show(html) {
    if (html === this.shown || this.contains(document.activeElement)) return;
    this.shown = html;
    this.innerHTML = html;
    window.htmx?.process(this);
  }
});
