// One SVG of <symbol>s from the names in icons.txt, so that a page loads only what the product draws.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SOURCES = {
  lucide: { folder: "node_modules/lucide-static/icons", paint: 'fill="none" stroke="currentColor"' },
  brand: { folder: "node_modules/simple-icons/icons", paint: 'fill="currentColor" stroke="none"' },
};

export async function writeSprite(here, target) {
  const lines = (await readFile(join(here, "icons.txt"), "utf8")).split("\n");
  const names = lines.map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
  const symbols = await Promise.all(names.map((name) => symbol(here, name)));
  await writeFile(target, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

async function symbol(here, name) {
  const [source, file] = name.includes(":") ? name.split(":") : ["lucide", name];
  const { folder, paint } = SOURCES[source];
  const svg = await readFile(join(here, folder, `${file}.svg`), "utf8").catch(() => {
    throw new Error(`icons.txt names "${name}", but ${folder}/${file}.svg does not exist.`);
  });
  const [, viewBox] = svg.match(/viewBox="([^"]+)"/);
  const inside = svg
    .slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"))
    .replace(/<title>.*?<\/title>/s, "")
    .replace(/\s+/g, " ")
    .trim();
  return `<symbol id="${name.replace(":", "-")}" viewBox="${viewBox}"><g ${paint}>${inside}</g></symbol>`;
}
