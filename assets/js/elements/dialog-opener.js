// <dialog-opener for="id"> around a button opens that <dialog>; <dialog-closer> inside one closes it.
customElements.define("dialog-opener", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", () => {
      this.closest("[popover]")?.hidePopover();
      document.getElementById(this.getAttribute("for"))?.showModal();
    });
  }
});

customElements.define("dialog-closer", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", () => this.closest("dialog")?.close());
  }
});

// A form that came back with its errors stays open.
const openAsked = (root) => {
  for (const dialog of root.querySelectorAll("dialog[data-open]:not([open])")) dialog.showModal();
};
openAsked(document);
document.addEventListener("htmx:afterSwap", (event) => openAsked(event.detail.target));

// Engines without closedby: a press on the veil closes.
document.addEventListener("click", ({ target }) => {
  if (target instanceof HTMLDialogElement && target.getAttribute("closedby") === "any" && !("closedBy" in target)) target.close();
});
