import { describe, expect, it } from "vitest";
import { mustRun } from "../support/command.ts";
import { addProgram } from "../support/project.ts";
import { called, received } from "../support/received.ts";
import { createTemporaryProject } from "../support/temporary-project.ts";

const programs = ["receive.mjs", "receive.cjs", "client.mjs", "client.cjs"];
const printed = (program: string): object => (program.startsWith("receive") ? received : called);

describe("the oldest Node that is supported", () => {
  it("installs the package without a warning, receives webhooks and makes calls", async () => {
    const folder = await createTemporaryProject({ packages: ["node@20.19.0"] });
    for (const program of programs) {
      const { stdout, stderr } = await mustRun(folder, "node_modules/.bin/node", await addProgram(folder, program));
      expect({ printed: JSON.parse(stdout), stderr }).toEqual({ printed: printed(program), stderr: "" });
    }
  });
});

describe.each([
  { runtime: "Bun", packages: ["bun@1.4.5"], command: ["node_modules/.bin/bun", "run"] },
  {
    runtime: "Deno",
    packages: ["deno@2.9.6"],
    command: ["node_modules/.bin/deno", "run", "--allow-all", "--node-modules-dir=manual", "--no-lock"],
  },
])("$runtime", ({ packages, command: [program = "", ...words] }) => {
  it("receives webhooks and makes calls over HTTP, as ESM and as CommonJS", async () => {
    const folder = await createTemporaryProject({ packages });
    for (const file of programs) {
      const { stdout } = await mustRun(folder, program, ...words, await addProgram(folder, file));
      expect(JSON.parse(stdout)).toEqual(printed(file));
    }
  });
});

describe("Cloudflare's workerd, without its compatibility with Node", () => {
  it("receives webhooks and makes calls", async () => {
    const folder = await createTemporaryProject({ packages: ["miniflare@4.20260426.0", "esbuild@0.28.2"] });
    await addProgram(folder, "worker.mjs");
    const call = await addProgram(folder, "call-worker.mjs");
    const { stdout } = await mustRun(folder, process.execPath, call);
    expect(JSON.parse(stdout)).toEqual({
      challenge: "31415",
      genuine: 200,
      forged: 401,
      events: ["account"],
      called: { request_id: "history" },
    });
  });
});
