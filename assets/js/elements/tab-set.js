// <tab-set group="…"> around [role=tab][aria-controls] buttons and their [role=tabpanel]s. Arrows walk the tabs in reading order.
// Sets of one group follow each other by data-key. Without script every panel would stay as the page drew it.
customElements.define("tab-set", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const tab = target.closest("[role=tab]");
      if (tab && this.contains(tab)) this.choose(tab, true);
    });
    this.addEventListener("keydown", (event) => this.walk(event));
    this.choose(this.tabs().find((tab) => tab.getAttribute("aria-selected") === "true") ?? this.tabs()[0]);
  }

  tabs() {
    return [...this.querySelectorAll("[role=tab]:not([hidden])")];
  }

  choose(tab, tellOthers = false) {
    for (const other of this.querySelectorAll("[role=tab]")) {
      const chosen = other === tab;
      other.setAttribute("aria-selected", chosen);
      other.tabIndex = chosen ? 0 : -1;
      const panel = document.getElementById(other.getAttribute("aria-controls"));
      if (panel) panel.hidden = !chosen;
    }
    if (tellOthers && tab?.dataset.key) this.tell(tab.dataset.key);
  }

  tell(key) {
    const group = this.getAttribute("group");
    for (const set of group ? document.querySelectorAll(`tab-set[group="${group}"]`) : []) {
      const same = set !== this && set.tabs().find((tab) => tab.dataset.key === key);
      if (same) set.choose(same);
    }
  }

  // A tab that went away gives its place to the first that is left.
  settle() {
    const chosen = this.tabs().find((tab) => tab.getAttribute("aria-selected") === "true");
    this.choose(chosen ?? this.tabs()[0]);
  }

  walk(event) {
    const tabs = this.tabs();
    const at = tabs.indexOf(document.activeElement);
    const on = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + on, ArrowLeft: at - on, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs.at(to % tabs.length);
    tab.focus();
    this.choose(tab, true);
  }
});
