// <copy-button for="id"> or <copy-button text="…"> around a button. Wears [copied] for two seconds.
customElements.define("copy-button", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", () => this.copy());
  }

  async copy() {
    const source = document.getElementById(this.getAttribute("for"));
    const text = this.getAttribute("text") ?? source?.value ?? source?.textContent ?? "";
    await write(text, source);
    this.toggleAttribute("copied", true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.removeAttribute("copied"), 2000);
  }
});

// A self-hosted page may be plain http inside an office, where the clipboard API is missing.
async function write(text, source) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = Object.assign(document.createElement("textarea"), { value: text, className: "sr-only" });
  (source ?? document.body).after(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
