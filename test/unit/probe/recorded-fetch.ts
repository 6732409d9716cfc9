// A `fetch` that answers what a test says and remembers what it was sent.
import type { ProbeOptions, ProbeReport, ProbeResult } from "../../../src/probe/index.ts";

export const appSecret = "5d0c3a91e7b24f6886f1c2d4a7b9e035";
export const platformSecret = "9b1f7c2240d84e6aa3c5d7e8f90b1a2c";
export const verifyToken = "the token of these tests";
export const url = "https://receiver.example/webhook";

export interface SentRequest {
  readonly request: Request;
  readonly body: string;
}

export interface RecordedFetch {
  readonly fetch: NonNullable<ProbeOptions["fetch"]>;
  readonly sent: SentRequest[];
}

/** Answers each request with what the function makes of it. */
export function recordedFetch(
  answer: (request: SentRequest, index: number) => Response | Promise<Response>,
): RecordedFetch {
  const sent: SentRequest[] = [];
  return {
    sent,
    fetch: async (request) => {
      const received = { request, body: await request.clone().text() };
      sent.push(received);
      return answer(received, sent.length - 1);
    },
  };
}

/** What became of one probe. */
export function resultOf(report: ProbeReport, probe: ProbeResult["probe"]): ProbeResult {
  const result = report.probes.find((candidate) => candidate.probe === probe);
  if (result === undefined) throw new Error(`There was no probe ${probe}.`);
  return result;
}

/** The verdicts of a report, by probe. */
export function verdictsOf(report: ProbeReport): Record<string, string> {
  return Object.fromEntries(report.probes.map(({ probe, verdict }) => [probe, verdict]));
}
