import {
  echoChange,
  escapeLikeMeta,
  historyChange,
  metaWebhook,
  mixedHistoryChunk,
  signMeta,
  textMessage,
} from "whatsapp-coexistence/testing";
import { requestOf } from "./sender.ts";
import { appSecret } from "./wire.ts";

const customers = 200;
const historyMessages = 10_800;
let made = 0;

/** Bodies of echoes of about 1 kB to some hundred customers, each another message. */
export function echoBodies(count: number): Buffer[] {
  const text = "Good morning, the café opens at nine. See https://example.com/menu for today's cakes. ".repeat(4);
  const message = textMessage(text, { id: "wamid.ECHO" });
  const template = print(metaWebhook(echoChange(message, { customer: { waId: "15550003000" } })));
  return Array.from({ length: count }, () => {
    const customer = 15_550_003_000 + (++made % customers);
    const body = template.replaceAll("15550003000", String(customer)).replaceAll("wamid.ECHO", wamid(made));
    return Buffer.from(body);
  });
}

/** Bodies of histories of 3 MB, each with other messages. */
export function historyBodies(count: number): Buffer[] {
  const template = print(metaWebhook(historyChange(mixedHistoryChunk(historyMessages))));
  return Array.from({ length: count }, () =>
    Buffer.from(template.replaceAll("wamid.HBgL", `wamid.${String(++made).padStart(4, "0")}`)),
  );
}

export function sign(bodies: readonly Buffer[]): Buffer[] {
  return bodies.map((body) => requestOf(body, signMeta(body, appSecret)));
}

function print(webhook: unknown): string {
  return escapeLikeMeta(JSON.stringify(webhook));
}

function wamid(number: number): string {
  return `wamid.HBgLMTU1NTAwMDMwMDAVAgARGBI${String(number).padStart(16, "0")}AA==`;
}
