// <post-save>: <auto-save> for a post. A new post gets its address with its first save; someone else's newer edit is
// shown in #conflict and never written over; what the form says no to is in #save-errors. [off]: only the buttons save.
import "./auto-save.js";

customElements.define("post-save", class extends customElements.get("auto-save") {
  connectedCallback() {
    super.connectedCallback();
    this.form?.addEventListener("submit", (event) => this.submitting(event), { capture: true });
    this.form?.addEventListener("input", () => this.remember());
  }

  // The browser's Back puts old words into a fresh page, which knows only the newest version: whoever wrote them saw
  // an older one, and must not be taken to have read what others saved since.
  remember() {
    sessionStorage.setItem(`version ${location.pathname}`, this.form.elements.version?.value ?? "");
  }

  recall() {
    const seen = sessionStorage.getItem(`version ${location.pathname}`);
    const isRestored = [...this.form.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
    if (isRestored && seen && this.form.elements.version) this.form.elements.version.value = seen;
  }

  later(wait) {
    if (this.hasAttribute("off")) this.dirty = true;
    else if (!this.isEmpty()) super.later(wait);
  }

  // A new post begins with its first word or picture: choosing channels alone saves nothing and asks for nothing.
  isEmpty() {
    const words = [...this.form.querySelectorAll("textarea")].some((field) => field.value.trim());
    return !this.form.elements.version?.value && !words && !this.querySelector(".shot");
  }

  save() {
    if (this.isUnfinished()) return this.later();
    return (this.settled = super.save());
  }

  // Half a link, or a date before its time, is no error yet while the person is still at it.
  isUnfinished() {
    const { link, day, clock } = this.form.elements;
    const at = document.activeElement;
    if (at === link) return link.value !== "" && !URL.canParse(link.value);
    return (at === day || at === clock) && !day?.value !== !clock?.value;
  }

  // A press during a save waits for it: the first save of a new post gives the form its address.
  async submitting(event) {
    clearTimeout(this.timer);
    if (this.leaves) return event.preventDefault();
    if (!this.saving) {
      this.leaves = true;
      event.submitter?.setAttribute("aria-busy", "true");
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.settled;
    clearTimeout(this.timer);
    if (this.state !== "conflict") this.form.requestSubmit(event.submitter);
  }

  async heard(answer) {
    const copy = answer?.clone();
    await super.heard(answer);
    if (!copy) return;
    if (copy.status === 409) this.conflict(await copy.text());
    else if (copy.status === 422) this.refused((await copy.json().catch(() => ({}))).errors ?? {});
    else if (copy.ok) this.kept((await copy.json().catch(() => ({}))).action);
  }

  kept(action) {
    this.refused({});
    if (action && this.form.getAttribute("action") !== action) {
      this.form.setAttribute("action", action);
      history.replaceState(null, "", action);
    }
    this.remember();
  }

  conflict(html) {
    const place = document.getElementById("conflict");
    place.innerHTML = html;
    place.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  refused(errors) {
    const sentences = Object.values(errors).flat();
    const lines = sentences.map((words) => Object.assign(document.createElement("p"), { className: "bad", textContent: words }));
    document.getElementById("save-errors")?.replaceChildren(...lines);
  }
});

// A page that comes back from the browser's memory can be sent again.
addEventListener("pageshow", () => {
  for (const one of document.querySelectorAll("post-save")) {
    one.leaves = false;
    one.recall();
  }
});
