// <row-list least="2"> around [data-rows] with its [data-row]s, a <template> of an empty row and a [data-add] button.
// The spare rows that stand ready without script are taken away down to `least`; [data-remove] takes its row away.
customElements.define("row-list", class extends HTMLElement {
  connectedCallback() {
    if (this.rows) return;
    this.rows = this.querySelector("[data-rows]");
    this.blank = this.querySelector("template");
    this.made = 0;
    this.setAttribute("ready", "");
    const least = Number(this.getAttribute("least") ?? 1);
    for (const spare of [...this.rows.querySelectorAll("[data-spare]")].reverse()) if (this.rows.children.length > least) spare.remove();
    this.addEventListener("click", ({ target }) => {
      if (target.closest("[data-add]")) this.add();
      else if (target.closest("[data-remove]")) this.take(target.closest("[data-row]"));
    });
    // Enter in a line goes on to the next one: it would send a form that is not finished.
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.tagName !== "INPUT" || event.isComposing) return;
      event.preventDefault();
      const row = event.target.closest("[data-row]");
      row.nextElementSibling ? this.enter(row.nextElementSibling) : this.add();
    });
  }

  add() {
    this.rows.append(this.blank.content.cloneNode(true));
    const row = this.rows.lastElementChild;
    const own = `x${++this.made}`;
    for (const part of row.querySelectorAll("[id], [for], [aria-describedby]")) {
      for (const name of ["id", "for", "aria-describedby"]) {
        if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replaceAll("id_new_", `id_${own}_`));
      }
    }
    this.enter(row);
    this.changed();
  }

  take(row) {
    const near = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    near ? this.enter(near) : this.querySelector("[data-add]")?.focus();
    this.changed();
  }

  enter(row) {
    row.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }

  changed() {
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
