import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../../../src/errors/index.ts";
import { readScenario, readSteps } from "../../../src/traffic/scenario/read-scenario.ts";
import { everydayLife, type Scenario } from "../../../src/traffic/scenario/scenario.ts";

describe("a scenario", () => {
  it("is read as it was written", () => {
    const scenario: Scenario = {
      ...{ seed: -7, customers: 3, history: 1_000_000, chunkSize: 500, onboardedAt: new Date("2026-09-01T09:00:00Z") },
      afterwards: [
        ...everydayLife,
        { do: "burst", bytes: 20_000 },
        { do: "wait", seconds: 0.5 },
        { do: "offboard" },
        { do: "reconnect" },
        { do: "disconnect", reason: "CHANGE_NUMBER" },
      ],
    };
    expect(readScenario(scenario)).toEqual(scenario);
    expect(readScenario(JSON.parse(JSON.stringify(scenario)))).toEqual(scenario);
  });

  it.each(["declined", "nothing", 0])("may have the history %s", (history) => {
    expect(readScenario({ history })).toEqual({ history });
  });

  it.each<[unknown, string]>([
    [null, "scenario"],
    ["a text", "scenario"],
    [{ seeds: 1 }, "scenario"],
    [{ seed: 1.5 }, "scenario.seed"],
    [{ customers: 0 }, "scenario.customers"],
    [{ history: 1_000_001 }, "scenario.history"],
    [{ history: "all" }, "scenario.history"],
    [{ onboardedAt: "yesterday" }, "scenario.onboardedAt"],
    [{ afterwards: { do: "echo" } }, "scenario.afterwards"],
    [{ afterwards: [{ do: "echo" }, { do: "sing" }] }, "scenario.afterwards[1].do"],
    [{ afterwards: [{ do: "echo", count: 0 }] }, "scenario.afterwards[0].count"],
    [{ afterwards: [{ do: "edit", by: "nobody" }] }, "scenario.afterwards[0].by"],
    [{ afterwards: [{ do: "wait" }] }, "scenario.afterwards[0].seconds"],
    [{ afterwards: [{ do: "burst", bytes: 5_000_000 }] }, "scenario.afterwards[0].bytes"],
    [{ afterwards: [{ do: "reaction", count: 2 }] }, "scenario.afterwards[0]"],
  ])("is refused as %j, with the place", (value, field) => {
    const read = () => readScenario(value);
    expect(read).toThrow(InvalidInputError);
    expect(read).toThrow(expect.objectContaining({ field, message: expect.stringMatching(/cannot be used: ./) }));
  });

  it("has steps that can be read alone", () => {
    expect(readSteps([{ do: "echo" }])).toEqual([{ do: "echo" }]);
    expect(() => readSteps([{ do: "sing" }])).toThrow(expect.objectContaining({ field: "steps[0].do" }));
  });
});
