import { describe, expect, it, vi } from "vitest";
import { CoexistenceError } from "../../../src/errors/index.ts";
import { createCoexistence, parseWebhook, verify } from "../../../src/index.ts";
import { type ProbeOptions, probeNumber, probeWebhook } from "../../../src/probe/index.ts";
import { exampleNumber } from "../../../src/testing/index.ts";
import {
  appSecret,
  platformSecret,
  type RecordedFetch,
  recordedFetch,
  resultOf,
  url,
  verdictsOf,
  verifyToken,
} from "./recorded-fetch.ts";

const historyBytes = 20_000;
const ok = (): Response => new Response(null, { status: 200 });

/** Probes a receiver of this library without a network, and remembers what was sent. */
async function probeReceiver(options: ProbeOptions & { verifyToken?: string }) {
  const { appSecret, platformSecret, webhookHeaders, verifyToken } = options;
  const coexistence = createCoexistence({
    ...(appSecret === undefined ? {} : { appSecret }),
    ...(platformSecret === undefined ? {} : { platformSecret }),
    ...(webhookHeaders === undefined ? {} : { webhookHeaders }),
    ...(verifyToken === undefined ? {} : { verifyToken }),
    logger: false,
  });
  const events: unknown[] = [];
  coexistence.onAny(({ type, phoneNumberId, wabaId }) => events.push({ type, phoneNumberId, wabaId }));
  const { fetch, sent } = recordedFetch(({ request }) => coexistence.fetch(request));
  const report = await probeWebhook(url, { historyBytes, fetch, ...options });
  return { report, events, sent };
}

const bodiesOf = ({ sent }: Pick<RecordedFetch, "sent">): string[] => sent.map(({ body }) => body);
const idsIn = (body: string): string[] => body.match(/wamid\.\w+/g) ?? [];

describe("a probe in the way of Meta", () => {
  it("finds a receiver of this library ready", async () => {
    const { report } = await probeReceiver({ appSecret, verifyToken });
    expect(report.ready).toBe(true);
    expect(verdictsOf(report)).toEqual({
      address: "passed",
      challenge: "passed",
      challenge_forged: "passed",
      signed: "passed",
      unsigned: "passed",
      forged: "passed",
      large_history: "passed",
      repeated: "passed",
    });
    expect(resultOf(report, "address")).toEqual({ probe: "address", verdict: "passed" });
  });

  it("brings an echo and a history to the listeners, about a number that nobody has", async () => {
    const { events } = await probeReceiver({ appSecret, verifyToken });
    const { wabaId, phoneNumberId } = probeNumber;
    expect(events).toEqual([
      { type: "echo", wabaId, phoneNumberId },
      { type: "history", wabaId, phoneNumberId },
    ]);
  });

  it("takes another number for the caller who needs one", async () => {
    const { events } = await probeReceiver({ appSecret, number: exampleNumber });
    expect(events).toContainEqual(expect.objectContaining({ phoneNumberId: exampleNumber.phoneNumberId }));
    expect(JSON.stringify(events)).not.toContain(probeNumber.phoneNumberId);
  });

  it("sends a challenge with the right token and one with another", async () => {
    const { sent } = await probeReceiver({ appSecret, verifyToken });
    const queries = sent.slice(0, 2).map(({ request }) => [request.method, new URL(request.url).searchParams] as const);
    for (const [method, query] of queries) {
      expect(method).toBe("GET");
      expect(query.get("hub.mode")).toBe("subscribe");
      expect(query.get("hub.challenge")).toMatch(/^\d{10}$/);
    }
    expect(queries[0]?.[1].get("hub.verify_token")).toBe(verifyToken);
    expect(queries[1]?.[1].get("hub.verify_token")).not.toBe(verifyToken);
  });

  it("keeps the query that the address has", async () => {
    const { fetch, sent } = recordedFetch(ok);
    const address = `${url}?key=a%20b+c&key=%2F`;
    await probeWebhook(address, { appSecret, verifyToken, historyBytes, fetch });
    expect(sent[0]?.request.url).toMatch(/\?key=a%20b\+c&key=%2F&hub\.mode=subscribe&/);
    expect(sent[2]?.request.url).toBe(address);
  });

  it("signs the bytes it sends, escaped as Meta escapes", async () => {
    const { sent } = await probeReceiver({ appSecret });
    const [signed, unsigned, forged, history] = sent;
    const signatureOf = (index: number) => sent[index]?.request.headers.get("x-hub-signature-256");
    expect(await verify(signed?.body ?? "", signatureOf(0), { appSecret })).toBe(true);
    expect(signatureOf(1)).toBeNull();
    expect(await verify(forged?.body ?? "", signatureOf(2), { appSecret })).toBe(false);
    expect(signatureOf(2)).toMatch(/^sha256=[0-9a-f]{64}$/);
    expect(await verify(history?.body ?? "", signatureOf(3), { appSecret })).toBe(true);
    for (const { body, request } of [signed, unsigned, forged, history].flatMap((one) => one ?? [])) {
      expect(request.headers.get("content-type")).toBe("application/json");
      expect(body).toMatch(/\\u2615/);
      expect(parseWebhook(body).map(({ type }) => type)).not.toContain("unknown");
    }
  });

  it("repeats the signed webhook byte for byte, and nothing else", async () => {
    const { sent } = await probeReceiver({ appSecret });
    const bodies = bodiesOf({ sent });
    expect(bodies.at(-1)).toBe(bodies[0]);
    expect(sent.at(-1)?.request.headers.get("x-hub-signature-256")).toBe(
      sent[0]?.request.headers.get("x-hub-signature-256"),
    );
    expect(new Set(bodies).size).toBe(bodies.length - 1);
  });

  it("uses no id of a message twice, neither in a run nor in the next one", async () => {
    const runs = [await probeReceiver({ appSecret }), await probeReceiver({ appSecret })];
    const ids = runs.flatMap(({ sent }) => bodiesOf({ sent }).slice(0, -1).flatMap(idsIn));
    expect(ids.length).toBeGreaterThan(100);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.startsWith("wamid.PROBE"))).toBe(true);
  });

  it("leaves out the challenges without a verify token, and says so", async () => {
    const { report, sent } = await probeReceiver({ appSecret });
    expect(sent.every(({ request }) => request.method === "POST")).toBe(true);
    expect(report.ready).toBe(true);
    for (const probe of ["challenge", "challenge_forged"] as const) {
      expect(resultOf(report, probe)).toEqual({
        probe,
        verdict: "left_out",
        reason: expect.stringContaining("verify token"),
        fix: "Pass the verify token.",
      });
    }
  });

  it("makes the history as large as Meta's largest webhook unless it is told otherwise", async () => {
    const { sent } = await probeReceiver({ appSecret, historyBytes: undefined });
    expect(sent[3]?.body.length).toBe(3 * 1024 * 1024);
  });

  it("trims the secret, as a receiver does", async () => {
    const { report } = await probeReceiver({ appSecret: ` ${appSecret}\n` });
    expect(report.ready).toBe(true);
  });
});

describe("a probe in the way of 360dialog", () => {
  it("finds a receiver at its partner URL ready, with history in its envelope", async () => {
    const { report, events, sent } = await probeReceiver({ platformSecret, verifyToken });
    expect(report.ready).toBe(true);
    expect(events.map((event) => (event as { type: string }).type)).toEqual(["history", "history"]);
    expect(JSON.parse(sent[0]?.body ?? "")).toMatchObject({ event: "history", data: { id: probeNumber.wabaId } });
    expect(sent[0]?.request.headers.get("x-360dialog-signature")).toMatch(/^[0-9a-f]{64}$/);
    const ids = bodiesOf({ sent }).map((body) => (JSON.parse(body) as { id: string }).id);
    expect(new Set(ids).size).toBe(ids.length - 1);
  });

  it("finds a receiver at a number's URL ready, with the headers of the URL", async () => {
    const webhookHeaders = { Authorization: `Bearer ${platformSecret}`, "x-tenant": "north" };
    const { report, events, sent } = await probeReceiver({ webhookHeaders });
    expect(report.ready).toBe(true);
    expect(events.map((event) => (event as { type: string }).type)).toEqual(["echo", "history"]);
    const headers = sent.map(({ request }) => [request.headers.get("authorization"), request.headers.get("x-tenant")]);
    expect(headers[0]).toEqual([webhookHeaders.Authorization, "north"]);
    expect(headers[1]).toEqual([null, null]);
    expect(headers[2]?.[0]).toMatch(/^[0-9a-f]{39}$/);
    expect(headers[2]?.[1]).toMatch(/^[0-9a-f]{5}$/);
  });

  it("sends JSON as such and names no header twice, however the headers of the URL are written", async () => {
    const authorization = `Bearer ${platformSecret}`;
    const written = { "Content-Type": "application/json", Authorization: authorization, "User-Agent": "a proxy" };
    const { fetch, sent } = recordedFetch(ok);
    await probeWebhook(url, { webhookHeaders: written, historyBytes, fetch });
    for (const { request } of sent) expect(request.headers.get("content-type")).toBe("application/json");
    expect(sent[0]?.request.headers.get("authorization")).toBe(authorization);
    expect(sent[0]?.request.headers.get("user-agent")).toBe("a proxy");
    expect(sent[2]?.request.headers.get("authorization")).not.toBe(authorization);
  });

  it.each([{ platformSecret }, { webhookHeaders: { "x-key": platformSecret } }])(
    "sends no challenge, and allows five seconds",
    async (options) => {
      const { report, sent } = await probeReceiver({ ...options, verifyToken });
      expect(sent.every(({ request }) => request.method === "POST")).toBe(true);
      expect(resultOf(report, "challenge").reason).toContain("360dialog sends no challenge");
      expect(resultOf(report, "signed").limitMilliseconds).toBe(5_000);
      expect(resultOf(report, "forged")).not.toHaveProperty("limitMilliseconds");
    },
  );
});

describe("the address", () => {
  const refuse = (): Response => new Response(null, { status: 401 });

  it.each(["http://receiver.example/webhook", "http://10.0.0.5:3000/webhook", "http://127.0.0.1.example/webhook"])(
    "%s fails, and is sent nothing: it would be read on the way",
    async (address) => {
      const { fetch, sent } = recordedFetch(refuse);
      const report = await probeWebhook(address, { appSecret, verifyToken, fetch });
      expect(sent).toEqual([]);
      expect(report.ready).toBe(false);
      const [first, ...others] = report.probes;
      expect(first).toMatchObject({ probe: "address", verdict: "failed", reason: expect.stringContaining("https://") });
      expect(others).toHaveLength(7);
      for (const other of others) expect(other).toMatchObject({ verdict: "left_out", reason: expect.any(String) });
    },
  );

  it.each([
    "http://localhost:3000/webhook",
    "http://127.0.0.1/webhook",
    "http://127.1.2.3:3000/webhook",
    "http://[::1]:3000/webhook",
    "https://localhost/webhook",
  ])("%s will do, with the note that senders do not reach it", async (address) => {
    const { fetch, sent } = recordedFetch(refuse);
    const report = await probeWebhook(address, { appSecret, historyBytes, fetch });
    expect(resultOf(report, "address")).toMatchObject({ verdict: "passed", reason: expect.stringContaining("public") });
    expect(sent.length).toBeGreaterThan(0);
  });

  it.each([
    "https://my_receiver.example/webhook",
    "https://receiver.example:8443/webhook",
    "https://receiver.example:443/",
  ])("%s is none that 360dialog takes for a number, and the rest is probed all the same", async (address) => {
    const { fetch, sent } = recordedFetch(refuse);
    const webhookHeaders = { "x-key": platformSecret };
    const report = await probeWebhook(address, { webhookHeaders, historyBytes, fetch });
    expect(resultOf(report, "address").verdict).toBe("failed");
    expect(sent.length).toBeGreaterThan(0);
    const ofMeta = await probeWebhook(address, { appSecret, historyBytes, fetch });
    expect(resultOf(ofMeta, "address").verdict).toBe("passed");
  });

  it("may be a URL", async () => {
    const { fetch, sent } = recordedFetch(ok);
    await probeWebhook(new URL(url), { appSecret, historyBytes, fetch });
    expect(sent[0]?.request.url).toBe(url);
  });
});

describe("an answer", () => {
  it("of 200 to everything fails what must be refused", async () => {
    const { fetch } = recordedFetch(ok);
    const report = await probeWebhook(url, { appSecret, verifyToken, historyBytes, fetch });
    expect(report.ready).toBe(false);
    expect(verdictsOf(report)).toMatchObject({
      challenge: "failed",
      challenge_forged: "failed",
      signed: "passed",
      unsigned: "failed",
      forged: "failed",
      repeated: "passed",
    });
  });

  it("of 401 to everything leaves nothing to repeat", async () => {
    const { fetch, sent } = recordedFetch(() => new Response(null, { status: 401 }));
    const report = await probeWebhook(url, { appSecret, historyBytes, fetch });
    expect(verdictsOf(report)).toMatchObject({ signed: "failed", forged: "passed", repeated: "left_out" });
    expect(resultOf(report, "repeated").reason).toContain("nothing to repeat");
    expect(sent).toHaveLength(4);
  });

  it("that a browser hides because it is a redirect is a redirect", async () => {
    const hidden = Object.defineProperties(new Response(), { type: { value: "opaqueredirect" }, status: { value: 0 } });
    const { fetch, sent } = recordedFetch(() => hidden);
    const report = await probeWebhook(url, { appSecret, historyBytes, fetch });
    expect(resultOf(report, "signed")).toMatchObject({
      verdict: "failed",
      reason: expect.stringContaining("redirect"),
    });
    expect(resultOf(report, "signed")).not.toHaveProperty("status");
    expect(sent.every(({ request }) => request.redirect === "manual")).toBe(true);
  });

  it("that is a redirect with a body is let go of", async () => {
    const cancel = vi.fn();
    const { fetch } = recordedFetch(() => new Response(new ReadableStream({ cancel }), { status: 302 }));
    const report = await probeWebhook(url, { appSecret, historyBytes, fetch });
    expect(resultOf(report, "signed")).toMatchObject({ verdict: "failed", status: 302 });
    expect(cancel).toHaveBeenCalledTimes(4);
  });

  it("that is none, as Response.error() makes it, opens no inbox", async () => {
    const { fetch } = recordedFetch(() => Response.error());
    const report = await probeWebhook(url, { appSecret, historyBytes, fetch });
    expect(resultOf(report, "forged")).toMatchObject({ verdict: "failed", reason: expect.stringContaining("broke") });
    expect(resultOf(report, "forged")).not.toHaveProperty("status");
  });

  it("whose body has no end is read no further than needed", async () => {
    let pieces = 0;
    const cancel = vi.fn();
    const endless = (): Response =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => {
            pieces += 1;
            controller.enqueue(new Uint8Array(1_000));
          },
          cancel,
        }),
      );
    const { fetch } = recordedFetch(endless);
    const report = await probeWebhook(url, { appSecret, verifyToken, historyBytes, fetch });
    expect(resultOf(report, "signed").verdict).toBe("passed");
    expect(resultOf(report, "challenge").verdict).toBe("failed");
    expect(cancel).toHaveBeenCalledTimes(7);
    expect(pieces).toBeLessThan(100);
  });

  it("whose body breaks off is no answer", async () => {
    const broken = (): Response =>
      new Response(new ReadableStream({ start: (controller) => controller.error(new Error("canary")) }));
    const { fetch } = recordedFetch(broken);
    const report = await probeWebhook(url, { appSecret, historyBytes, fetch });
    expect(resultOf(report, "signed").verdict).toBe("failed");
    expect(JSON.stringify(report)).not.toContain("canary");
  });
});

describe("a fetch that fails", () => {
  const failing = (code: string) => (): never => {
    throw new TypeError("fetch failed for canary", { cause: Object.assign(new Error("canary"), { code }) });
  };

  it.each(["ECONNREFUSED", "ENOTFOUND", "CERT_HAS_EXPIRED"])(
    "with %s is tried once: the others would learn nothing new",
    async (code) => {
      const { fetch, sent } = recordedFetch(failing(code));
      const report = await probeWebhook(url, { appSecret, verifyToken, historyBytes, fetch });
      expect(sent).toHaveLength(1);
      expect(report.ready).toBe(false);
      expect(resultOf(report, "challenge").verdict).toBe("failed");
      expect(resultOf(report, "large_history")).toMatchObject({
        verdict: "left_out",
        reason: expect.stringContaining("could not reach"),
      });
      expect(JSON.stringify(report)).not.toContain("canary");
    },
  );

  it("with anything else is a result each time", async () => {
    const { fetch, sent } = recordedFetch(failing("ECONNRESET"));
    const report = await probeWebhook(url, { appSecret, historyBytes, fetch });
    expect(sent).toHaveLength(4);
    expect(verdictsOf(report)).toMatchObject({ signed: "failed", forged: "failed", large_history: "failed" });
  });

  it("may throw anything at all", async () => {
    const report = await probeWebhook(url, {
      appSecret,
      historyBytes,
      fetch: () => {
        throw undefined;
      },
    });
    expect(resultOf(report, "signed").verdict).toBe("failed");
  });
});

describe("the time limit", () => {
  it("ends a fetch that never ends, and tells it so", async () => {
    const signals: AbortSignal[] = [];
    const report = await probeWebhook(url, {
      appSecret,
      historyBytes,
      timeout: 5,
      fetch: ({ signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    expect(resultOf(report, "signed")).toMatchObject({ verdict: "failed", reason: expect.stringContaining("5 ms") });
    expect(signals).toHaveLength(4);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  it("ends a body that never ends", async () => {
    const cancel = vi.fn();
    const report = await probeWebhook(url, {
      appSecret,
      historyBytes,
      timeout: 5,
      fetch: () => new Response(new ReadableStream({ cancel })),
    });
    expect(resultOf(report, "signed")).toMatchObject({ verdict: "failed", reason: expect.stringContaining("5 ms") });
    expect(cancel).toHaveBeenCalledTimes(4);
  });
});

it("lets go of an answer that comes after the time limit", async () => {
  const cancel = vi.fn();
  let answerLate: (response: Response) => void = () => undefined;
  const late = new Promise<Response>((resolve) => {
    answerLate = resolve;
  });
  const { fetch } = recordedFetch((_, index) => (index === 0 ? late : new Response(null, { status: 401 })));
  await probeWebhook(url, { appSecret, historyBytes, timeout: 50, fetch });
  answerLate(new Response(new ReadableStream({ cancel })));
  await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
});

describe("the caller's signal", () => {
  const isAborted = expect.objectContaining({ name: "CoexistenceError", code: "aborted" });

  it.each([url, "http://receiver.example/webhook"])("that has fired already sends nothing to %s", async (address) => {
    const { fetch, sent } = recordedFetch(ok);
    const probing = probeWebhook(address, { appSecret, fetch, signal: AbortSignal.abort() });
    await expect(probing).rejects.toThrow(isAborted);
    expect(sent).toEqual([]);
  });

  it("ends a request under way, and all that would follow", async () => {
    const caller = new AbortController();
    const signals: AbortSignal[] = [];
    const probing = probeWebhook(url, {
      appSecret,
      fetch: ({ signal }) => {
        signals.push(signal);
        caller.abort(new Error("canary"));
        return new Promise(() => undefined);
      },
      signal: caller.signal,
    });
    const error = await probing.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CoexistenceError);
    expect(error).toEqual(isAborted);
    expect(String((error as Error).stack)).not.toContain("canary");
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

it("puts neither the address nor a secret into its report", async () => {
  const { fetch } = recordedFetch(() => new Response(`${appSecret} ${verifyToken} ${url}`, { status: 500 }));
  const report = await probeWebhook(`${url}?key=canary`, { appSecret, verifyToken, historyBytes, fetch });
  const printed = JSON.stringify(report);
  for (const secret of [appSecret, verifyToken, "receiver.example", "canary"]) expect(printed).not.toContain(secret);
});
