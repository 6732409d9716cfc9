import { describe, expect, it } from "vitest";
import { Findings } from "../../../prove/findings.ts";
import { readArguments, usage } from "../../../prove/frame/arguments.ts";
import { describeMachine } from "../../../prove/frame/machine.ts";
import { pageOf, printReport, type Report } from "../../../prove/frame/report.ts";
import type { BrokenPromise, Proof } from "../../../prove/proof.ts";

const proofs: Proof[] = ["first", "second"].map((name) => ({ name, promise: `${name}.`, run: async () => [] }));

describe("the command line", () => {
  it("asks for all proofs at their short size where it says nothing", () => {
    expect(readArguments([], proofs)).toMatchObject({ proofs, size: "short", isWritten: false });
  });

  it("names proofs, the size, the seed and the page", () => {
    expect(readArguments(["second", "--deep", "--seed", "7", "--write"], proofs)).toEqual({
      proofs: [proofs[1]],
      size: "deep",
      seed: 7,
      isWritten: true,
    });
  });

  it.each([[["third"]], [["--seed", "seven"]], [["--fast"]], [["--quick", "--deep"]]])(
    "is not understood where it says %s",
    (args) => {
      expect(readArguments(args, proofs)).toBeUndefined();
      expect(usage(proofs)).toContain("[first] [second]");
    },
  );
});

describe("findings", () => {
  it("are figures where everything holds", () => {
    const findings = new Findings();
    findings.count("lost", 0);
    findings.hold(true, "Some were lost.");
    expect(findings.end()).toEqual([{ what: "lost", value: 0 }]);
  });

  it("say all that does not hold, with the figures", () => {
    const findings = new Findings();
    findings.count("lost", 3);
    findings.hold(false, "3 were lost.");
    findings.hold(false, "2 were doubled.");
    expect(() => findings.end()).toThrow("3 were lost. 2 were doubled.");
    try {
      findings.end();
    } catch (error) {
      expect((error as BrokenPromise).figures).toEqual([{ what: "lost", value: 3 }]);
    }
  });
});

describe("a report", () => {
  const [first, second] = proofs as [Proof, Proof];
  const report: Report = {
    machine: describeMachine({ size: "short", seed: 7 }),
    results: [
      { proof: first, seconds: 12.4, figures: [{ what: "webhooks | sent", value: 20_000 }], leftOut: ["Redis."] },
      {
        proof: second,
        seconds: 1,
        figures: [{ what: "lost", value: 3 }],
        leftOut: [],
        failure: "3 were lost.\n  at x",
      },
    ],
    notRun: [{ name: "third" }],
  };

  it("says what holds and what does not, with the numbers", () => {
    const text = printReport(report);
    expect(text).toMatch(/^first {2}holds, 12 s$/m);
    expect(text).toMatch(/^second {2}DOES NOT HOLD, 1 s$/m);
    expect(text).toMatch(/lost +3$/m);
    expect(text).toContain("not run: third");
    expect(text).toContain("left out: Redis.");
  });

  it("is a page with the machine, the commit and what was left out", () => {
    const page = pageOf(report);
    expect(page).toMatch(/\| commit \| ([0-9a-f]{7,}(, with changes)?|unknown) \|/);
    expect(page).toContain(`| Node | ${process.versions.node} |`);
    expect(page).toContain("| webhooks \\| sent | 20,000 |");
    expect(page).toContain("Left out: Redis.");
    expect(page).toContain("**Does not hold.** 3 were lost.");
    expect(page).not.toContain("at x");
    expect(page).toContain("Not run: `third`.");
  });
});
