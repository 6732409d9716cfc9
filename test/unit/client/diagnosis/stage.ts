// A stand-in of a provider on loopback, whose answers can be changed and broken.
import { once } from "node:events";
import { serve } from "@hono/node-server";
import type { Diagnosis, DiagnosisCheck, DiagnosisVerdict, Finding } from "../../../../src/client/index.ts";

/** A request as a change sees it: its method and path, without the version. */
type Change = (call: string, answer: Response) => Response | Promise<Response>;

export interface Stage {
  readonly url: string;
  /** The methods and paths of everything that was asked. */
  readonly calls: string[];
  /** Changes the answers to calls whose method and path end so. */
  change(ending: string, body: (body: Record<string, unknown>) => unknown): void;
  /** Answers these calls with a failure. */
  refuse(ending: string, status: number, body?: object): void;
  close(): Promise<void>;
}

export async function openStage(standIn: { fetch(request: Request): Promise<Response> }): Promise<Stage> {
  const calls: string[] = [];
  const changes: Change[] = [];
  const server = serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const call = `${request.method} ${new URL(request.url).pathname}`;
      calls.push(call);
      let answer = await standIn.fetch(request);
      for (const change of changes) answer = await change(call, answer);
      return answer;
    },
  });
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : undefined}`,
    calls,
    change(ending, body) {
      changes.push(async (call, answer) =>
        call.endsWith(ending) ? Response.json(body((await answer.json()) as Record<string, unknown>)) : answer,
      );
    },
    refuse(ending, status, body = { error: { message: "It is invented.", code: 2 } }) {
      changes.push((call, answer) => (call.endsWith(ending) ? Response.json(body, { status }) : answer));
    },
    async close() {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** The findings that did not pass, by their check. */
export function notPassed({ findings }: Diagnosis): Partial<Record<DiagnosisCheck, DiagnosisVerdict>> {
  return Object.fromEntries(
    findings.filter(({ verdict }) => verdict !== "passed").map(({ check, verdict }) => [check, verdict]),
  );
}

export function findingOf({ findings }: Diagnosis, check: DiagnosisCheck): Finding {
  const found = findings.find((finding) => finding.check === check);
  if (found === undefined) throw new Error(`There is no finding of ${check}.`);
  return found;
}
