import { defineConfig, type Options } from "tsup";

// An import path is a folder of src with an index.ts, so this list is the package's whole map of entry points.
export const subpaths = ["schemas", "node", "express", "hono", "fastify", "nest", "testing"];

const entry = {
  index: "src/index.ts",
  ...Object.fromEntries(subpaths.map((name) => [name, `src/${name}/index.ts`])),
};

const shared = {
  target: "node20",
  platform: "node",
  splitting: true, // shared modules become shared chunks: one copy of each class in every entry point
  removeNodeProtocol: false, // tsup's default turns "node:crypto" into "crypto", which Deno and Workers refuse
  sourcemap: true,
  // tsup sets baseUrl, which TypeScript 6 reports as TS5101
  dts: { entry, compilerOptions: { ignoreDeprecations: "6.0" } },
} satisfies Options;

export default defineConfig([
  { ...shared, entry: { ...entry, cli: "src/cli/main.ts" }, format: "esm", clean: true },
  { ...shared, entry, format: "cjs" },
]);
