// <plan-sheet paste="…" names="…"> around the table of F-01: its cells are written in place and saved one by one.
// Without it the same table is read, and every row is written on its own page.
import { form, page, post } from "../plan-sheet/asking.js";
import { cellAt, free, isFixed, patch, redraw, remember, rowFrom, rowsOf, spoil, textOf } from "../plan-sheet/cells.js";
import { open } from "../plan-sheet/editor.js";
import { beside, between, meaning } from "../plan-sheet/keys.js";
import { drawable, step } from "../plan-sheet/moving.js";
import { paste, write } from "../plan-sheet/pasting.js";
import { parse, write as asText } from "../plan-sheet/tsv.js";

const LIST = "sheet-people";
const isHand = () => matchMedia("(width < 48rem)").matches;

customElements.define("plan-sheet", class extends HTMLElement {
  connectedCallback() {
    this.history = [];
    this.saving = Promise.resolve();
    this.panel = this.querySelector(".row-panel");
    this.status = this.querySelector(".sheet-says");
    this.addEventListener("pointerdown", (event) => this.pointed(event));
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("dblclick", ({ target }) => this.edit(target.closest("td[data-key]")));
    this.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("copy", (event) => this.copied(event));
    this.addEventListener("paste", (event) => this.pasted(event));
    this.leaving = (event) => this.querySelector("[data-state=waiting], [data-state=saving], [data-state=conflict]") && event.preventDefault();
    this.online = () => this.querySelectorAll("[data-state=waiting]").forEach((cell) => this.save(cell, cell.dataset.typed));
    addEventListener("beforeunload", this.leaving);
    addEventListener("online", this.online);
    if (isHand()) return;
    drawable(this);
    const first = this.querySelector("td[data-key]");
    if (first) first.tabIndex = 0;
  }

  disconnectedCallback() {
    clearTimeout(this.standing);
    removeEventListener("beforeunload", this.leaving);
    removeEventListener("online", this.online);
  }

  // ── Where one is ──────────────────────────────────────────────────────────────────────────────
  get at() {
    const cell = document.activeElement?.closest?.("td[data-key]");
    return cell && this.contains(cell) ? cell : null;
  }

  go(cell, picking = false) {
    if (!cell) return;
    for (const other of this.querySelectorAll("td[tabindex]")) if (other !== cell) other.removeAttribute("tabindex");
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (!picking) this.anchor = cell;
    this.pick();
  }

  step(cell, move) {
    const row = cell.closest("tr");
    const add = move === "down" && row.nextElementSibling?.querySelector(".sheet__add input[name=name]");
    if (add) return add.focus();
    this.go(beside(this, cell, move) ?? cell);
  }

  block() {
    const at = this.at ?? this.anchor;
    return at ? between(this, this.anchor ?? at, at) : [];
  }

  pick() {
    for (const cell of this.querySelectorAll("[data-picked]")) delete cell.dataset.picked;
    const cells = this.block().flat();
    if (cells.length > 1) for (const cell of cells) cell.dataset.picked = "";
  }

  // ── Keys and pointer ──────────────────────────────────────────────────────────────────────────
  pointed(event) {
    const cell = event.target.closest("td[data-key]");
    if (!cell || isHand() || event.target.closest(".sheet__editor")) return;
    event.preventDefault();
    document.activeElement?.closest(".sheet__editor")?.blur();
    this.go(cell, event.shiftKey);
  }

  clicked(event) {
    const link = event.target.closest("[data-open]");
    if (!link || isHand() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.openRow(link.closest("tr"));
  }

  pressed(event) {
    if (event.target.matches(".sheet__add input[name=name]")) return this.pressedInAdd(event);
    const cell = this.at;
    if (!cell || event.target !== cell || isHand()) return;
    const { key } = event;
    const command = event.ctrlKey || event.metaKey;
    const rtl = getComputedStyle(this).direction === "rtl";
    const move = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: rtl ? "on" : "back", ArrowRight: rtl ? "back" : "on" }[key];
    const act = meaning(this, event, cell, { command, move });
    if (act) event.preventDefault(), act();
  }

  pressedInAdd(event) {
    if (isHand() || event.isComposing) return;
    const body = event.target.closest("tbody");
    if (event.key === "ArrowUp") event.preventDefault(), this.go(cellAt(rowsOf(body).at(-1), "name"));
    if (event.key === "ArrowDown") event.preventDefault(), this.go(cellAt(body.nextElementSibling && rowsOf(body.nextElementSibling)[0], "name"));
    if (event.key === "Escape") event.target.value = "";
  }

  // ── Writing ───────────────────────────────────────────────────────────────────────────────────
  edit(cell, text = cell?.dataset.typed ?? (cell && textOf(cell))) {
    if (!cell || isHand() || cell.hasAttribute("data-editing")) return;
    if (isFixed(cell)) return this.say(this.dataset.fixed);
    this.offerNames();
    const done = (typed, move) => {
      if (typed !== textOf(cell) || cell.dataset.state) this.save(cell, typed);
      if (move) move === "down" || move === "up" ? this.step(cell, move) : this.go(beside(this, cell, move) ?? cell);
    };
    open(cell, text, { list: LIST, done, left: () => this.go(cell) });
  }

  // One after the other: what a save answers is what the next one begins from.
  save(cell, typed) {
    this.history.push([{ id: cell.closest("tr").dataset.id, cells: { [cell.dataset.key]: textOf(cell) } }]);
    remember(cell);
    free(cell);
    cell.textContent = typed;
    cell.dataset.state = "saving";
    cell.dataset.typed = typed;
    this.say(this.dataset.saving);
    this.saving = this.saving.then(() => this.send(cell, typed));
    return this.saving;
  }

  async send(cell, typed) {
    const row = cell.closest("tr");
    const sent = { key: cell.dataset.key, text: typed, was: textOf(cell), version: row.dataset.version };
    const { status, said } = await post(`${this.address(row)}cell/`, form(sent));
    if (status === 200) {
      const isAgain = cell.hasAttribute("data-editing");
      patch(row, said.row, isAgain ? null : cell);
      if (!isAgain) cell.dataset.state = "saved";
      this.sums(said);
      this.say(this.dataset.saved);
    } else this.failed(cell, typed, status, said);
  }

  failed(cell, typed, status, said) {
    this.history.pop();
    if (status === 409) {
      patch(cell.closest("tr"), said.row);
      spoil(cell, "conflict", typed, `${said.reason} ${this.dataset.conflict}`);
    } else if (status === 0) spoil(cell, "waiting", typed, this.dataset.offline);
    else spoil(cell, "bad", typed, `${said.reason ?? document.body.dataset.broken} ${this.dataset.refused}`);
    this.say(said.reason ?? this.dataset.offline, "bad");
  }

  takeBack(cell) {
    const spoilt = cell.dataset.state && cell.dataset.state !== "saved";
    if (!spoilt) return this.anchor !== cell ? this.go(cell) : undefined;
    for (const one of cell.dataset.typed === undefined ? this.querySelectorAll('[data-state="bad"]:not([data-typed])') : [cell]) this.restore(one);
    this.say(this.dataset.back);
  }

  restore(cell) {
    free(cell);
    redraw(cell);
  }

  empty() {
    const cells = this.block().map((row) => row.filter((cell) => !isFixed(cell) && textOf(cell)));
    if (cells.flat().length === 1) return this.save(cells.flat()[0], "");
    const sent = cells.filter((row) => row.length).map((row) => this.sent(row, () => ""));
    return sent.length && write(this, sent).then((done) => done && this.undone(cells.filter((row) => row.length).map((row) => this.sent(row, textOf))));
  }

  sent(cells, text) {
    const row = cells[0].closest("tr");
    return { id: row.dataset.id, version: row.dataset.version, cells: Object.fromEntries(cells.map((cell) => [cell.dataset.key, text(cell)])) };
  }

  undone(before) {
    if (before.length) this.history.push(before);
  }

  undo() {
    const before = this.history.pop();
    const rows = before?.map((one) => ({ ...one, version: this.rowOf(one.id)?.dataset.version })).filter((one) => one.version);
    if (rows?.length) write(this, rows);
  }

  copied(event) {
    if (!this.at || event.target.closest?.(".sheet__editor")) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", asText(this.block().map((row) => row.map(textOf))));
  }

  pasted(event) {
    const cell = this.at;
    if (!cell || isHand()) return;
    event.preventDefault();
    const block = parse(event.clipboardData.getData("text/plain"));
    if (block.length > 1 || block[0].length > 1) return paste(this, cell, block);
    return isFixed(cell) ? this.say(this.dataset.fixed) : this.save(cell, block[0][0].trim());
  }

  moveRow(cell, by) {
    step(this, cell.closest("tr"), by);
    this.go(cell);
  }

  // ── Whole rows ────────────────────────────────────────────────────────────────────────────────
  async openRow(row) {
    const html = await page(`${this.address(row)}edit/`);
    if (html === null) return location.assign(this.address(row));
    this.row = row;
    this.panel.innerHTML = html;
    this.panel.showModal();
  }

  async submitted(event) {
    const { target } = event;
    const isPanel = target.closest(".row-panel");
    if (!isPanel && !target.closest(".sheet__add")) return;
    event.preventDefault();
    const { status, said } = await post(target.action, new FormData(target));
    if (isPanel) this.keptPanel(status, said);
    else this.added(target, status, said);
  }

  keptPanel(status, said) {
    if (status === 422 && said.html) return void (this.panel.innerHTML = said.html);
    if (status !== 200) return this.say(said.reason ?? this.dataset.offline, "bad");
    patch(this.row, said.row);
    const group = this.querySelector(`tbody[data-initiative="${said.initiative}"]`);
    if (group && group !== this.row.closest("tbody")) group.querySelector(".sheet__add").before(this.row);
    this.sums(said);
    this.panel.close();
    this.say(this.dataset.saved);
    this.go(cellAt(this.row, "name"));
  }

  added(target, status, said) {
    if (status !== 201) return this.say(said.reason ?? this.dataset.offline, "bad");
    target.closest("tr").before(rowFrom(said.row));
    target.elements.name.value = "";
    this.sums(said);
    this.say(this.dataset.saved);
  }

  // ── Saying ────────────────────────────────────────────────────────────────────────────────────
  say(words, tone = "") {
    this.status.textContent = words;
    this.status.dataset.tone = tone;
  }

  sayList(words, lines) {
    this.say(words, "bad");
    const list = document.createElement("ul");
    list.append(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    this.status.append(list);
  }

  sums(said) {
    for (const place of this.querySelectorAll("[data-sum]")) if (said[place.dataset.sum]) place.textContent = said[place.dataset.sum];
    clearTimeout(this.standing);
    this.standing = setTimeout(() => this.stand(), 1500);
  }

  // What keeps the plan from being signed, and the signatures that fell, follow what was written.
  async stand() {
    const html = await page(location.href);
    const fresh = html && new DOMParser().parseFromString(html, "text/html");
    for (const part of [".plan-head", ".signing"]) {
      const [was, is] = [document, fresh].map((one) => one?.querySelector(part));
      if (!was || !is || was.contains(document.activeElement)) continue;
      // The rows on the screen are still those that were read before.
      const [read, anew] = [was, is].map((one) => one.querySelector("input[name=read]"));
      if (read && anew) anew.value = read.value;
      was.replaceWith(is);
    }
  }

  address(row) {
    return row.querySelector("[data-open]").getAttribute("href");
  }

  rowOf(id) {
    return this.querySelector(`tr[data-id="${id}"]`);
  }

  async offerNames() {
    if (this.names) return;
    this.names = true;
    const known = await page(this.getAttribute("names"));
    const list = Object.assign(document.createElement("datalist"), { id: LIST });
    list.append(...(known ? JSON.parse(known).people : []).map((name) => Object.assign(document.createElement("option"), { value: name })));
    this.append(list);
  }
});
