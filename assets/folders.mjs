// `folder:name` in an import stands for every file of that folder, so that a new part or screen is one new file and no list.
import { readdir } from "node:fs/promises";
import { dirname, extname, join } from "node:path";

export const folders = {
  name: "folders",
  setup(build) {
    build.onResolve({ filter: /^folder:/ }, ({ path, importer }) => ({
      path: join(dirname(importer), path.slice("folder:".length)),
      namespace: extname(importer) === ".css" ? "css-folder" : "js-folder",
    }));
    for (const kind of ["css", "js"]) {
      build.onLoad({ filter: /.*/, namespace: `${kind}-folder` }, async ({ path }) => ({
        contents: (await filesIn(path, `.${kind}`)).map((file) => (kind === "css" ? `@import "./${file}";` : `import "./${file}";`)).join("\n"),
        loader: kind,
        resolveDir: path,
        watchDirs: [path],
      }));
    }
  },
};

async function filesIn(folder, ending) {
  const files = await readdir(folder).catch(() => []);
  return files.filter((file) => file.endsWith(ending)).sort();
}
