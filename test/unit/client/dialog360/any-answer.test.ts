import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ClientError } from "../../../../src/client/index.ts";
import { calls, clientsOf, type KnownCall } from "./calls.ts";

// 360dialog publishes few of its answers, so anything may come. The transport is a function here: it is the
// understanding that is tried, many times.
const canary = "15550001111";
const statuses = fc.constantFrom(200, 201, 204, 301, 400, 401, 403, 404, 409, 418, 429, 500, 502, 503);

const members = fc.constantFrom(
  ...["id", "client_id", "api_key", "api_keys", "access_token", "webhook_url", "url", "headers", "health_status"],
  ...["meta", "error", "error_data", "code", "success", "http_code", "total", "clients", "partner_channels"],
  ...["contact_info", "email", "entities", "destinations", "message", "__proto__", "constructor"],
);
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, tie("leaf"), tie("object"), tie("list")),
  leaf: fc.oneof(
    fc.constantFrom(null, true, false, "", canary, Number(canary), 0, 4, 190, 2593107, "InventCH"),
    fc.string(),
    fc.double(),
  ),
  list: fc.array(tie("value"), { maxLength: 4 }),
  object: fc.dictionary(fc.oneof({ weight: 9, arbitrary: members }, fc.string()), tie("value"), { maxKeys: 6 }),
}));

/** The documented answer with one member replaced, which comes nearest to being taken for it. */
const nearlyRight = (answer: unknown): fc.Arbitrary<unknown> =>
  fc.tuple(members, anything).map(([name, value]) => ({ ...(answer as object), [name]: value }));

async function make(call: KnownCall, status: number, answer: string): Promise<{ result: unknown; requests: number }> {
  let requests = 0;
  const fetch = async (): Promise<Response> => {
    requests += 1;
    return new Response(status === 204 ? null : answer, { status });
  };
  const clients = clientsOf("https://provider.example.com", { fetch, maxAttempts: 1 });
  return { result: await call.make(clients).catch((error: unknown) => error), requests };
}

describe.each(calls)("$name", (call) => {
  test("takes any answer for its result, or has a typed error that holds nothing of it", async () => {
    const answers = fc.oneof(anything, nearlyRight(call.answer)).map((value) => JSON.stringify(value));
    await fc.assert(
      fc.asyncProperty(statuses, fc.oneof(answers, fc.string()), async (status, answer) => {
        const { result, requests } = await make(call, status, answer);
        if (call.safety === "once") expect(requests).toBe(1);
        if (result instanceof Error) {
          expect(result).toBeInstanceOf(ClientError);
          expect(`${result.stack} ${JSON.stringify(result)}`).not.toContain(canary);
        } else {
          expect(status).toBeLessThan(300);
        }
      }),
      { numRuns: 150 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
