import type { RequestListener } from "node:http";
import type express from "express";
import { afterEach, describe, expect, it, vi } from "vitest";
import { expressMount } from "../../src/express/index.ts";
import { createCoexistence } from "../../src/index.ts";
import { keepBytes, versions } from "./mounts/express.ts";
import { listen, type RunningReceiver } from "./mounts/running-receiver.ts";
import { appSecret, KeptLog, post, textWebhook, verifyToken, webhookOfSize } from "./sender.ts";

type Express = typeof express;
type Arrange = (express: Express, webhook: ReturnType<typeof expressMount>) => ReturnType<Express>;

let receiver: RunningReceiver;

afterEach(async () => {
  await receiver.close();
});

describe.each(versions)("%s", (_, express) => {
  async function start(arrange: Arrange): Promise<KeptLog> {
    const logger = new KeptLog();
    const coexistence = createCoexistence({ appSecret, verifyToken, logger });
    receiver = await listen(coexistence, arrange(express, expressMount(coexistence)) as RequestListener);
    return logger;
  }

  const verification = (): Promise<Response> =>
    fetch(`${receiver.url}?hub.mode=subscribe&hub.verify_token=${encodeURIComponent(verifyToken)}&hub.challenge=1`);

  // The check runs beside the request, so what comes after two more requests has had its time.
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 2; turn++) await verification();
  };

  it.each<[what: string, parser: string, arrange: Arrange]>([
    [
      "for the whole application",
      "express.json()",
      (express, webhook) => express().use(express.json()).all("/webhook", webhook),
    ],
    [
      "that reads every content type",
      "express.raw()",
      (express, webhook) =>
        express()
          .use(express.raw({ type: "*/*" }))
          .all("/webhook", webhook),
    ],
    [
      "that keeps the bytes, with its limit of 100 kB",
      "express.json()",
      (express, webhook) =>
        express()
          .use(express.json({ verify: keepBytes }))
          .all("/webhook", webhook),
    ],
    [
      "on the path of the webhook",
      "express.json()",
      (express, webhook) => express().use("/webhook", express.json()).use("/webhook", webhook),
    ],
    ["in the same route", "express.json()", (express, webhook) => express().all("/webhook", express.json(), webhook)],
    [
      "in front of a router that holds the webhook",
      "express.json()",
      (express, webhook) => express().use(express.json()).use("/", express.Router().all("/webhook", webhook)),
    ],
    [
      "inside the router that holds the webhook",
      "express.json()",
      (express, webhook) => express().use("/webhook", express.Router().use(express.json()).all("/", webhook)),
    ],
  ])("warns once, with the first request, of a parser %s", async (_what, parser, arrange) => {
    const logger = await start(arrange);
    expect((await verification()).status).toBe(200);
    await vi.waitFor(() => expect(logger.lines).toHaveLength(1));
    await settle();
    expect(logger.lines).toEqual([
      expect.stringMatching(/stands before the webhook and refuses large ones.*Mount the webhook before express\.json/),
    ]);
    expect(logger.lines[0]).toContain(`: ${parser} stands`);
  });

  it.each<[what: string, arrange: Arrange]>([
    ["there is none", (express, webhook) => express().all("/webhook", webhook)],
    ["it comes after the webhook", (express, webhook) => express().all("/webhook", webhook).use(express.json())],
    ["it serves another path", (express, webhook) => express().use("/api", express.json()).all("/webhook", webhook)],
    [
      "it reads other content types",
      (express, webhook) =>
        express()
          .use(express.urlencoded({ extended: false }), express.text(), express.raw())
          .all("/webhook", webhook),
    ],
    [
      "it takes large bodies and keeps the bytes",
      (express, webhook) =>
        express()
          .use(express.json({ limit: "4mb", verify: keepBytes }))
          .all("/webhook", webhook),
    ],
    [
      "its position cannot be known, because the webhook stands in a function",
      (express, webhook) =>
        express()
          .use(express.json())
          .all("/webhook", (request, response) => webhook(request, response)),
    ],
    [
      "its position cannot be known, because the application stands in another one",
      (express, webhook) => express().use(express.json()).use("/", express().all("/webhook", webhook)),
    ],
  ])("warns of nothing when %s", async (_what, arrange) => {
    const logger = await start(arrange);
    await settle();
    expect(logger.lines).toEqual([]);
  });

  it("warns of what is really so: the parser answers 413 in place of the webhook", async () => {
    await start((express, webhook) =>
      express()
        .use(express.json({ verify: keepBytes }))
        .all("/webhook", webhook),
    );
    expect((await post(receiver.url, textWebhook("small"))).status).toBe(200);
    expect((await post(receiver.url, webhookOfSize(200_000))).status).toBe(413);
  });

  it("calls no verify function of the application to find out", async () => {
    const verify = vi.fn();
    await start((express, webhook) =>
      express()
        .use(express.json({ limit: "4mb", verify }))
        .all("/webhook", webhook),
    );
    await settle();
    expect(verify).not.toHaveBeenCalled();
  });
});
