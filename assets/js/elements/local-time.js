// <local-time zone="Asia/Riyadh" for="id">words {time} words</local-time>: beside a time typed in the company's zone,
// what it is on the reader's own clock. Shows nothing when both clocks agree.
customElements.define("local-time", class extends HTMLElement {
  connectedCallback() {
    this.words ??= this.textContent;
    this.field = document.getElementById(this.getAttribute("for"));
    this.heard = () => this.show();
    this.field?.addEventListener("input", this.heard);
    this.show();
  }

  disconnectedCallback() {
    this.field?.removeEventListener("input", this.heard);
  }

  show() {
    const typed = this.field?.value;
    const moment = typed ? inZone(typed, this.getAttribute("zone")) : null;
    const here = moment && clock(moment, undefined);
    this.hidden = !moment || here === clock(moment, this.getAttribute("zone"));
    const lang = document.documentElement.lang;
    const options = { dateStyle: "medium", timeStyle: "short", numberingSystem: "latn" };
    if (!this.hidden) this.textContent = this.words.replace("{time}", new Intl.DateTimeFormat(lang, options).format(moment));
  }
});

function clock(moment, timeZone) {
  return new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" }).format(moment);
}

// The moment at which the zone's wall clock shows `typed`: guess UTC, then correct by what the zone shows then.
function inZone(typed, zone) {
  const wanted = Date.parse(`${typed}Z`);
  if (Number.isNaN(wanted)) return null;
  const shown = Date.parse(`${clock(new Date(wanted), zone).replace(" ", "T")}Z`);
  return new Date(wanted - (shown - wanted));
}
