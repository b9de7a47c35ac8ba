// <drop-menu> around a button[popovertarget] and its [popover]: places the panel beside the button and walks it with the arrows.
// On a phone the panel is a sheet at the foot of the screen, placed by CSS.
const GAP = 6;
const EDGE = 8;

customElements.define("drop-menu", class extends HTMLElement {
  connectedCallback() {
    this.panel = this.querySelector("[popover]");
    this.button = this.querySelector("[popovertarget]");
    this.panel?.addEventListener("toggle", (event) => event.newState === "open" && this.place());
    this.panel?.addEventListener("keydown", (event) => this.walk(event));
  }

  place() {
    this.panel.style.removeProperty("top");
    this.panel.style.removeProperty("left");
    this.items()[0]?.focus({ preventScroll: true, focusVisible: this.button.matches(":focus-visible") });
    if (matchMedia("(width < 48rem)").matches) return;
    const anchor = this.button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.panel;
    const rtl = getComputedStyle(this).direction === "rtl";
    const start = rtl ? anchor.right - width : anchor.left;
    const end = rtl ? anchor.left : anchor.right - width;
    const fits = start >= EDGE && start + width <= innerWidth - EDGE;
    const below = anchor.bottom + GAP + height <= innerHeight - EDGE;
    const left = Math.max(EDGE, Math.min(fits ? start : end, innerWidth - width - EDGE));
    const top = below ? anchor.bottom + GAP : Math.max(EDGE, anchor.top - GAP - height);
    Object.assign(this.panel.style, { left: `${left}px`, top: `${top}px` });
  }

  walk(event) {
    const items = this.items();
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  }

  items() {
    return [...this.panel.querySelectorAll(".menu__item:not(:disabled)")];
  }
});
