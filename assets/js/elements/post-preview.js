// <post-preview for="id" by="first_strong|count" empty="…">: the text as its audience sees it, in its platform's direction.
// Without `for` it shows its own text once, so that a finished post looks the same.
import { direction, hashtags, links, mentions } from "../text.js";

customElements.define("post-preview", class extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    this.heard = () => this.show(this.field.value);
    this.field?.addEventListener("input", this.heard);
    this.show(this.field?.value ?? this.textContent);
  }

  disconnectedCallback() {
    this.field?.removeEventListener("input", this.heard);
  }

  show(text) {
    this.dir = direction(text, this.getAttribute("by") ?? undefined);
    this.replaceChildren(...parts(text));
  }
});

function* parts(text) {
  let position = 0;
  for (const { start, end } of [...links(text), ...mentions(text), ...hashtags(text)].sort((a, b) => a.start - b.start)) {
    if (start > position) yield text.slice(position, start);
    yield Object.assign(document.createElement("bdi"), { className: "post-link", textContent: text.slice(start, end) });
    position = end;
  }
  if (position < text.length) yield text.slice(position);
}
