// <rank-list first="1" dialog="move-dialog"> around an <ol> of [data-row], each with a [data-grip]: rows are moved by
// pointer, by finger, or by keyboard (Enter lifts, arrows move, Enter puts down, Escape puts back).
// With `dialog`, a row that was put elsewhere opens it to ask why; it posts to the row's data-url. Without, each row's
// [data-order] field is numbered anew.
const EDGE = 80;

customElements.define("rank-list", class extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    this.said = this.querySelector("[data-said]");
    this.dialog = document.getElementById(this.getAttribute("dialog"));
    this.addEventListener("pointerdown", (event) => this.down(event));
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", (event) => event.target.matches("[data-grip]") && !this.pointer && !this.moving && this.back());
    this.dialog?.addEventListener("close", () => this.dialog.returnValue !== "kept" && this.back());
  }

  rows() {
    return [...this.list.querySelectorAll(":scope > [data-row]")];
  }

  place(row) {
    return Number(this.getAttribute("first")) + this.rows().indexOf(row);
  }

  lift(row) {
    this.row = row;
    this.before = this.rows();
    this.was = this.place(row);
    row.toggleAttribute("data-lifted", true);
  }

  down(event) {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button) return;
    event.preventDefault();
    if (this.row) this.back();
    this.lift(grip.closest("[data-row]"));
    this.pointer = event.pointerId;
    const move = (next) => next.pointerId === this.pointer && this.follow(next.clientY);
    const end = (next) => {
      if (next.pointerId !== this.pointer) return;
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      this.pointer = undefined;
      grip.focus({ preventScroll: true });
      if (next.type === "pointerup") this.put();
      else this.back();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  follow(y) {
    const target = this.rows().find((one) => {
      const box = one.getBoundingClientRect();
      return y >= box.top && y < box.bottom;
    });
    if (target && target !== this.row) {
      const box = target.getBoundingClientRect();
      const below = this.place(target) > this.place(this.row);
      // Only past the middle, so that rows of different heights do not flicker.
      if (below ? y > box.top + box.height / 2 : y < box.top + box.height / 2) target[below ? "after" : "before"](this.row);
    }
    if (y < EDGE) scrollBy(0, -12);
    else if (y > innerHeight - EDGE) scrollBy(0, 12);
  }

  key(event) {
    const grip = event.target.closest("[data-grip]");
    if (!grip) return;
    const row = grip.closest("[data-row]");
    if (this.row !== row) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.lift(row);
      return this.say("lifted");
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step && !["Enter", " ", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (step) return this.step(step, grip);
    if (event.key === "Escape") this.back();
    else this.put();
  }

  step(by, grip) {
    const other = this.rows()[this.rows().indexOf(this.row) + by];
    if (!other) return;
    this.moving = true;
    other[by > 0 ? "after" : "before"](this.row);
    grip.focus();
    this.moving = false;
    this.say("placed");
  }

  put() {
    this.row.removeAttribute("data-lifted");
    const to = this.place(this.row);
    if (to === this.was) return this.done();
    if (!this.dialog) {
      this.rows().forEach((row, index) => (row.querySelector("[data-order]").value = index + Number(this.getAttribute("first"))));
      return this.done();
    }
    const form = this.dialog.querySelector("form");
    form.action = this.row.dataset.url;
    form.elements.to.value = to;
    form.elements.reason.value = "";
    const what = this.dialog.querySelector("[data-what]");
    const words = { name: `\u2068${this.row.dataset.name}\u2069`, was: this.was, to };
    what.textContent = what.dataset.words.replace(/%\((\w+)\)s/g, (_all, name) => words[name]);
    this.asking = true;
    this.dialog.returnValue = "";
    this.dialog.showModal();
    form.elements.reason.focus();
  }

  back() {
    if (!this.row) return;
    if (this.asking && this.dialog?.open) return;
    this.row.removeAttribute("data-lifted");
    this.list.append(...this.before);
    this.done();
  }

  done() {
    this.row = this.before = undefined;
    this.asking = false;
  }

  say(what) {
    this.said.textContent = this.getAttribute(what).replace("%(place)s", this.place(this.row));
  }
});
