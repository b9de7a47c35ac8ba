// <file-drop url="…" name="file" target="#media"> around <label class="drop"><input type="file"></label> and <div class="drop__list">.
// Files chosen, dropped or pasted go up one by one; each shows its progress; the answer's HTML is added to `target`.
customElements.define("file-drop", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.list = this.querySelector(".drop__list");
    this.input.addEventListener("change", () => this.take(this.input.files));
    this.addEventListener("dragover", (event) => this.over(event, true));
    this.addEventListener("dragleave", (event) => this.over(event, false));
    this.addEventListener("drop", (event) => (this.over(event, false), this.take(event.dataTransfer.files)));
    this.pasted = (event) => event.clipboardData?.files.length && this.take(event.clipboardData.files);
    document.addEventListener("paste", this.pasted);
  }

  disconnectedCallback() {
    document.removeEventListener("paste", this.pasted);
  }

  over(event, yes) {
    event.preventDefault();
    this.toggleAttribute("over", yes);
  }

  async take(files) {
    for (const file of [...files]) await this.send(file);
    this.input.value = "";
  }

  send(file) {
    const row = this.row(file);
    const body = new FormData();
    body.append(this.getAttribute("name") ?? "file", file);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => (row.bar.value = loaded / total));
    request.open("POST", this.getAttribute("url"));
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("X-CSRFToken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]);
    return new Promise((done) => {
      request.addEventListener("loadend", () => done(this.answered(request, row)));
      request.send(body);
    });
  }

  answered(request, row) {
    if (request.status < 200 || request.status >= 300) return row.fail(request.status === 422 ? request.responseText : document.body.dataset.broken);
    row.box.remove();
    const target = document.querySelector(this.getAttribute("target"));
    target?.insertAdjacentHTML("beforeend", request.responseText);
    if (target) window.htmx?.process(target);
    this.dispatchEvent(new CustomEvent("file-drop", { bubbles: true }));
  }

  row(file) {
    const box = Object.assign(document.createElement("div"), { className: "drop__file" });
    const name = Object.assign(document.createElement("bdi"), { className: "clip", textContent: file.name });
    const bar = Object.assign(document.createElement("progress"), { className: "progress__bar", max: 1, value: 0 });
    bar.setAttribute("aria-label", file.name);
    box.append(name, bar);
    this.list.append(box);
    return { box, bar, fail: (why) => this.fail(box, bar, why) };
  }

  // A refused file keeps its row with the server's sentence, as text: it is never trusted as HTML here.
  fail(box, bar, why) {
    box.dataset.state = "failed";
    box.setAttribute("role", "alert");
    const words = new DOMParser().parseFromString(why, "text/html").body.textContent.trim();
    bar.replaceWith(Object.assign(document.createElement("span"), { textContent: words }));
  }
});
