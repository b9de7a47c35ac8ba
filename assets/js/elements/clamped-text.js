// <clamped-text lines="3" more="more">: as a platform cuts a long text. The button is there only while something is hidden.
customElements.define("clamped-text", class extends HTMLElement {
  connectedCallback() {
    this.button ??= Object.assign(document.createElement("button"), { type: "button", className: "seen__more" });
    this.button.textContent = this.getAttribute("more");
    this.append(this.button);
    this.button.addEventListener("click", () => this.open());
    this.watch = new ResizeObserver(() => this.measure());
    this.watch.observe(this);
    this.changes = new MutationObserver(() => this.measure());
    this.changes.observe(this.firstElementChild, { childList: true, characterData: true, subtree: true });
  }

  disconnectedCallback() {
    this.watch.disconnect();
    this.changes.disconnect();
  }

  open() {
    this.toggleAttribute("open", true);
    this.measure();
  }

  measure() {
    const text = this.firstElementChild;
    this.button.hidden = this.hasAttribute("open") || text.scrollHeight <= text.clientHeight + 2;
  }
});
