// <pillar-choice> around the <select> of content pillars: it offers those of the chosen channels' platforms, all while none is chosen.
customElements.define("pillar-choice", class extends HTMLElement {
  connectedCallback() {
    this.select = this.querySelector("select");
    this.every = [...this.select.options];
    this.form = this.select.form;
    this.chosen = ({ target }) => target.name === "channels" && this.offer();
    this.form?.addEventListener("change", this.chosen);
    this.offer();
  }

  disconnectedCallback() {
    this.form?.removeEventListener("change", this.chosen);
  }

  offer() {
    const boxes = [...(this.form?.querySelectorAll("input[name=channels]:checked") ?? [])];
    const platforms = boxes.map((box) => box.dataset.platform);
    const fits = ({ dataset }) => !platforms.length || !dataset.platforms || dataset.platforms.split(" ").some((one) => platforms.includes(one));
    // What is chosen stays on offer: a channel taken off must not take words of the plan away unseen.
    const offered = this.every.filter((option) => option.selected || fits(option));
    const value = this.select.value;
    this.select.replaceChildren(...offered);
    this.select.value = value;
    this.hidden = offered.length < 2;
  }
});
