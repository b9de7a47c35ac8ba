// <composer-desk>: ties the composer's parts together. Parts of a channel ([data-channel-part]) are there while it is chosen;
// previews follow pictures and link; Ctrl+Enter presses the main button; on a phone one view is seen at a time.
const KEPT = "minassa-mine-";

customElements.define("composer-desk", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.addEventListener("change", ({ target }) => target.name === "channels" && this.showChannels());
    this.addEventListener("shot-list", () => this.showPictures());
    this.addEventListener("input", ({ target }) => this.typed(target));
    this.addEventListener("keydown", (event) => this.pressedKey(event));
    this.addEventListener("click", ({ target }) => this.pressed(target));
    this.showChannels();
    this.showPictures();
    this.showLink();
    this.showKept();
    this.takeAddress();
  }

  // A new post that was kept but not submitted is answered at the list's address: reloading must not write it twice.
  takeAddress() {
    const action = this.form.getAttribute("action");
    if (action.endsWith("/edit/") && action !== location.pathname) history.replaceState(null, "", action);
  }

  chosen() {
    return new Set([...this.querySelectorAll("input[name=channels]:checked")].map((box) => box.value));
  }

  showChannels() {
    const chosen = this.chosen();
    for (const part of this.querySelectorAll("[data-channel-part]")) {
      if (part.getAttribute("role") !== "tabpanel") part.hidden = !chosen.has(part.dataset.channelPart);
      else if (!chosen.has(part.dataset.channelPart)) part.hidden = true;
    }
    this.toggleAttribute("none", chosen.size === 0);
    for (const set of this.querySelectorAll("tab-set")) set.settle?.();
  }

  showPictures() {
    const shots = [...this.querySelectorAll(".shot")];
    for (const frame of this.querySelectorAll("[data-pictures]")) {
      frame.dataset.count = shots.length;
      frame.replaceChildren(...shots.map(seen));
    }
    for (const count of this.querySelectorAll("[data-caption]")) {
      const limit = shots.length ? count.dataset.caption : count.dataset.limit;
      const measure = count.querySelector("text-count");
      measure.setAttribute("limit", limit);
      measure.count?.();
    }
    this.showLink();
  }

  showLink() {
    const link = this.form.elements.link?.value.trim() ?? "";
    const pictures = this.querySelector(".shot") !== null;
    for (const card of this.querySelectorAll("[data-link]")) {
      card.hidden = pictures || !URL.canParse(link);
      if (card.hidden) continue;
      card.querySelector("[data-link-host]").textContent = new URL(link).hostname.replace(/^www\./, "");
      card.querySelector("[data-link-url]").textContent = link;
    }
  }

  typed(target) {
    if (target.name === "link") this.showLink();
    if (target.name?.startsWith("alt-")) this.showPictures();
  }

  pressedKey(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.form.requestSubmit(this.querySelector("[data-main]"));
  }

  pressed(target) {
    const view = target.closest("[data-view-choice]")?.dataset.viewChoice;
    if (view) this.look(view);
    if (target.closest("[data-keep]")) this.keep();
    if (target.closest("[data-discard]")) this.forget();
  }

  look(view) {
    this.dataset.view = view;
    for (const choice of this.querySelectorAll("[data-view-choice]")) choice.setAttribute("aria-pressed", choice.dataset.viewChoice === view);
  }

  // Loading someone's newer edit keeps one's own words beside it, on this device, until they are no longer needed.
  keep() {
    const own = [...this.querySelectorAll("own-text[own] textarea")].map((field) => field.value);
    const words = [this.form.elements.text.value, ...own].filter(Boolean).join("\n\n— — —\n\n");
    sessionStorage.setItem(KEPT + location.pathname, words);
    this.querySelector("post-save").dirty = false;
  }

  showKept() {
    const words = sessionStorage.getItem(KEPT + location.pathname);
    const template = this.querySelector("#kept-mine");
    if (!words || !template || this.querySelector(".conflict")) return;
    const part = template.content.cloneNode(true);
    part.querySelector("pre").textContent = words;
    const box = Object.assign(document.createElement("div"), { className: "kept-box" });
    box.append(part);
    template.after(box);
  }

  forget() {
    sessionStorage.removeItem(KEPT + location.pathname);
    this.querySelector(".kept-box")?.remove();
  }
});

function seen(shot) {
  const figure = Object.assign(document.createElement("figure"), { className: "seen__picture" });
  const film = shot.querySelector("video");
  const alt = shot.querySelector("textarea").value;
  if (film) figure.append(Object.assign(document.createElement("video"), { src: film.src, preload: "metadata", muted: true }));
  else figure.append(Object.assign(document.createElement("img"), { src: shot.querySelector("img").dataset.full, alt }));
  return figure;
}
