import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../../../src/errors/index.ts";
import { readOptions, type SimulationOptions } from "../../../src/simulation/options.ts";
import { simulate } from "../../../src/testing/index.ts";

const appSecret = "0123456789abcdef0123456789abcdef";
const platformSecret = "a platform secret of the tests";

describe("the options of a simulation", () => {
  it("have defaults", () => {
    const { scenario, clock, timeout, ...settings } = readOptions({ appSecret });
    expect(settings).toMatchObject({ numbers: 2, chaos: 0.5, concurrency: 8, retriedFor: 1_200_000 });
    expect({ speed: clock.speed, timeout }).toEqual({ speed: 60, timeout: 10_000 });
    expect(scenario).toMatchObject({ history: 5_000, afterwards: expect.arrayContaining([{ do: "disconnect" }]) });
  });

  it("give 360dialog as long as it waits, unless they say otherwise", () => {
    expect(readOptions({ platformSecret }).timeout).toBe(5_000);
    expect(readOptions({ platformSecret, timeout: 7_000 }).timeout).toBe(7_000);
  });

  it("draw another seed each time, unless they say one", () => {
    const seeds = Array.from({ length: 20 }, () => readOptions({ appSecret }).scenario.seed);
    expect(new Set(seeds).size).toBeGreaterThan(15);
    expect(readOptions({ appSecret, scenario: { seed: 7 } }).scenario.seed).toBe(7);
  });

  it("leave what a scenario does not say as it is by default", () => {
    const { scenario } = readOptions({ appSecret, scenario: { history: undefined, customers: 3 } });
    expect(scenario).toMatchObject({ history: 5_000, customers: 3 });
  });

  it.each<[string, unknown]>([
    ["options", appSecret],
    ["options", undefined],
    ["appSecret", {}],
    ["platformSecret", { appSecret, platformSecret }],
    ["verifyToken", { appSecret, verifyToken: " " }],
    ["scenario.history", { appSecret, scenario: { history: -1 } }],
    ["scenario.afterwards[0].do", { appSecret, scenario: { afterwards: [{ do: "sing" }] } }],
    ["numbers", { appSecret, numbers: 0 }],
    ["numbers", { appSecret, numbers: 1.5 }],
    ["numbers", { appSecret, numbers: 101 }],
    ["chaos", { appSecret, chaos: 1.1 }],
    ["chaos", { appSecret, chaos: Number.NaN }],
    ["speed", { appSecret, speed: 0 }],
    ["retriedFor", { appSecret, retriedFor: -1 }],
    ["concurrency", { appSecret, concurrency: 257 }],
    ["timeout", { appSecret, timeout: 0 }],
    ["onProgress", { appSecret, onProgress: "often" }],
    ["signal", { appSecret, signal: {} }],
  ])("name %s where it is wrong", async (field, options) => {
    const simulating = simulate("http://127.0.0.1:1/webhook", options as SimulationOptions);
    await expect(simulating).rejects.toBeInstanceOf(InvalidInputError);
    await expect(simulating).rejects.toMatchObject({ field });
    await expect(simulating).rejects.toMatchObject({ message: expect.not.stringContaining(appSecret) });
  });

  it.each(["receiver.example", "ftp://receiver.example", "https://somebody@receiver.example"])(
    "stand beside an address that is one: %s is none",
    async (url) => {
      await expect(simulate(url, { appSecret })).rejects.toMatchObject({ field: "url" });
    },
  );
});
