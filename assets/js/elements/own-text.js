// <own-text for="id_text"> around a checkbox and a textarea: unchecked, the textarea mirrors the shared field and cannot be written in;
// checked, it has a text of its own, which starts as what was shared.
customElements.define("own-text", class extends HTMLElement {
  connectedCallback() {
    this.shared = document.getElementById(this.getAttribute("for"));
    this.box = this.querySelector("input[type=checkbox]");
    this.field = this.querySelector("textarea");
    this.name = this.field.name;
    this.mirror = () => this.box.checked || this.put(this.shared.value);
    this.shared.addEventListener("input", this.mirror);
    this.box.addEventListener("change", () => this.switched());
    this.wear();
    this.mirror();
  }

  disconnectedCallback() {
    this.shared?.removeEventListener("input", this.mirror);
  }

  switched() {
    if (this.box.checked) this.put(this.kept ?? this.shared.value);
    else this.kept = this.field.value; // pressed by mistake: the own text comes back with the next press
    this.wear();
    this.mirror();
    if (this.box.checked) this.field.focus();
  }

  put(text) {
    this.field.value = text;
    this.field.dispatchEvent(new Event("input"));
  }

  wear() {
    this.toggleAttribute("own", this.box.checked);
    this.field.readOnly = !this.box.checked;
    this.field.name = this.box.checked ? this.name : ""; // a mirror is not sent: twenty channels would send the text twenty times
    const panel = this.closest("[data-channel-part]");
    document.getElementById(panel?.getAttribute("aria-labelledby"))?.toggleAttribute("data-own", this.box.checked);
  }
});
