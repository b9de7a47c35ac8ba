// What spreadsheets put on the clipboard: cells by tabs, rows by line ends, quoted where a cell has either.
export function parse(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const end = () => (rows.at(-1).push(cell), (cell = ""));
  const said = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < said.length; at += 1) {
    const letter = said[at];
    if (quoted && letter === '"' && said[at + 1] === '"') (cell += '"'), (at += 1);
    else if (letter === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (!quoted && letter === "\t") end();
    else if (!quoted && letter === "\n") end(), rows.push([]);
    else cell += letter;
  }
  end();
  return rows;
}

export function write(rows) {
  const quote = (cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(quote).join("\t")).join("\n");
}
