import { describe, expect, it } from "vitest";
import {
  afterOnboarding,
  featureChanges,
  featureComparison,
  linkedDevices,
  stayingConnected,
  unavailableFeatures,
} from "../../../../src/eligibility/changes/index.ts";
import type { Sourced } from "../../../../src/eligibility/sourced.ts";

const rows: [string, Sourced][] = [
  ...featureChanges.map((row): [string, Sourced] => [row.feature, row]),
  ...featureChanges.flatMap(({ feature, corrections }) =>
    corrections.map((correction, index): [string, Sourced] => [`correction ${index} of ${feature}`, correction]),
  ),
  ...featureComparison("meta").map((row): [string, Sourced] => [`${row.feature} at Meta`, row]),
  ...unavailableFeatures.map((row): [string, Sourced] => [row.feature, row]),
  ...Object.entries(linkedDevices),
  ...linkedDevices.messagesFromUnsupported.statements.map((row): [string, Sourced] => [row.text, row]),
  ...Object.entries(stayingConnected),
  ...Object.entries(afterOnboarding),
];

describe("what changes", () => {
  it.each(rows)("names source, date and evidence of %s", (_, { source, asOf, evidence }) => {
    expect(source).toMatch(/^https:\/\/\S+|\w+'s? /);
    expect(asOf).toMatch(/^20\d{2}-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?$/);
    expect(["documented", "third_party", "unverified"]).toContain(evidence);
  });

  it("has no day of reading that is still to come", () => {
    const today = new Date().toISOString();
    expect(rows.filter(([, { asOf }]) => asOf > today)).toEqual([]);
  });
});
