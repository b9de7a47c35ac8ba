// <passkey-trouble hidden>: shows itself when the browser gave no passkey, which allauth's script tells by an event.
customElements.define("passkey-trouble", class extends HTMLElement {
  connectedCallback() {
    this.told = (event) => {
      event.preventDefault();
      this.hidden = false;
    };
    document.addEventListener("allauth.error", this.told);
  }

  disconnectedCallback() {
    document.removeEventListener("allauth.error", this.told);
  }
});
