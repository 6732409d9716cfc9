import { describe, expect, it } from "vitest";
import { mustRun } from "../support/command.ts";
import { addProgram } from "../support/project.ts";
import { createTemporaryProject } from "../support/temporary-project.ts";

// Nest 12 is ESM, and one of its packages asks for a newer Node than ours needs. Nest 11 is CommonJS.
describe.each([
  { version: "12.5.1", line: "12", engineWarningExpected: true },
  { version: "11.2.10", line: "11", engineWarningExpected: false },
])("an application on Nest $line", ({ version, engineWarningExpected }) => {
  it.each(["express", "fastify"])("receives webhooks through its module, on the platform %s", async (platform) => {
    const nest = [`@nestjs/common@${version}`, `@nestjs/core@${version}`];
    const platforms = { express: version, fastify: version.startsWith("12") ? "12.5.0" : "11.2.8" };
    const packages = [
      ...nest,
      `@nestjs/platform-${platform}@${platforms[platform as "express"]}`,
      "reflect-metadata",
      "rxjs",
    ];
    const folder = await createTemporaryProject({ packages, engineWarningExpected });
    const { stdout } = await mustRun(folder, process.execPath, await addProgram(folder, "nest.mjs"), platform);
    expect(JSON.parse(stdout)).toEqual({
      module: "CoexistenceModule", // its name is in every log line
      challenge: "31415",
      genuine: 200,
      forged: 401,
      events: ["account"],
    });
  });
});
