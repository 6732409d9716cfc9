import { describe, expect, it } from "vitest";
import {
  answerChallenge,
  type CoexistenceEvent,
  type CoexistenceOptions,
  createCoexistence,
  memoryIntake,
  parseWebhook,
  verify,
} from "../../../src/index.ts";
import { signDialog360, signMeta } from "../../../src/testing/index.ts";
import { useRejectionTrap } from "../dispatch/promises.ts";
import { canaries, everythingOf, found } from "./canaries.ts";
import { post, url } from "./webhooks.ts";

useRejectionTrap();

const [appSecret, oldSecret, platformSecret, headerSecret, verifyToken, foreignSecret] = canaries.secrets as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const [from, to, display, waId, status] = canaries.numbers as [string, string, string, string, string];
const [text, name, field, type, token] = canaries.texts as [string, string, string, string, string];
const [key, entryKey, valueKey, messageKey, rootKey] = canaries.keys as [string, string, string, string, string];

const value = (more: object): object => ({
  messaging_product: "whatsapp",
  metadata: { display_phone_number: display, phone_number_id: canaries.numbers[5] },
  ...more,
});
const change = (fieldName: unknown, content: unknown): string =>
  JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: canaries.numbers[6], changes: [{ field: fieldName, value: content }] }],
  });
let messages = 0;
/** A message of its own: one with the id of another would be taken for it. */
const message = (more: object = {}): object => ({
  id: `wamid.${canaries.texts[5]}.${messages++}`,
  from,
  timestamp: "1760000000",
  type: "text",
  text: { body: text },
  ...more,
});
const contacts = [{ wa_id: waId, profile: { name } }];
const everyCanary = Object.fromEntries(
  canaries.keys.map((name, index) => [name, { text: canaries.texts[index], number: canaries.numbers[index] }]),
);

/** Bodies that are understood, or not, each in a way of its own. */
const bodies: [title: string, body: string | Uint8Array<ArrayBuffer>][] = [
  ["a live message", change("messages", value({ contacts, messages: [message()] }))],
  ["a malformed message", change("messages", value({ contacts, messages: [message({ text: { body: { text } } })] }))],
  ["a message of a new type", change("messages", value({ contacts, messages: [message({ type })] }))],
  ["a message with a key of its own", change("messages", value({ messages: [message({ [messageKey]: to })] }))],
  [
    "a malformed contact",
    change("messages", value({ contacts: [{ wa_id: [waId], [key]: name }], messages: [message()] })),
  ],
  ["a list of messages that is none", change("messages", value({ messages: text }))],
  ["an unknown key in the value", change("messages", value({ [valueKey]: { [key]: text }, messages: [message()] }))],
  ["a message with all of them", change("messages", value({ messages: [message(everyCanary)] }))],
  ["an unknown field", change(field, value({ messages: [message()] }))],
  ["a value that is none", change("messages", text)],
  ["an account event", change("account_update", { event: canaries.texts[6], phone_number: to })],
  ["a malformed account event", change("account_update", { event: { [key]: to } })],
  [
    "a status",
    change("messages", value({ statuses: [{ id: text, status: "read", timestamp: "1", recipient_id: status }] })),
  ],
  ["a malformed status", change("messages", value({ statuses: [{ id: [text], recipient_id: { [key]: status } }] }))],
  [
    "a contact of the address book",
    change(
      "smb_app_state_sync",
      value({ state_sync: [{ type: "contact", action: type, contact: { full_name: name, phone_number: to } }] }),
    ),
  ],
  [
    "an unknown item of the address book",
    change("smb_app_state_sync", value({ state_sync: [{ type, [key]: { phone_number: to } }] })),
  ],
  ["an unknown key in an entry", JSON.stringify({ entry: [{ id: "1", changes: [], [entryKey]: text }] })],
  ["an unknown key in the body", JSON.stringify({ entry: [], [rootKey]: text })],
  ["another object", JSON.stringify({ object: text, entry: [{ id: to }] })],
  ["an entry that is none", JSON.stringify({ entry: [text] })],
  ["an envelope of its own", JSON.stringify({ [key]: text })],
  ["a partner event", JSON.stringify({ id: text, event: canaries.texts[7], data: { [key]: to } })],
  ["a text", JSON.stringify(text)],
  ["JSON that breaks off", `{"from":"${from}","text":"${text}`],
  ["no JSON", `${text} ${from}`],
  ["no UTF-8", Uint8Array.from([...Buffer.from(`"${text} ${from}`), 0xff, 0x22])],
  ["deep nesting", `${"[".repeat(100)}"${text}"${"]".repeat(100)}`],
  ["a large number", `{"${key}":${from}000000000}`],
  ["a risky key", `{"__proto__":{"${key}":"${text}"},"constructor":{"prototype":{"${key}":"${to}"}}}`],
];

const credentials: CoexistenceOptions = {
  appSecret: [appSecret, oldSecret],
  platformSecret,
  webhookHeaders: { "x-webhook-secret": headerSecret },
  verifyToken,
};

interface Printed {
  /** Everything that was written, answered or thrown. */
  readonly text: string;
  /** What listeners were given. */
  readonly events: readonly CoexistenceEvent[];
}

async function send(
  requests: readonly Request[],
  options: Partial<CoexistenceOptions> = {},
  fails = false,
): Promise<Printed> {
  const printed: string[] = [];
  const events: CoexistenceEvent[] = [];
  const write = (line: string): void => void printed.push(line);
  const coexistence = createCoexistence({ ...credentials, logger: { warn: write, error: write }, ...options });
  coexistence.onAny((event) => {
    events.push(event);
    if (fails) throw new Error("the database is away");
  });
  coexistence.onError((error) => void printed.push(everythingOf(error, { showHidden: true })));
  for (const request of requests) {
    const response = await coexistence.fetch(request);
    printed.push(JSON.stringify([...response.headers]), await response.text());
  }
  await coexistence.close();
  return { text: printed.join("\n"), events };
}

const byMeta = (body: string | Uint8Array<ArrayBuffer>): Request =>
  post(body, { "x-hub-signature-256": signMeta(body, appSecret) });
const byDialog360 = (body: string | Uint8Array<ArrayBuffer>): Request =>
  post(body, { "x-360dialog-signature": signDialog360(body, platformSecret) });

describe("no secret, number or text of a webhook", () => {
  it("is given away by one that is understood, or not", async () => {
    const { text: printed, events } = await send(bodies.flatMap(([, body]) => [byMeta(body), byDialog360(body)]));
    expect(found(printed)).toEqual([]);
    // Else nothing was looked for: the listeners did get them.
    expect(found(JSON.stringify(events)).length).toBe(30);
    expect(printed).toContain("were not understood");
  });

  it.each(bodies)("is given away by %s when a listener fails", async (_, body) => {
    const { text: printed, events } = await send([byMeta(body)], {}, true);
    expect(events.length).toBeGreaterThan(0);
    expect(printed).toContain("listener_failed");
    expect(found(printed)).toEqual([]);
  });

  it("is given away by one that is refused", async () => {
    const body = change("messages", value({ messages: [message()] }));
    const headers: Record<string, string>[] = [
      {},
      { "x-hub-signature-256": token },
      { "x-hub-signature-256": `sha256=${text}` },
      { "x-hub-signature-256": signMeta(body, foreignSecret) },
      { "x-360dialog-signature": token },
      { "x-360dialog-signature": signDialog360(body, foreignSecret) },
      ...canaries.secrets.filter((secret) => secret !== headerSecret).map((secret) => ({ "x-webhook-secret": secret })),
      { "x-webhook-secret": headerSecret, "x-hub-signature-256": token },
      { "x-webhook-secret": headerSecret, "content-encoding": token },
    ];
    const { text: printed, events } = await send(headers.map((header) => post(body, header)));
    expect(found(printed)).toEqual([]);
    expect(events).toEqual([]);
  });

  it("is given away by a verification request that is refused", async () => {
    const query = (given: string, challenge: string): string =>
      `?${new URLSearchParams({ "hub.mode": "subscribe", "hub.verify_token": given, "hub.challenge": challenge })}`;
    const requests = [query(foreignSecret, from), query(verifyToken, text), query(verifyToken, key)].map(
      (parameters) => new Request(url + parameters),
    );
    expect(found((await send(requests)).text)).toEqual([]);
  });

  it("is given away by a body that does not arrive", async () => {
    const broken = (fail: (controller: ReadableStreamDefaultController<Uint8Array>) => void): Request => {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(`{"text":"${text}`));
          fail(controller);
        },
      });
      return post(stream, { "x-webhook-secret": headerSecret });
    };
    const used = byMeta(text);
    await used.text();
    const requests = [broken((controller) => controller.error(new Error(text))), broken(() => undefined), used];
    const { text: printed } = await send(requests, { bodyTimeout: 20 });
    expect(printed).toContain("body_incomplete");
    expect(printed).toContain("raw_body_unavailable");
    expect(found(printed)).toEqual([]);
  });

  it("is given away by listeners that take too long", async () => {
    const printed: string[] = [];
    const write = (line: string): void => void printed.push(line);
    const intake = memoryIntake({ deadline: 5 });
    const coexistence = createCoexistence({ ...credentials, intake, logger: { warn: write, error: write } });
    coexistence.onError((error) => void printed.push(everythingOf(error, { showHidden: true })));
    coexistence.onMessage(() => new Promise((end) => setTimeout(end, 30)));
    const [, body] = bodies[0] as [string, string];
    expect((await coexistence.fetch(byMeta(body))).status).toBe(503);
    await coexistence.close();
    expect(printed.join("\n")).toContain("deadline_exceeded");
    expect(found(printed.join("\n"))).toEqual([]);
  });

  it("is given away by a wrong set-up", async () => {
    const short = "qzs0";
    const attempts: (() => unknown)[] = [
      () => createCoexistence(appSecret as never),
      () => createCoexistence([appSecret] as never),
      () => createCoexistence({ appSecret: short }),
      () => createCoexistence({ appSecret: [appSecret, short] }),
      () => createCoexistence({ appSecret: { appSecret } as never }),
      () => createCoexistence({ platformSecret: short }),
      () => createCoexistence({ webhookHeaders: { [key]: headerSecret } }),
      () => createCoexistence({ webhookHeaders: { "x-secret": short } }),
      () => createCoexistence({ webhookHeaders: { [`x ${key}`]: headerSecret } }),
      () => createCoexistence({ appSecret, verifyToken: verifyToken.repeat(20) }),
      () => createCoexistence({ appSecret, intake: appSecret as never }),
      () => createCoexistence({ appSecret, logger: appSecret as never }),
      () => createCoexistence({ appSecret, bodyTimeout: appSecret as never }),
      () => memoryIntake({ deadline: appSecret as never }),
      () => verify("{}", token, appSecret as never),
      () => verify("{}", token, { appSecret: short }),
      () => verify({ text } as never, token, { appSecret }),
      () => answerChallenge(new URLSearchParams({ text }), { verifyToken: verifyToken.repeat(20) }),
      () => parseWebhook(`{"text":"${text}`),
      () => parseWebhook(Uint8Array.from([...Buffer.from(text), 0xff])),
      () => createCoexistence({ appSecret }).on(text as never, () => undefined),
      () => createCoexistence({ appSecret }).onEcho(text as never),
    ];
    const printed: string[] = [];
    for (const attempt of attempts) {
      const error = await Promise.resolve()
        .then(attempt)
        .then(
          () => undefined,
          (reason) => reason,
        );
      printed.push(everythingOf(error, { showHidden: true }));
    }
    expect(found(printed.join("\n"))).toEqual([]);
    expect(printed.filter((line) => line.includes("CoexistenceError"))).toHaveLength(attempts.length);
  });
});

describe("what the application's own code throws", () => {
  const [, body] = bodies[0] as [string, string];
  const own = Object.assign(new Error(text), { parameters: [from, body], cause: new Error(to) });

  it.each<[title: string, options: Partial<CoexistenceOptions>, code: string, member: "failures" | "reason"]>([
    ["a listener", {}, "listener_failed", "failures"],
    // Drivers of databases and queues put what they were given into their errors.
    [
      "an intake",
      { intake: () => ({ accept: () => Promise.reject(own), close: async () => {} }) },
      "intake_failed",
      "reason",
    ],
  ])("in %s is handed to onError, and printed nowhere", async (_, options, code, member) => {
    const printed: string[] = [];
    const errors: unknown[] = [];
    const write = (line: string): void => void printed.push(line);
    const coexistence = createCoexistence({ ...credentials, logger: { warn: write, error: write }, ...options });
    coexistence.onMessage(() => Promise.reject(own));
    coexistence.onError((error) => void errors.push(error));
    expect((await coexistence.fetch(byMeta(body))).status).toBe(503);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code });
    const kept = (errors[0] as Record<string, unknown>)[member];
    expect(member === "failures" ? (kept as { error: unknown }[])[0]?.error : kept).toBe(own);
    printed.push(everythingOf(errors[0], { showHidden: false }));
    expect(found(printed.join("\n"))).toEqual([]);
  });
});

describe("the search for canaries", () => {
  const [event] = parseWebhook(bodies[0]?.[1] as string);

  it("looks for forty of them", () => {
    const all = Object.values(canaries).flat();
    expect(new Set(all.flatMap(found)).size).toBe(40);
    expect(all).toHaveLength(40);
  });

  it.each<[title: string, printed: string]>([
    ["a line with the event", `could not save ${JSON.stringify(event)}`],
    ["a message with a number", everythingOf(new Error(`no customer ${from}`), { showHidden: true })],
    ["an error with the event on it", everythingOf(Object.assign(new Error("no"), { event }), { showHidden: false })],
    [
      "an error with a hidden event",
      everythingOf(Object.defineProperty(new Error("no"), "event", { value: event }), { showHidden: true }),
    ],
    ["a cause", everythingOf(new Error("no", { cause: new Error(text) }), { showHidden: false })],
    [
      "a cause of a cause",
      everythingOf(new Error("no", { cause: new Error("no", { cause: new Error(appSecret) }) }), { showHidden: false }),
    ],
    ["half a key", `unknown_key at ${key.slice(0, 8)}`],
    ["half a number", `for ${from.slice(0, 8)}`],
  ])("notices %s", (_, printed) => {
    expect(found(printed)).not.toEqual([]);
  });
});
