// <select-all form="id" name="activity"> around a button: ticks every box of that name in the form, or none when all are ticked.
customElements.define("select-all", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", () => {
      const named = document.getElementById(this.getAttribute("form")).elements[this.getAttribute("name")];
      const boxes = !named ? [] : named instanceof RadioNodeList ? [...named] : [named];
      const all = boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = !all;
    });
  }
});
