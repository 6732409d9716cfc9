import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { run } from "./support/command.ts";

const folder = inject("bareProject");
const inspect = (...words: string[]) => run(folder, "npx", "--no-install", "whatsapp-coexistence", "inspect", ...words);

const understood = {
  entry: [{ id: "1002", changes: [{ field: "account_update", value: { event: "ACCOUNT_OFFBOARDED" } }] }],
};

describe("npx whatsapp-coexistence inspect", () => {
  beforeAll(async () => {
    await writeFile(join(folder, "understood.json"), JSON.stringify(understood));
    await writeFile(join(folder, "unknown.json"), `{"hello":"world"}`);
    await writeFile(join(folder, "broken.json"), "{");
  });

  it("prints the events of a captured webhook", async () => {
    const { code, stdout } = await inspect("--json", "understood.json");
    const { file, events } = JSON.parse(stdout);
    expect({ code, file, types: events.map(({ type }: { type: string }) => type) }).toEqual({
      code: 0,
      file: "understood.json",
      types: ["account"],
    });
  });

  it.each([
    [2, "something was not understood", "unknown.json"],
    [1, "a file is no JSON", "broken.json"],
  ])("exits with %i when %s", async (code, _, file) => {
    expect((await inspect("--json", file)).code).toBe(code);
  });
});

describe("npx whatsapp-coexistence check", () => {
  it("judges a number with the facts that the package brings along", async () => {
    const words = ["--no-install", "whatsapp-coexistence", "check", "+4915112345678", "--app-version", "2.24.16"];
    const { code, stdout } = await run(folder, "npx", ...words, "--route", "meta", "--json");
    const { verdict, number } = JSON.parse(stdout).eligibility;
    expect({ code, verdict, region: number.region }).toEqual({ code: 2, verdict: "ineligible", region: "DE" });
  });
});
