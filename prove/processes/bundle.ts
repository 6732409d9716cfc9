import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const home = fileURLToPath(new URL("../", import.meta.url));
// Beside node_modules, where the packages that are not bundled are looked for.
const folder = join(home, "../.prove");

/**
 * Makes one file of a program, so that it starts in a moment: one that is killed fifty times spends most of its life in
 * starting.
 *
 * @returns the path of the file.
 */
export async function bundle(program: URL): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const source = fileURLToPath(program);
  const outfile = join(folder, relative(home, source).replaceAll(/[\\/]/g, ".").replace(/\.ts$/, ".mjs"));
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}
