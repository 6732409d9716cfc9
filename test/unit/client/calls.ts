import * as z from "zod";
import { refusalOfMeta } from "../../../src/client/classify/meta.ts";
import { type ClientError, MetaClient, type TransportOptions } from "../../../src/client/index.ts";
import type { Call, CallOptions, Safety } from "../../../src/client/transport/call.ts";
import { Transport } from "../../../src/client/transport/transport.ts";

/** Options with which no test waits long: each wait is a millisecond at most. */
export const impatient = { longestWait: 1 } as const satisfies TransportOptions;

export const accessToken = "an-invented-token-of-a-customer";
export const numberId = "200000000000002";

/** A client of one customer that calls a server of a test. */
export function metaClient(url: string, options: TransportOptions = {}): MetaClient {
  return new MetaClient({ accessToken, baseUrl: url, ...impatient, ...options });
}

/** Makes a call of each kind. The ones that change something are POST. */
export function callTo(
  url: string,
  safety: Safety,
  options: TransportOptions = {},
  callOptions?: CallOptions,
  changes: Partial<Omit<Call<unknown>, "answer"> & { answer: "bytes" }> = {},
): Promise<unknown> {
  const transport = new Transport(
    { provider: "meta", baseUrl: url, refusalOf: refusalOfMeta },
    { ...impatient, ...options },
  );
  const call = {
    method: safety === "idempotent" ? "GET" : "POST",
    path: "/{thingId}/things",
    parameters: { thingId: "7" },
    headers: { authorization: `Bearer ${accessToken}` },
    ...(safety === "idempotent" ? {} : { json: { do: "it" } }),
    safety,
    answer: z.looseObject({ id: z.string() }),
    ...changes,
  };
  return transport.call(call as Call<unknown>, callOptions);
}

/** The error a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<ClientError & Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    return error as ClientError & Record<string, unknown>;
  }
  throw new Error("The call succeeded.");
}
