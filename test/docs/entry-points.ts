import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The folder of the repository. */
export const root = resolve(import.meta.dirname, "../..");

/** What package.json says. */
export const manifest = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as {
  name: string;
  scripts: Record<string, string>;
  exports: Record<string, unknown>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** The source of every import path of the package, so that examples run against it without a build. */
export const entryPoints: ReadonlyMap<string, string> = new Map(
  Object.keys(manifest.exports)
    .filter((subpath) => subpath !== "./package.json")
    .map((subpath) => [
      subpath.replace(/^\./, manifest.name),
      resolve(root, "src", subpath.replace(/^\.\/?/, ""), "index.ts"),
    ]),
);
