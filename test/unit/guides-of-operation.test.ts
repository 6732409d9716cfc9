import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const words = (text = ""): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? "");

/** The cells of the table between two markers of a guide, without its head. */
function rowsOf(guide: string, marker: string): string[][] {
  const text = file(`docs/guide/${guide}`);
  const table = text.slice(text.indexOf(`<!-- ${marker} -->`), text.indexOf(`<!-- /${marker} -->`));
  const rows = table.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) => row.split("|").slice(1, -1));
}

describe("the guide to BullMQ", () => {
  const rows = rowsOf("bullmq.md", "options");
  const source = file("src/bullmq/settings.ts");
  const begin = source.indexOf("const defaults");
  const defaults = [...source.slice(begin, source.indexOf("};", begin)).matchAll(/^ {2}(\w+): (.+),$/gm)];

  it("has every option of bullmqIntake, with its default", () => {
    const plain = (text = ""): string => text.replaceAll(/[`"_, ]/g, "");
    expect(defaults.length).toBeGreaterThan(8);
    expect(rows.map(([name, value]) => [plain(name), plain(value)])).toEqual(
      defaults.map(([, name, value]) => [name, plain(value)]),
    );
  });
});

describe("the guide to operating", () => {
  const observations = file("src/observe/observation.ts")
    .split("export interface ")
    .slice(1)
    .map((declared) => ({
      name: /readonly name: "(\w+)"/.exec(declared)?.[1],
      members: [
        ...(declared.includes("extends ObservedEvent") ? ["eventType", "eventId"] : []),
        ...[...declared.slice(0, declared.indexOf("\n}")).matchAll(/readonly (\w+): (?!")/g)].map(([, name]) => name),
      ],
    }));

  it("has every observation, with its members", () => {
    expect(observations.length).toBeGreaterThan(5);
    const rows = rowsOf("operating.md", "observations");
    expect(rows.map(([name, , members]) => ({ name: words(name)[0], members: words(members) }))).toEqual(observations);
  });
});
