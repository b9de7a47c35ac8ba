// The cells of the sheet: what one says, who is beside it, and putting the server's row in place of the old one
// without touching a cell that somebody is typing in.
const known = new WeakMap();
const drawn = new WeakMap();

export const rowsOf = (sheet) => [...sheet.querySelectorAll("tr.sheet__row")];
export const cellsOf = (row) => [...row.querySelectorAll("td[data-key]")];
export const isFixed = (cell) => cell.hasAttribute("data-fixed");

// The text that the server last said stands in the cell, as it is typed.
export const textOf = (cell) => known.get(cell) ?? cell.dataset.text ?? cell.textContent;

// What the server drew in it, for when the typed text goes.
export const remember = (cell) => drawn.has(cell) || (known.set(cell, textOf(cell)), drawn.set(cell, cell.innerHTML));
export const redraw = (cell) => drawn.has(cell) && (cell.innerHTML = drawn.get(cell));

export function cellAt(row, key) {
  return row?.querySelector(`td[data-key="${key}"]`);
}

const isBusy = (cell) => cell.hasAttribute("data-editing") || ["bad", "conflict", "waiting"].includes(cell.dataset.state);

export function rowFrom(html) {
  const holder = document.createElement("table");
  holder.innerHTML = `<tbody>${html}</tbody>`;
  return holder.querySelector("tr");
}

export function patch(row, html, saved) {
  const fresh = rowFrom(html);
  row.dataset.version = fresh.dataset.version;
  row.className = fresh.className;
  row.querySelector(".sheet__no").innerHTML = fresh.querySelector(".sheet__no").innerHTML;
  for (const cell of cellsOf(row)) {
    const other = cellAt(fresh, cell.dataset.key);
    if (cell === saved) free(cell);
    known.set(cell, textOf(other));
    drawn.set(cell, other.innerHTML);
    if (!isBusy(cell)) show(cell, other);
  }
}

function show(cell, other) {
  cell.innerHTML = other.innerHTML;
  cell.className = other.className;
  if ("text" in other.dataset) cell.dataset.text = other.dataset.text;
}

export function free(cell) {
  delete cell.dataset.state;
  delete cell.dataset.typed;
  cell.querySelector(".sheet__why")?.remove();
  cell.removeAttribute("aria-invalid");
}

// A cell that could not be kept: what was typed stays in it, with the reason.
export function spoil(cell, state, typed, why) {
  cell.dataset.state = state;
  cell.setAttribute("aria-invalid", "true");
  if (typed !== undefined) {
    cell.dataset.typed = typed;
    cell.textContent = typed;
  } else cell.querySelector(".sheet__why")?.remove();
  cell.append(Object.assign(document.createElement("span"), { className: "sheet__why", textContent: why }));
}
