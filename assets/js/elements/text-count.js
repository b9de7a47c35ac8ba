// <text-count for="id" limit="300" measure="graphemes|utf16|mastodon" bytes="3000" link-length="23"><bdi data-count></bdi></text-count>
// Wears [near] in the last tenth and [over] past the limit; tells the page by an event "text-count" {used, limit, over}.
import { bytes, measure } from "../text.js";

customElements.define("text-count", class extends HTMLElement {
  static observedAttributes = ["limit", "measure", "bytes"];

  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    this.heard = () => this.count();
    this.field?.addEventListener("input", this.heard);
    this.count();
  }

  attributeChangedCallback() {
    if (this.field) this.count();
  }

  disconnectedCallback() {
    this.field?.removeEventListener("input", this.heard);
  }

  count() {
    if (!this.field) return;
    const text = this.field.value.normalize("NFC").trim();
    const limit = Number(this.getAttribute("limit"));
    const used = measure(text, this.getAttribute("measure"), Number(this.getAttribute("link-length")) || undefined);
    const tooHeavy = this.hasAttribute("bytes") && bytes(text) > Number(this.getAttribute("bytes"));
    const over = used > limit || tooHeavy;
    this.querySelector("[data-count]").textContent = `${used} / ${limit}`;
    this.toggleAttribute("over", over);
    this.toggleAttribute("near", !over && used > limit * 0.9);
    this.dispatchEvent(new CustomEvent("text-count", { bubbles: true, detail: { used, limit, over } }));
  }
});
