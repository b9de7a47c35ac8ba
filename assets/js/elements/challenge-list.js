// <challenge-list> around [data-challenges] of [data-challenge] and a <template> of an empty one, "__key__" where its key goes.
// [data-more="challenge"] adds one, [data-more="solution"] a further solution to its own; [data-less] takes its part away.
customElements.define("challenge-list", class extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("[data-challenges]");
    this.blank = this.querySelector("template");
    this.addEventListener("click", ({ target }) => this.pressed(target.closest("[data-more], [data-less]")));
  }

  pressed(button) {
    if (!button) return;
    if (button.dataset.more === "challenge") return this.add();
    if (button.dataset.more === "solution") return this.propose(button.closest("[data-challenge]"));
    const part = button.closest("[data-solution]") ?? button.closest("[data-challenge]");
    const near = part.nextElementSibling ?? part.previousElementSibling;
    part.remove();
    near ? enter(near) : this.querySelector("[data-more=challenge]")?.focus();
  }

  add() {
    let number = this.list.children.length;
    while (this.querySelector(`[name=challenge][value="n${number}"]`)) number += 1;
    this.list.append(this.blank.content.cloneNode(true));
    const made = this.list.lastElementChild;
    for (const part of made.querySelectorAll("*")) {
      for (const { name, value } of [...part.attributes]) if (value.includes("__key__")) part.setAttribute(name, value.replaceAll("__key__", `n${number}`));
    }
    enter(made);
  }

  propose(challenge) {
    const list = challenge.querySelector("[data-solutions]");
    const spare = this.blank.content.querySelector("[data-solution]").cloneNode(true);
    const key = challenge.querySelector("[name=challenge]").value;
    for (const field of spare.querySelectorAll("[name]")) field.name = field.name.replaceAll("__key__", key);
    list.append(spare);
    enter(spare);
  }
});

function enter(part) {
  part.querySelector("textarea")?.focus();
}
