// A block of cells over the sheet, as one change: rows that are there are written, further ones are added.
import { post } from "./asking.js";
import { cellAt, cellsOf, isFixed, patch, rowFrom, rowsOf, spoil, textOf } from "./cells.js";



export async function paste(sheet, from, block) {
  const rows = rowsOf(sheet);
  const start = from.closest("tr");
  const columns = cellsOf(start);
  const keys = columns.slice(columns.indexOf(from));
  const lines = isHeading(sheet, keys, block[0]) ? block.slice(1) : block;
  const last = rows.at(-1);
  const sent = lines.map((line, down) => {
    const row = rows[rows.indexOf(start) + down];
    const cells = {};
    line.slice(0, keys.length).forEach((text, at) => !isFixed(keys[at]) && (cells[keys[at].dataset.key] = text));
    return row ? { id: row.dataset.id, version: row.dataset.version, cells } : { initiative: last.closest("tbody").dataset.initiative, cells };
  });
  const filled = sent.filter((one) => one.id || Object.values(one.cells).some((text) => text.trim()));
  const before = filled.filter((one) => one.id).map((one) => were(sheet, one));
  if (await write(sheet, filled)) sheet.undone(before);
}

export async function write(sheet, sent) {
  sheet.say(sheet.dataset.saving);
  const { status, said } = await post(sheet.getAttribute("paste"), JSON.stringify({ rows: sent }));
  if (status === 200) return take(sheet, said), sheet.say(sheet.dataset.pasted), true;
  if (!said.bad) return sheet.say(said.reason ?? sheet.dataset.offline, "bad"), false;
  for (const { at, key, reason } of said.bad) {
    const row = sent[at].id && sheet.querySelector(`tr[data-id="${sent[at].id}"]`);
    const cell = row && cellAt(row, key || "name");
    if (cell) spoil(cell, "bad", undefined, reason);
  }
  sheet.sayList(sheet.dataset.unpasted, said.bad.map(({ at, key, reason }) => `${at + 1}${key ? ` · ${label(sheet, key)}` : ""}: ${reason}`));
  return false;
}

function take(sheet, said) {
  for (const { id, initiative, row } of said.rows) {
    const there = sheet.querySelector(`tr[data-id="${id}"]`);
    if (there) patch(there, row);
    else sheet.querySelector(`tbody[data-initiative="${initiative}"] .sheet__add`)?.before(rowFrom(row));
  }
  sheet.sums(said);
}

function were(sheet, { id, cells }) {
  const row = sheet.querySelector(`tr[data-id="${id}"]`);
  return { id, cells: Object.fromEntries(Object.keys(cells).map((key) => [key, textOf(cellAt(row, key))])) };
}

// Copied with its headings, as people do.
function isHeading(sheet, keys, line) {
  const said = line.map((text) => text.trim().toLowerCase());
  return line.length > 1 && keys.slice(0, line.length).every((cell, at) => label(sheet, cell.dataset.key).toLowerCase() === said[at]);
}

function label(sheet, key) {
  return sheet.querySelector(`thead .sheet__${key}`)?.textContent.trim() ?? "";
}

