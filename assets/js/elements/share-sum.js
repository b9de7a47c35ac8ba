// <share-sum lang="ar" digits="arab"> around fields named …-share, a [data-bar] drawing and an <output data-state> with [data-sum]:
// the sum of the shares as they are typed, in any digits.
const LATIN = (text) => text.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15);
const TINTS = 6;

customElements.define("share-sum", class extends HTMLElement {
  connectedCallback() {
    const { lang } = document.documentElement;
    const system = this.getAttribute("digits") === "arab" && lang.startsWith("ar") ? "arab" : "latn";
    this.say = new Intl.NumberFormat(`${lang}-u-nu-${system}`);
    this.addEventListener("input", () => this.count());
    this.count();
  }

  count() {
    const shares = [...this.querySelectorAll("input[name$=-share]")].map(({ value }) => Number.parseInt(LATIN(value).trim(), 10) || 0);
    const sum = shares.reduce((all, share) => all + Math.max(0, share), 0);
    this.querySelector("[data-sum]").textContent = this.say.format(sum);
    this.querySelector("output").dataset.state = sum === 100 ? "whole" : sum > 100 ? "over" : "short";
    this.draw(shares.filter((share) => share > 0), sum);
  }

  draw(shares, sum) {
    const bar = this.querySelector("[data-bar]");
    bar.setAttribute("viewBox", `0 0 ${Math.max(100, sum)} 10`);
    let start = 0;
    bar.replaceChildren(...shares.map((share, place) => {
      const part = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const facts = { class: "shares__part", "data-tint": place % TINTS, x: start, y: 0, width: share, height: 10 };
      for (const [name, value] of Object.entries(facts)) part.setAttribute(name, value);
      start += share;
      return part;
    }));
  }
});
