// A row to another place: by Alt with an arrow, or drawn by its number. The server numbers the rows anew.
import { form, post } from "./asking.js";
import { rowsOf } from "./cells.js";

export async function settle(sheet, row) {
  const next = row.nextElementSibling;
  const group = row.closest("tbody").dataset.initiative;
  const before = next?.classList.contains("sheet__row") ? next.dataset.id : "";
  const { status, said } = await post(`${row.querySelector("[data-open]").getAttribute("href")}move/`, form({ initiative: group, before }));
  if (status !== 200) return sheet.say(said.reason ?? sheet.dataset.offline, "bad");
  for (const one of rowsOf(sheet)) {
    const number = said.numbers[one.dataset.id];
    if (number) one.querySelector("[data-open]").textContent = number;
  }
  sheet.say(sheet.dataset.saved);
}

export function step(sheet, row, by) {
  const beside = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (beside?.classList.contains("sheet__row")) by < 0 ? beside.before(row) : beside.after(row);
  else {
    const body = by < 0 ? row.closest("tbody").previousElementSibling : row.closest("tbody").nextElementSibling;
    if (body?.tagName !== "TBODY") return;
    by < 0 ? body.querySelector(".sheet__add").before(row) : body.querySelector(".sheet__group").after(row);
  }
  settle(sheet, row);
}

export function drawable(sheet) {
  let held = null;
  sheet.addEventListener("dragstart", ({ target }) => {
    held = target.closest?.(".sheet__no") ? target.closest("tr.sheet__row") : null;
    held?.setAttribute("data-held", "");
  });
  sheet.addEventListener("dragover", (event) => {
    const over = held && event.target.closest("tr");
    if (!over || over === held || !over.closest("tbody")) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    const below = event.clientY > box.top + box.height / 2;
    if (over.matches(".sheet__add")) over.before(held);
    else if (over.matches(".sheet__group")) over.after(held);
    else below ? over.after(held) : over.before(held);
  });
  sheet.addEventListener("dragend", () => {
    if (!held) return;
    held.removeAttribute("data-held");
    settle(sheet, held);
    held = null;
  });
}
