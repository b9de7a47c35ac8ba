// <shot-list> around <ol> of .shot: order by buttons [data-move], by drag, and [data-remove]. Tells its form by an input event.
customElements.define("shot-list", class extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    this.addEventListener("click", (event) => this.pressed(event));
    this.addEventListener("dragstart", ({ target }) => this.take(target.closest?.(".shot")));
    this.addEventListener("dragover", (event) => this.over(event));
    this.addEventListener("dragend", () => this.drop());
    this.seen = new MutationObserver(() => this.changed());
    this.seen.observe(this.list, { childList: true });
  }

  disconnectedCallback() {
    this.seen.disconnect();
  }

  pressed({ target }) {
    const button = target.closest("[data-move], [data-remove]");
    const shot = button?.closest(".shot");
    if (!shot) return;
    if (button.dataset.remove) return shot.remove();
    const other = button.dataset.move === "1" ? shot.nextElementSibling : shot.previousElementSibling;
    if (!other) return;
    button.dataset.move === "1" ? other.after(shot) : other.before(shot);
    button.focus();
  }

  take(shot) {
    this.held = shot;
    shot?.setAttribute("held", "");
  }

  over(event) {
    if (!this.held) return;
    event.preventDefault();
    const shot = event.target.closest(".shot");
    if (!shot || shot === this.held) return;
    const box = shot.getBoundingClientRect();
    const rtl = getComputedStyle(this).direction === "rtl";
    const beyond = box.height * 1.5 > box.width ? event.clientY > box.top + box.height / 2 : rtl !== event.clientX > box.left + box.width / 2;
    beyond ? shot.after(this.held) : shot.before(this.held);
  }

  drop() {
    this.held?.removeAttribute("held");
    this.held = null;
  }

  changed() {
    this.dispatchEvent(new CustomEvent("shot-list", { bubbles: true }));
    if (!this.held) this.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
