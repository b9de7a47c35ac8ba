// <confirm-submit question="…" yes="…" no="…"> around a button or link: its press waits for an answer. hx-confirm asks the same way.
import { ask } from "../ask.js";

const no = () => document.body.dataset.no ?? "Cancel";

customElements.define("confirm-submit", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.hold(event), { capture: true });
  }

  async hold(event) {
    if (this.sure) return;
    event.preventDefault();
    event.stopPropagation();
    const asked = event.target.closest("button, a");
    this.closest("[popover]")?.hidePopover();
    if (!asked || !(await ask({ question: this.getAttribute("question"), yes: this.getAttribute("yes"), no: this.getAttribute("no") ?? no() }))) return;
    this.sure = true;
    asked.click();
    this.sure = false;
  }
});

document.addEventListener("htmx:confirm", async (event) => {
  const { question, elt, issueRequest } = event.detail;
  if (!question) return;
  event.preventDefault();
  const yes = elt.dataset.yes ?? elt.textContent.trim();
  if (await ask({ question, yes, no: no() })) issueRequest(true);
});
