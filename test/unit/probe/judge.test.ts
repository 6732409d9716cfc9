import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metaSender, numberUrlSender, partnerUrlSender } from "../../../src/payloads/sender.ts";
import { type Expectation, judge } from "../../../src/probe/judge.ts";
import type { ProbeName, ProbeResult } from "../../../src/probe/report.ts";
import type { NoAnswer } from "../../../src/probe/send.ts";
import { appSecret, platformSecret } from "./recorded-fetch.ts";

const meta = metaSender(appSecret);
const partnerUrl = partnerUrlSender(platformSecret);
const numberUrl = numberUrlSender({ "x-key": platformSecret });
const challenge = "1158201444";

const expectations: Readonly<Partial<Record<ProbeName, Expectation>>> = {
  challenge: { challenge },
  challenge_forged: { refused: challenge },
  signed: "acknowledgement",
  unsigned: "refusal",
  forged: "refusal",
  large_history: "acknowledgement",
  repeated: "acknowledgement",
};
const probes = Object.keys(expectations) as ProbeName[];

interface Given {
  status?: number;
  body?: string;
  milliseconds?: number;
  sender?: typeof meta;
  found?: readonly ProbeResult[];
}

function answered(probe: ProbeName, given: Given): ProbeResult {
  const { status = 200, body = "", milliseconds = 12.3, sender = meta, found = [] } = given;
  const reply = { status, body, milliseconds };
  return judge(probe, expectations[probe] as Expectation, reply, { sender, timeout: 10_000, found });
}

function unanswered(
  probe: ProbeName,
  failure: NoAnswer["failure"],
  { status, found = [] }: Pick<Given, "status" | "found"> = {},
): ProbeResult {
  const reply = { failure, milliseconds: 12.3, ...(status === undefined ? {} : { status }) };
  return judge(probe, expectations[probe] as Expectation, reply, { sender: meta, timeout: 10_000, found });
}

describe("a genuine webhook", () => {
  const genuine = ["signed", "large_history", "repeated"] as const;

  it.each(genuine)("%s passes with 200 and nothing else", (probe) => {
    expect(answered(probe, { status: 200 })).toEqual({ probe, verdict: "passed", status: 200, milliseconds: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 201, max: 599 }), (status) => {
        expect(answered(probe, { status }).verdict).toBe("failed");
      }),
    );
  });

  it.each(genuine)("%s is slow above a second, and ready all the same", (probe) => {
    expect(answered(probe, { milliseconds: 1_000 }).verdict).toBe("passed");
    expect(answered(probe, { milliseconds: 1_001 })).toMatchObject({ verdict: "slow", fix: expect.any(String) });
    expect(answered(probe, { milliseconds: 9_000 }).verdict).toBe("slow");
  });

  it.each([partnerUrl, numberUrl])("of 360dialog's fails after its five seconds", (sender) => {
    const limitMilliseconds = 5_000;
    expect(answered("signed", { sender, milliseconds: 5_000 })).toMatchObject({ verdict: "slow", limitMilliseconds });
    const late = answered("signed", { sender, milliseconds: 5_001 });
    expect(late).toMatchObject({ verdict: "failed", status: 200, limitMilliseconds });
    expect(late.reason).toContain("5000 ms");
  });

  it.each<[number, ProbeName, RegExp]>([
    [201, "signed", /Answer 200/],
    [204, "signed", /Answer 200/],
    [401, "signed", /Compare the app secret .* parsed before/],
    [403, "signed", /Compare the app secret/],
    [404, "signed", /path/],
    [405, "signed", /POST/],
    [413, "signed", /4 MB/],
    [415, "signed", /application\/json/],
    [429, "signed", /rate limit/],
    [400, "signed", /genuine/],
    [503, "signed", /log of the receiver.*parsed/],
    [401, "large_history", /Compare the app secret/],
    [413, "large_history", /express\.json\(\), which stops at 100 kB/],
    [500, "large_history", /express\.json\(\)/],
    [503, "large_history", /express\.json\(\)/],
    [409, "repeated", /ignore it/],
    [500, "repeated", /ignore it/],
  ])("that is answered with %i to %s gets the advice %s", (status, probe, advice) => {
    expect(answered(probe, { status }).fix).toMatch(advice);
  });

  it("is not called too large where a small one is answered in the same way", () => {
    const found: ProbeResult[] = [{ probe: "signed", verdict: "failed", status: 503 }];
    expect(answered("large_history", { status: 503, found }).fix).toBe(answered("signed", { status: 503 }).fix);
    expect(answered("large_history", { status: 500, found }).fix).toMatch(/4 MB/);
  });

  it.each([
    [meta, /App Dashboard/],
    [partnerUrl, /360dialog Hub/],
    [numberUrl, /webhookHeaders/],
  ])("that is refused leads to the credential of its sender", (sender, advice) => {
    expect(answered("signed", { sender, status: 401 }).fix).toMatch(advice);
  });
});

describe("a webhook that proves nothing", () => {
  it.each(["unsigned", "forged"] as const)("%s passes with 400 to 499 and nothing else", (probe) => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), (status) => {
        const { verdict } = answered(probe, { status });
        expect(verdict).toBe(status >= 400 && status < 500 ? "passed" : "failed");
      }),
    );
  });

  it.each([
    [meta, /Verify the signature/],
    [numberUrl, /Compare the headers/],
  ])("opens the inbox to everyone when it is accepted", (sender, advice) => {
    const result = answered("forged", { sender, status: 200 });
    expect(result.reason).toContain("everyone");
    expect(result.fix).toMatch(advice);
  });

  it("may be refused slowly", () => {
    expect(answered("forged", { status: 401, milliseconds: 3_000, sender: partnerUrl })).toEqual({
      probe: "forged",
      verdict: "passed",
      status: 401,
      milliseconds: 3_000,
    });
  });
});

describe("a challenge", () => {
  it("passes when it comes back alone with 200", () => {
    expect(answered("challenge", { body: challenge }).verdict).toBe("passed");
    expect(answered("challenge", { body: challenge, milliseconds: 1_500 }).verdict).toBe("slow");
  });

  it.each([
    ["nothing", ""],
    ["a line break", `${challenge}\n`],
    ["quotes", `"${challenge}"`],
    ["JSON", `{"challenge":${challenge}}`],
    ["a byte order mark", `\ufeff${challenge}`],
    ["a page", "<html>Sign in</html>"],
  ])("fails when %s comes back with it or in its place", (_, body) => {
    const result = answered("challenge", { body });
    expect(result).toMatchObject({ verdict: "failed", status: 200 });
    expect(result.fix).toMatch(/hub\.challenge alone/);
  });

  it.each([
    [201, /200/],
    [401, /verify token/],
    [403, /verify token/],
    [404, /path/],
    [405, /GET/],
    [500, /200/],
  ])("fails with %i, whatever the body", (status, advice) => {
    const result = answered("challenge", { status, body: challenge });
    expect(result).toMatchObject({ verdict: "failed", status });
    expect(result.fix).toMatch(advice);
  });
});

describe("a challenge with a wrong token", () => {
  it("passes when it is refused", () => {
    expect(answered("challenge_forged", { status: 403 }).verdict).toBe("passed");
    expect(answered("challenge_forged", { status: 400, body: "no", milliseconds: 3_000 }).verdict).toBe("passed");
  });

  it.each([
    ["is answered with it", 200, challenge],
    ["is answered with a page", 200, "<html></html>"],
    ["is refused with it", 403, `wrong: ${challenge}`],
    ["makes the receiver fail", 500, ""],
  ])("fails when it %s", (_, status, body) => {
    const result = answered("challenge_forged", { status, body });
    expect(result.verdict).toBe("failed");
    expect(result.reason?.includes("as theirs")).toBe(body.includes(challenge));
  });
});

describe("no answer", () => {
  const failures = ["redirected", "timed_out", "refused", "unknown_host", "tls_failed", "broken"] as const;

  it.each(failures)("%s fails every probe, with something to do about it", (failure) => {
    for (const probe of probes) {
      expect(unanswered(probe, failure)).toMatchObject({
        probe,
        verdict: "failed",
        milliseconds: 12,
        reason: expect.stringMatching(/\.$/),
        fix: expect.stringMatching(/\.$/),
      });
    }
  });

  it("says that senders do not follow redirects, and which it was where that is known", () => {
    expect(unanswered("signed", "redirected", { status: 308 })).toMatchObject({ status: 308 });
    expect(unanswered("signed", "redirected", { status: 308 }).reason).toContain(
      "(308). Senders do not follow redirects",
    );
    expect(unanswered("signed", "redirected").reason).not.toContain("undefined");
  });

  const smallAnswered = [{ probe: "signed", verdict: "passed", status: 200 }] as const;
  const smallBroke = [{ probe: "signed", verdict: "failed", reason: "The connection broke." }] as const;

  it("to a large history on a connection that broke is taken for a body limit where a small webhook was answered", () => {
    expect(unanswered("large_history", "broken", { found: smallAnswered }).fix).toMatch(/4 MB/);
    const refused = [{ probe: "signed", verdict: "failed", status: 401 }] as const;
    expect(unanswered("large_history", "broken", { found: refused }).fix).toMatch(/4 MB/);
  });

  it("on a connection that broke is not laid to the size where the small webhook had none either", () => {
    const large = unanswered("large_history", "broken", { found: smallBroke });
    const small = unanswered("signed", "broken");
    expect([large.reason, large.fix]).toEqual([small.reason, small.fix]);
    expect(large.fix).not.toMatch(/4 MB/);
    expect(unanswered("repeated", "broken", { found: smallAnswered }).fix).not.toMatch(/4 MB/);
  });
});

it("says nothing of what an answer holds", () => {
  for (const probe of probes) {
    for (const status of [200, 302, 401, 500]) {
      expect(JSON.stringify(answered(probe, { status, body: "canary 4915112345678" }))).not.toMatch(/canary|49151/);
    }
  }
});
