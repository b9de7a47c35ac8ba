// What a key means on a cell, and which cells stand beside it or between two of them.
import { cellAt, cellsOf, rowsOf } from "./cells.js";

export function beside(sheet, cell, move) {
  const row = cell.closest("tr");
  const rows = rowsOf(sheet);
  if (move === "up" || move === "down") return cellAt(rows[rows.indexOf(row) + (move === "down" ? 1 : -1)], cell.dataset.key);
  const cells = cellsOf(row);
  const by = move === "on" ? 1 : -1;
  const other = rows[rows.indexOf(row) + by];
  return cells[cells.indexOf(cell) + by] ?? (other && cellsOf(other).at(by === 1 ? 0 : -1));
}

// The block of cells that has these two at its corners, row by row.
export function between(sheet, one, other) {
  const rows = rowsOf(sheet);
  const places = [one, other].map((cell) => [rows.indexOf(cell.closest("tr")), cellsOf(cell.closest("tr")).indexOf(cell)]);
  const [top, bottom] = places.map(([row]) => row).sort((a, b) => a - b);
  const [start, end] = places.map(([, column]) => column).sort((a, b) => a - b);
  return rows.slice(top, bottom + 1).map((row) => cellsOf(row).slice(start, end + 1));
}

// What is to be done, or nothing when the key is the browser's own.
export function meaning(sheet, event, cell, { command, move }) {
  const { key, shiftKey, altKey } = event;
  if (move && altKey) return ["up", "down"].includes(move) && (() => sheet.moveRow(cell, move === "up" ? -1 : 1));
  if (move && shiftKey) return () => sheet.go(beside(sheet, cell, move), true);
  if (move) return () => (move === "up" || move === "down" ? sheet.step(cell, move) : sheet.go(beside(sheet, cell, move)));
  if (key === "Tab") return beside(sheet, cell, shiftKey ? "back" : "on") && (() => sheet.go(beside(sheet, cell, shiftKey ? "back" : "on")));
  if (key === "Home" || key === "End") return () => sheet.go(command ? cellAt(rowsOf(sheet).at(key === "Home" ? 0 : -1), cell.dataset.key) : cellsOf(cell.closest("tr")).at(key === "Home" ? 0 : -1));
  if (key === "Enter" && shiftKey) return () => sheet.openRow(cell.closest("tr"));
  if (key === "Enter" && cell.dataset.state === "conflict") return () => sheet.save(cell, cell.dataset.typed);
  if (key === "Enter" || key === "F2") return () => sheet.edit(cell);
  if (key === "Escape") return () => sheet.takeBack(cell);
  if (key === "Delete" || key === "Backspace") return () => sheet.empty();
  if (command && key.toLowerCase() === "z") return () => sheet.undo();
  // The first letter replaces what stands there: the field is there before the letter arrives.
  if (!command && !altKey && (key.length === 1 || key === "Process" || key === "Dead")) sheet.edit(cell, "");
  return null;
}
