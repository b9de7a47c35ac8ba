// <live-part id="…" src="…" every="5000">: asks for itself again while it is seen; the answer replaces its inside.
// What the answer has for other places of the page stands in <template data-into="id">. Nobody's typing is replaced.
// A 204 means nothing new; the answer header `X-Live: done` ends the asking.
const token = /name="csrfmiddlewaretoken" value="\w+"/g;  // another one in every answer
const isInUse = (part) => part.contains(document.activeElement) || part.querySelector("dialog[open]");

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
    const shown = answer?.status === 200 ? this.show(await answer.text()) : true;
    if ((shown && answer?.headers.get("X-Live") === "done") || [403, 404].includes(answer?.status)) this.toggleAttribute("done", true);
    this.start();
  }

  show(html) {
    const said = html.replaceAll(token, "");
    if (said === this.shown) return true;
    if (isInUse(this)) return false;
    this.innerHTML = html;
    const apart = [...this.querySelectorAll("template[data-into]")];
    const filled = apart.map((words) => this.fill(document.getElementById(words.dataset.into), words));
    window.htmx?.process(this);
    if (filled.every(Boolean)) this.shown = said;
    return this.shown === said;
  }

  fill(place, words) {
    words.remove();
    if (!place || isInUse(place)) return !place;
    place.replaceChildren(words.content);
    window.htmx?.process(place);
    return true;
  }
});
