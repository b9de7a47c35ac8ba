// <auto-save wait="800"><form action=…>…</form></auto-save>: posts its form a moment after the last key.
// The form carries its version in <input name="version">; the answer's JSON {version} becomes the next one.
// 409 = someone else saved meanwhile: nothing is sent again until a person decides. The words are in a .save-state.
const RETRY = 5000;

customElements.define("auto-save", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.addEventListener("input", () => this.later());
    this.addEventListener("change", () => this.later());
    this.form?.addEventListener("submit", () => clearTimeout(this.timer));
    this.leaving = (event) => this.dirty && event.preventDefault();
    addEventListener("beforeunload", this.leaving);
    this.form?.addEventListener("submit", () => (this.dirty = false));
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    removeEventListener("beforeunload", this.leaving);
  }

  later(wait = Number(this.getAttribute("wait") ?? 800)) {
    if (this.state === "conflict") return;
    this.dirty = true;
    this.say("unsaved");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    if (this.saving) return this.later();
    this.saving = true;
    this.dirty = false;
    this.say("saving");
    const answer = await fetch(this.getAttribute("src") ?? this.form.action, {
      method: "POST",
      body: new FormData(this.form),
      headers: { "X-Requested-With": "auto-save", Accept: "application/json" },
    }).catch(() => null);
    this.saving = false;
    await this.heard(answer);
  }

  async heard(answer) {
    if (answer?.status === 409) return this.say("conflict");
    if (!answer || answer.status >= 500) return this.later(RETRY), this.say("offline");
    // Who was signed out meanwhile is answered with the sign-in page: that is no save, and leaving asks first.
    const said = answer.ok && !answer.redirected ? await answer.json().catch(() => null) : null;
    if (!said) return (this.dirty = true), this.say("unsaved");
    const { version } = said;
    if (version !== undefined && this.form.elements.version) this.form.elements.version.value = version;
    this.say(this.dirty ? "unsaved" : "saved");
  }

  say(state) {
    this.state = state;
    for (const line of this.querySelectorAll(".save-state")) line.dataset.now = state;
    this.dispatchEvent(new CustomEvent("auto-save", { bubbles: true, detail: { state } }));
  }
});
