import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";

const entry = fileURLToPath(new URL("../../../src/probe/index.ts", import.meta.url));

it("a probe is bundled for the browser without anything of Node", async () => {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: "browser",
    format: "esm",
    logLevel: "silent",
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs.length).toBeGreaterThan(20);
  expect(inputs.filter((path) => !path.startsWith("src/"))).toEqual([]);
  expect(Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external))).toEqual(
    [],
  );
});

it("an application that does not probe bundles nothing of it", async () => {
  const { outputFiles } = await build({
    stdin: { contents: `export { probeNumber } from ${JSON.stringify(entry)};`, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    logLevel: "silent",
  });
  expect(outputFiles[0]?.text).toContain("000000000000002");
  expect(outputFiles[0]?.text).not.toMatch(/wamid\.PROBE|large_history|hub\.mode/);
});
