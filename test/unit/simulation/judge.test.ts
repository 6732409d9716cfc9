import { describe, expect, it } from "vitest";
import { probeNumber } from "../../../src/probe/probe-number.ts";
import { Intruder } from "../../../src/simulation/intruder.ts";
import { measure } from "../../../src/simulation/judge/figures.ts";
import { judge } from "../../../src/simulation/judge/judge.ts";
import { readOptions } from "../../../src/simulation/options.ts";
import type { SimulationCheckName } from "../../../src/simulation/report.ts";
import { Tally } from "../../../src/simulation/tally.ts";
import type { Attempt, Delivery } from "../../../src/traffic/courier/delivery.ts";

const settings = readOptions({ appSecret: "0123456789abcdef0123456789abcdef" });
const opening = { probes: [{ probe: "address", verdict: "passed" }] } as const;
type Answer = Attempt["status"] | Attempt["failure"];

/** Tells a tally of a webhook that was answered so. */
function note(tally: Tally, answers: readonly Answer[], more: Partial<Delivery> & { time?: number } = {}): void {
  const { time = 10, ...members } = more;
  tally.send({ phoneNumberId: "200000000000002", isRepeated: false, messages: 0, ...members });
  const attempts: Attempt[] = [];
  const known: Omit<Delivery, "state" | "attempts"> = {
    ...{
      number: 1,
      phoneNumberId: "200000000000002",
      event: "an event",
      about: "message",
      changes: 1,
      messages: 0,
      bytes: 500,
      isRepeated: false,
    },
    ...members,
  };
  for (const answer of answers) {
    const kind = typeof answer === "number" ? { status: answer } : answer === undefined ? {} : { failure: answer };
    attempts.push({ at: new Date(), milliseconds: time, ...kind });
    tally.note({ ...known, state: answer === 200 ? "accepted" : "waiting", attempts: [...attempts] });
  }
  if (answers.at(-1) !== 200) tally.note({ ...known, state: "dropped", attempts });
}

function judgeTally(tally: Tally, isCutShort = false, given = settings) {
  const intruder = new Intruder(given.sender, { timeout: 1_000, signal: new AbortController().signal });
  const checks = judge({ tally, intruder, isCutShort }, { opening, settings: given });
  return (name: SimulationCheckName) => checks.find(({ check }) => check === name) ?? expect.fail(`No check ${name}.`);
}
function judgeAnswers(count: number, answers: readonly Answer[], more?: Parameters<typeof note>[2]) {
  const tally = new Tally();
  for (let left = count; left > 0; left -= 1) note(tally, answers, more);
  return judgeTally(tally);
}

describe("what webhooks are accepted", () => {
  it("is all of them where each was answered 200 in the end, whatever was cut before", () => {
    const find = judgeAnswers(20, ["cut_by_sender", 200]);
    expect(find("accepted")).toEqual({ check: "accepted", verdict: "passed" });
    expect(find("first_try").verdict).toBe("passed");
  });

  it("is none, and then nothing else can be told", () => {
    const find = judgeAnswers(20, [401, 401]);
    expect(find("accepted")).toMatchObject({ verdict: "failed", reason: expect.stringMatching(/^Not one .* 401\.$/) });
    for (const name of ["first_try", "repeated", "large", "account", "fast", "steady"] as const) {
      expect(find(name).verdict).toBe("left_out");
    }
  });

  it("says how many were given up, and what they were about", () => {
    const tally = new Tally();
    for (let count = 0; count < 1_200; count += 1) note(tally, [200]);
    note(tally, [500, 500], { about: "media" });
    expect(judgeTally(tally)("accepted").reason).toMatch(
      /^1 of 1,201 webhooks were given up, about media \(1\)\. Genuine /,
    );
    expect(judgeTally(tally, true)("accepted").reason).toContain("(1). The simulation ended there. Genuine ");
  });
});

describe("webhooks that had to come again", () => {
  it.each([
    [1, 99, "slow"],
    [10, 90, "slow"],
    [11, 89, "failed"],
  ])("are, with %i beside %i, %s", (late, others, verdict) => {
    const tally = new Tally();
    for (let count = 0; count < late; count += 1) note(tally, ["timeout", 503, 200]);
    for (let count = 0; count < others; count += 1) note(tally, ["cut_by_sender", 200]);
    expect(judgeTally(tally)("first_try")).toMatchObject({
      verdict,
      reason: `${late} of 100 webhooks were not accepted at once. Failed attempts: no complete answer in time (${late}), 503 (${late}).`,
    });
  });
});

describe("what is said of a 5xx", () => {
  it("is that something in the application fails now and then, where others were accepted", () => {
    const tally = new Tally();
    note(tally, [200]);
    note(tally, [503, 200]);
    expect(judgeTally(tally)("first_try").fix).toContain("a listener throws");
  });

  it("is that the listeners take too long, where the answer took long", () => {
    const tally = new Tally();
    note(tally, [200]);
    note(tally, [503, 503], { bytes: 3_000_000, time: 4_010 });
    expect(judgeTally(tally)("large")).toMatchObject({
      fix: expect.stringContaining("as soon as the webhook is stored"),
    });
    expect(judgeTally(tally)("large").reason).not.toContain("larger");
  });

  it("is that a parser stands before the receiver, where large ones have another status and none is accepted", () => {
    const tally = new Tally();
    note(tally, [503, 503]);
    note(tally, [413], { bytes: 3_000_000 });
    expect(judgeTally(tally)("accepted").fix).toContain("before express.json()");
  });
});

describe("what was never sent", () => {
  it("is not taken for something that the scenario does not hold, where the simulation ended before it", () => {
    const tally = new Tally();
    note(tally, [200]);
    expect(judgeTally(tally, true)("account").reason).toBe("The simulation ended before it.");
    expect(judgeTally(tally)("account").reason).toContain("holds no news");
  });

  it("counts as not accepted at once where it was given up", () => {
    const tally = new Tally();
    for (let count = 0; count < 10; count += 1) note(tally, [200]);
    for (let count = 0; count < 5; count += 1) note(tally, ["connection"]);
    expect(judgeTally(tally)("first_try").verdict).toBe("failed");
  });
});

describe("webhooks of a kind", () => {
  it.each<[SimulationCheckName, Partial<Delivery>]>([
    ["account", { about: "account" }],
    ["large", { bytes: 3_000_000 }],
    ["repeated", { isRepeated: true }],
  ])("of the check %s are judged by themselves", (name, more) => {
    const judgeWith = (answers: readonly Answer[]) => {
      const tally = new Tally();
      note(tally, [200]);
      note(tally, answers, more);
      return judgeTally(tally);
    };
    expect(judgeWith([200])(name).verdict).toBe("passed");
    expect(judgeWith([500, 500])(name)).toMatchObject({ verdict: "failed", fix: expect.any(String) });
    for (const other of (["account", "large", "repeated"] as const).filter((each) => each !== name)) {
      expect(judgeWith([500, 500])(other).verdict).toBe("left_out");
    }
  });

  it("are not said to fail for coming twice where they were not accepted either time", () => {
    const tally = new Tally();
    note(tally, [200], { event: "accepted" });
    note(tally, [503, 503], { event: "refused" });
    note(tally, [503, 503], { event: "refused", isRepeated: true });
    const { reason, fix } = judgeTally(tally)("repeated");
    expect(reason).not.toContain("accepted once");
    expect(fix).toContain("a listener throws");
    note(tally, [503, 503], { event: "accepted", isRepeated: true });
    expect(judgeTally(tally)("repeated").reason).toContain("accepted once");
  });

  it("are no matter of size where the small ones fare alike", () => {
    const tally = new Tally();
    note(tally, [503, 200]);
    note(tally, [503, 503], { bytes: 3_000_000 });
    expect(judgeTally(tally)("large").reason).not.toContain("larger");
    expect(judgeTally(tally)("large").fix).toBe(judgeTally(tally)("first_try").fix);
    const another = new Tally();
    note(another, [200]);
    note(another, [503, 503], { bytes: 3_000_000 });
    expect(judgeTally(another)("large").reason).toContain("larger");
  });
});

describe("the time to answer", () => {
  it.each([
    [{ time: 250 }, "passed"],
    [{ time: 251 }, "slow"],
  ])("with %j for all is %s", (more, verdict) => {
    expect(judgeAnswers(200, [200], more)("fast").verdict).toBe(verdict);
  });

  it("may be long for fewer than one in a hundred, and for large ones", () => {
    const judgeWith = (late: number) => {
      const tally = new Tally();
      for (let count = late; count < 1_000; count += 1) note(tally, [200]);
      for (let count = 0; count < late; count += 1) note(tally, [200], { time: 1_500 });
      note(tally, [200], { time: 4_000, bytes: 3_000_000 });
      return judgeTally(tally)("fast");
    };
    expect(judgeWith(9).verdict).toBe("passed");
    expect(judgeWith(10)).toMatchObject({ verdict: "slow", reason: expect.stringContaining("1.0 %") });
  });

  it("fails where the sender had given up", () => {
    const given = readOptions({ platformSecret: "a platform secret of the tests" });
    const tally = new Tally();
    for (let count = 0; count < 50; count += 1) note(tally, [200]);
    note(tally, ["timeout", 200], { time: 5_000 });
    expect(judgeTally(tally, false, given)("fast")).toMatchObject({
      verdict: "failed",
      reason: expect.stringContaining("5000 ms"),
    });
  });
});

describe("a long history", () => {
  it.each([
    ["stays as it is", (place: number) => 20 + (place % 7), "passed"],
    ["gets slower, and is still quick", (place: number) => 1 + place, "passed"],
    ["gets much slower", (place: number) => 10 + 3 * place, "slow"],
  ])("that %s", (_, timeAt, verdict) => {
    const tally = new Tally();
    for (let place = 0; place < 100; place += 1) note(tally, [200], { about: "history", time: timeAt(place) });
    expect(judgeTally(tally)("steady").verdict).toBe(verdict);
  });

  it("has to be long", () => {
    expect(judgeAnswers(49, [200], { about: "history" })("steady").verdict).toBe("left_out");
  });
});

describe("the figures", () => {
  it("add up", () => {
    const tally = new Tally();
    note(tally, ["cut_by_sender", 503, 200], { messages: 3, time: 20 });
    note(tally, ["connection", 200], { messages: 3, isRepeated: true, time: 40 });
    note(tally, ["timeout", 500], { messages: 1, time: 60 });
    note(tally, [200], { messages: 700, phoneNumberId: probeNumber.phoneNumberId, bytes: 3_000_000, time: 80 });
    const intruder = new Intruder(settings.sender, { timeout: 1_000, signal: new AbortController().signal });
    expect(measure({ tally, intruder, isCutShort: false }, 1_234.5)).toEqual({
      ...{ webhooks: 4, repeated: 1, messages: 704, messagesOfLarge: 700, bytes: 3_001_500 },
      ...{ attempts: 8, retried: 4, dropped: 1, forged: 2 },
      statuses: { 200: 3, 500: 1, 503: 1 },
      unanswered: { cut: 1, broken: 1, late: 1 },
      milliseconds: { median: 40, p99: 80, longest: 80 },
      duration: 1_235,
    });
  });

  it("are nothing where nothing was sent", () => {
    expect(measure(undefined, 5)).toMatchObject({ webhooks: 0, milliseconds: { median: 0, p99: 0, longest: 0 } });
  });
});
