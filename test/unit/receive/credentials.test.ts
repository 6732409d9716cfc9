import { describe, expect, it } from "vitest";
import { type Coexistence, type CoexistenceOptions, createCoexistence } from "../../../src/index.ts";
import { signDialog360, signMeta } from "../../../src/testing/index.ts";
import { withoutNodeCrypto } from "../runtime/without-node-crypto.ts";
import { appSecret, liveMessage, platformSecret, post, webhookHeaders } from "./webhooks.ts";

const body = liveMessage();
const foreignSecret = "ffeeddccbbaa99887766554433221100";
const meta = { "x-hub-signature-256": signMeta(body, appSecret) };
const wrongMeta = { "x-hub-signature-256": signMeta(body, foreignSecret) };
const dialog360 = { "x-360dialog-signature": signDialog360(body, platformSecret) };
const wrongDialog360 = { "x-360dialog-signature": signDialog360(body, foreignSecret) };
const wrongShared = { "x-webhook-secret": "the header of somebody else's URL" };

const onlyMeta = { appSecret };
const onlyPartner = { platformSecret };
const onlyShared = { webhookHeaders };
const all = { appSecret, platformSecret, webhookHeaders };

type Case = [
  title: string,
  options: Partial<CoexistenceOptions>,
  headers: Record<string, string>,
  provider: string | number,
];

const cases: Case[] = [
  ["Meta's signature", onlyMeta, meta, "meta"],
  ["360dialog's signature", onlyPartner, dialog360, "360dialog"],
  [
    "360dialog's signature with a prefix",
    onlyPartner,
    { "x-360dialog-signature": signMeta(body, platformSecret) },
    "360dialog",
  ],
  ["the shared header", onlyShared, webhookHeaders, "360dialog"],
  ["the older secret of two", { appSecret: [foreignSecret, appSecret] }, meta, "meta"],
  ["Meta's signature, where all are known", all, meta, "meta"],
  ["360dialog's signature, where all are known", all, dialog360, "360dialog"],
  ["the shared header, where all are known", all, webhookHeaders, "360dialog"],
  ["Meta's signature beside a wrong shared header", all, { ...meta, ...wrongShared }, "meta"],
  // 360dialog may pass on headers of Meta, which nobody can check there.
  [
    "the shared header beside a signature nobody has a secret for",
    onlyShared,
    { ...webhookHeaders, ...wrongMeta },
    "360dialog",
  ],

  ["no header", all, {}, 401],
  ["a wrong signature of Meta", all, wrongMeta, 401],
  ["a wrong signature of Meta beside the right shared header", all, { ...wrongMeta, ...webhookHeaders }, 401],
  ["a wrong signature of Meta beside the right one of 360dialog", all, { ...wrongMeta, ...dialog360 }, 401],
  [
    "a malformed signature of Meta beside the right shared header",
    all,
    { "x-hub-signature-256": "no", ...webhookHeaders },
    401,
  ],
  [
    "an empty signature of Meta beside the right shared header",
    all,
    { "x-hub-signature-256": "", ...webhookHeaders },
    401,
  ],
  ["a wrong signature of 360dialog beside the right shared header", all, { ...wrongDialog360, ...webhookHeaders }, 401],
  ["a wrong shared header", onlyShared, wrongShared, 401],
  [
    "Meta's signature twice",
    onlyMeta,
    { "x-hub-signature-256": `${meta["x-hub-signature-256"]}, ${meta["x-hub-signature-256"]}` },
    401,
  ],
  ["Meta's signature, where only 360dialog's secret is known", onlyPartner, meta, 401],
  ["360dialog's signature, where only Meta's secret is known", onlyMeta, dialog360, 401],
  ["the shared header, where none is known", onlyMeta, webhookHeaders, 401],
  ["Meta's signature in 360dialog's header", all, { "x-360dialog-signature": meta["x-hub-signature-256"] }, 401],
];

const { createCoexistence: createOnWebCrypto } = await withoutNodeCrypto(() => import("../../../src/index.ts"));

describe("a webhook with", () => {
  it.each(cases)("%s gives the right answer", async (_, credentials, headers, provider) => {
    expect(await outcome(createCoexistence({ ...credentials, logger: false }), headers)).toBe(provider);
  });

  it.each(cases)("%s gives the same answer with WebCrypto", async (_, credentials, headers, provider) => {
    expect(await outcome(createOnWebCrypto({ ...credentials, logger: false }), headers)).toBe(provider);
  });
});

/** Who is said to have sent it, or the status where nobody is. */
async function outcome(
  { fetch, onAny }: Pick<Coexistence, "fetch" | "onAny">,
  headers: Record<string, string>,
): Promise<string | number> {
  const providers: string[] = [];
  onAny(({ provider }) => providers.push(provider));
  const { status } = await fetch(post(body, headers));
  return status === 200 ? providers.join() : status;
}
