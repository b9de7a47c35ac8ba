// <theme-switch> around buttons [data-theme-choice="light|dark|"]. A cookie, so that the server draws the next page right at once.
const YEAR = 31536000;

customElements.define("theme-switch", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-theme-choice]");
      if (button) this.choose(button.dataset.themeChoice);
    });
    this.show();
  }

  choose(theme) {
    const root = document.documentElement;
    theme ? root.setAttribute("data-theme", theme) : root.removeAttribute("data-theme");
    document.cookie = `minassa_theme=${theme || "system"}; path=/; max-age=${YEAR}; samesite=lax`;
    for (const other of document.querySelectorAll("theme-switch")) other.show();
  }

  show() {
    const now = document.documentElement.getAttribute("data-theme") ?? "";
    for (const button of this.querySelectorAll("[data-theme-choice]")) {
      const chosen = button.dataset.themeChoice === now;
      button.setAttribute("aria-pressed", chosen);
      button.querySelector("[data-chosen]").hidden = !chosen;
    }
  }
});
