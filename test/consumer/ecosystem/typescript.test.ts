import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/command.ts";
import { addProgram } from "../support/project.ts";
import { createTemporaryProject } from "../support/temporary-project.ts";

const versions = ["5.9.3", "6.0.3", "7.0.2"];
const resolutions = [
  { module: "node16", moduleResolution: "node16" },
  { module: "nodenext", moduleResolution: "nodenext" },
  { module: "esnext", moduleResolution: "bundler" },
];
const cases = versions.flatMap((version) => resolutions.map((resolution) => ({ version, ...resolution })));

const strictest = {
  target: "es2022",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

describe("a TypeScript project that checks declarations too", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await createTemporaryProject({
      packages: [
        "@types/node@20.19.43",
        "@nestjs/common@11.2.10",
        "@nestjs/core@11.2.10",
        "reflect-metadata@0.2.2",
        "rxjs@7.8.2",
        ...versions.map((version) => `typescript-${version}@npm:typescript@${version}`),
      ],
    });
    await addProgram(folder, "receive.ts");
    await addProgram(folder, "client.ts");
    for (const name of ["receive", "client"]) {
      for (const ending of ["mts", "cts"]) await cp(join(folder, `${name}.ts`), join(folder, `${name}.${ending}`));
    }
    const nest = `import { CoexistenceModule } from "whatsapp-coexistence/nest";\nvoid CoexistenceModule.forRoot;\n`;
    for (const ending of ["mts", "cts"]) await writeFile(join(folder, `nest.${ending}`), nest);
    const web = `import { createCoexistence } from "whatsapp-coexistence";
      import { honoMount } from "whatsapp-coexistence/hono";
      export const coexistence = createCoexistence({ appSecret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0" });
      export const answer: Promise<Response> = coexistence.fetch(new Request("https://example.com"));
      void honoMount;`;
    await writeFile(join(folder, "web.ts"), web);
  });

  async function compile(version: string, compilerOptions: object, files: readonly string[]) {
    const config = join(folder, "tsconfig.json");
    await writeFile(config, JSON.stringify({ compilerOptions: { ...strictest, ...compilerOptions }, files }));
    const { code, stdout } = await run(
      folder,
      process.execPath,
      `node_modules/typescript-${version}/bin/tsc`,
      "-p",
      config,
    );
    return { code, stdout };
  }

  it.each(cases)("compiles with TypeScript $version and moduleResolution $moduleResolution", async (settings) => {
    const { version, ...resolution } = settings;
    const files = ["receive.mts", "receive.cts", "client.mts", "client.cts", "nest.mts", "nest.cts"];
    expect(await compile(version, { ...resolution, types: ["node"] }, files)).toEqual({ code: 0, stdout: "" });
  });

  it.each(versions)("compiles with TypeScript %s and the types of a browser instead of Node's", async (version) => {
    const settings = {
      module: "esnext",
      moduleResolution: "bundler",
      lib: ["es2022", "dom", "dom.iterable"],
      types: [],
    };
    expect(await compile(version, settings, ["web.ts"])).toEqual({ code: 0, stdout: "" });
  });

  it("sees a wrong type", async () => {
    await writeFile(
      join(folder, "wrong.mts"),
      `import { parseWebhook } from "whatsapp-coexistence";\nexport const events: number = parseWebhook("{}");\n`,
    );
    const { code } = await compile("6.0.3", { module: "nodenext", types: ["node"] }, ["wrong.mts"]);
    expect(code).not.toBe(0);
  });
});
