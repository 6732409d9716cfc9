import { defineConfig, type Options } from "tsup";

// An import path is a folder of src with an index.ts, so this list is the package's whole map of entry points.
export const subpaths = [
  "schemas",
  "client",
  "signup",
  "node",
  "express",
  "hono",
  "fastify",
  "nest",
  "sqlite",
  "bullmq",
  "testing",
];

const entry = {
  index: "src/index.ts",
  ...Object.fromEntries(subpaths.map((name) => [name, `src/${name}/index.ts`])),
};

// No import paths: an entry keeps its modules in chunks of their own, so that `import { verify }` brings nothing else, and
// whoever asks for no number's eligibility does not bundle the phone numbers of the world.
const apart = {
  verify: "src/verify/index.ts",
  eligibility: "src/eligibility/index.ts",
  changes: "src/eligibility/changes/index.ts",
  briefing: "src/eligibility/briefing/index.ts",
  probe: "src/probe/index.ts",
};

// Its code is a hundred files, which Node would load one by one with the root entry point: 60 ms instead of 15. Its data
// stays a dependency, so that new numbering plans arrive without a release of this package. The licence of what is carried
// along is in THIRD_PARTY_NOTICES.md.
const carried = ["libphonenumber-js/core"];

const shared = {
  target: "node20",
  platform: "node",
  splitting: true, // shared modules become shared chunks: one copy of each class in every entry point
  removeNodeProtocol: false, // tsup's default turns "node:crypto" into "crypto", which Deno and Workers refuse
} satisfies Options;

// esbuild writes `var ClientError = class extends …`, and what tsup then does for CommonJS turns the fields of a class into
// `var ClientError = (_class2 = class extends …`: stacks and logs would say `_class2`. A class that has its name in itself
// keeps it. esbuild's own `keepNames` does the same for every function as well, for 125 kB.
const keepClassNames = {
  name: "keep-class-names",
  renderChunk: (code: string) => ({
    code: code.replaceAll(/^var (\w+) = class (?=extends |\{)/gm, "var $1 = class $1 "),
  }),
};

export default defineConfig([
  {
    ...shared,
    entry: { ...entry, ...apart, cli: "src/cli/main.ts" },
    format: "esm",
    noExternal: carried,
    sourcemap: true,
  },
  // Without source maps: those of this format would tell in which folder the package was built.
  // ky is ESM-only, so this format carries it, and THIRD_PARTY_NOTICES.md its licence.
  {
    ...shared,
    entry: { ...entry, ...apart },
    format: "cjs",
    noExternal: ["ky", ...carried],
    plugins: [keepClassNames],
  },
  // Declarations of both formats in one pass: they are nearly all of the build's time.
  {
    entry,
    format: ["esm", "cjs"],
    // tsup sets baseUrl, which TypeScript 6 reports as TS5101
    dts: { only: true, entry, compilerOptions: { ignoreDeprecations: "6.0", stripInternal: true } },
  },
]);
