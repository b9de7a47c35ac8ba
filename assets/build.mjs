// Bundles the front end into minassa/web/static/minassa/. `node assets/build.mjs [--watch]`, after `npm ci --ignore-scripts`.
import { copyFile, mkdir, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../minassa/web/static/minassa");
const fonts = join(here, "../minassa/documents/fonts");

if (!existsSync(join(here, "node_modules/esbuild"))) {
  console.error("The front end's packages are not installed. Run: npm ci --ignore-scripts --prefix assets");
  process.exit(1);
}
const { build, context } = await import("esbuild");
const { folders } = await import("./folders.mjs");
const { writeSprite } = await import("./sprite.mjs");

const options = {
  absWorkingDir: here,
  entryPoints: [
    { in: "js/app.js", out: "app" },
    { in: "css/app.css", out: "app" },
  ],
  outdir: out,
  bundle: true,
  plugins: [folders],
  minify: true,
  sourcemap: false,
  format: "esm",
  // light-dark() and nesting pass through as they are: every engine has them since May 2024
  target: ["chrome123", "firefox120", "safari17.5"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  logLevel: "warning",
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await writeSprite(here, join(out, "icons.svg"));
for (const file of ["mark.svg", "favicon.svg", "touch.png", "tile.png", "app.webmanifest"]) await copyFile(join(here, "icons", file), join(out, file));

// The documents are set in fonts that a typesetter reads: whole, not cut up for browsers.
const typefaces = {
  ReadexPro: ["readex-pro", ["400Regular", "600SemiBold"]],
  NotoEmoji: ["noto-emoji", ["400Regular"]],
};
await rm(fonts, { recursive: true, force: true });
await mkdir(fonts, { recursive: true });
for (const [family, [name, cuts]] of Object.entries(typefaces)) {
  const from = join(here, "node_modules/@expo-google-fonts", name);
  for (const cut of cuts) await copyFile(join(from, cut, `${family}_${cut}.ttf`), join(fonts, `${family}_${cut}.ttf`));
  await copyFile(join(from, "LICENSE_FONT"), join(fonts, `${family}.txt`));
}

// What is shipped carries its authors' terms.
await mkdir(join(out, "licences"), { recursive: true });
for (const [name, file] of Object.entries({
  "readex-pro": "@fontsource-variable/readex-pro/LICENSE",
  lucide: "lucide-static/LICENSE",
  "simple-icons": "simple-icons/LICENSE.md",
})) {
  await copyFile(join(here, "node_modules", file), join(out, "licences", `${name}.txt`));
}

if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
  console.log("Watching assets/ …");
} else {
  await build(options);
}
