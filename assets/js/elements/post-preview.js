// <post-preview for="id" by="first|count">: the text as its audience sees it, with its platform's rule of direction.
const STRONG = /\p{L}/u;
const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LINKS = /(https?:\/\/[^\s<>"]+|(?<=^|\s)[#@][\p{L}\p{N}\p{M}_.@-]+)/gu;

export function direction(text, by) {
  const bare = text.replace(LINKS, " ");
  const letters = [...(STRONG.test(bare) ? bare : text)].filter((letter) => STRONG.test(letter));
  if (by !== "count") return letters.length && !RTL.test(letters[0]) ? "ltr" : letters.length ? "rtl" : "";
  return letters.filter((letter) => RTL.test(letter)).length * 2 > letters.length ? "rtl" : "ltr";
}

customElements.define("post-preview", class extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    this.heard = () => this.show(this.field.value);
    this.field?.addEventListener("input", this.heard);
    this.show(this.field?.value ?? this.textContent);
  }

  disconnectedCallback() {
    this.field?.removeEventListener("input", this.heard);
  }

  show(text) {
    this.dir = direction(text, this.getAttribute("by"));
    this.replaceChildren(...text.split(LINKS).filter(Boolean).map(part));
  }
});

function part(text) {
  if (!text.match(LINKS)) return document.createTextNode(text);
  return Object.assign(document.createElement("bdi"), { className: "post-link", textContent: text });
}
