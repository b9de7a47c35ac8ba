// <toast-item after="7000"> goes by itself, but waits while a pointer or the focus is on it. Without `after` it stays until dismissed.
customElements.define("toast-item", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => target.closest(".toast__close") && this.remove());
    for (const name of ["pointerenter", "focusin"]) this.addEventListener(name, () => clearTimeout(this.timer));
    for (const name of ["pointerleave", "focusout"]) this.addEventListener(name, () => this.start());
    this.start();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  start() {
    clearTimeout(this.timer);
    if (this.hasAttribute("after")) this.timer = setTimeout(() => this.remove(), Number(this.getAttribute("after")));
  }
});
