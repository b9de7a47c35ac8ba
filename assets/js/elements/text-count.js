// <text-count for="id" limit="300" measure="graphemes|utf16|mastodon" bytes="3000"><bdi data-count></bdi></text-count>
// Wears [near] in the last tenth and [over] past the limit, where the field becomes invalid to a screen reader too.
import { bytes, measures } from "../measures.js";

customElements.define("text-count", class extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    this.heard = () => this.count();
    this.field?.addEventListener("input", this.heard);
    this.count();
  }

  disconnectedCallback() {
    this.field?.removeEventListener("input", this.heard);
  }

  count() {
    if (!this.field) return;
    const text = this.field.value.normalize("NFC");
    const limit = Number(this.getAttribute("limit"));
    const used = (measures[this.getAttribute("measure")] ?? measures.graphemes)(text);
    const tooHeavy = this.hasAttribute("bytes") && bytes(text) > Number(this.getAttribute("bytes"));
    this.querySelector("[data-count]").textContent = `${used} / ${limit}`;
    this.toggleAttribute("over", used > limit || tooHeavy);
    this.toggleAttribute("near", used <= limit && used > limit * 0.9);
    this.dispatchEvent(new CustomEvent("text-count", { bubbles: true, detail: { used, limit, over: used > limit || tooHeavy } }));
  }
});
