// The field that stands in a cell while it is written. `done(text, move)` when it is kept, `left()` when it is not.
const LINES = ["efforts", "expected"];

export function open(cell, text, { list, done, left }) {
  const kept = [...cell.childNodes];
  const isName = cell.dataset.key === "responsible";
  const field = document.createElement(isName ? "input" : "textarea");
  field.className = "sheet__editor";
  field.value = text;
  field.dir = "auto";
  field.setAttribute("aria-label", document.querySelector(`.sheet thead .sheet__${cell.dataset.key}`)?.textContent ?? "");
  if (isName) field.setAttribute("list", list);
  else field.rows = 1;
  cell.dataset.editing = "";
  cell.replaceChildren(field);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);

  let over = false;
  const close = (then) => {
    if (over) return;
    over = true;
    delete cell.dataset.editing;
    cell.replaceChildren(...kept);
    then();
  };
  const keep = (move) => close(() => done(field.value.replace(/\s+$/, ""), move));
  field.addEventListener("blur", () => keep(null));
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const newLine = event.key === "Enter" && (event.altKey || event.shiftKey) && LINES.includes(cell.dataset.key);
    if (newLine) return event.preventDefault(), field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
    const move = { Enter: event.shiftKey ? "up" : "down", Tab: event.shiftKey ? "back" : "on" }[event.key];
    if (move) return event.preventDefault(), keep(move);
    if (event.key === "Escape") event.preventDefault(), close(left);
  });
  for (const kind of ["paste", "copy", "cut"]) field.addEventListener(kind, (event) => event.stopPropagation());
}
