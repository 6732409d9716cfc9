// What receive.mjs does, as somebody writes it who checks types: every event is narrowed, every import path is used.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type CoexistenceErrorCode,
  type CoexistenceEvent,
  createCoexistence,
  isCoexistenceError,
  type MessageRecord,
  parseWebhook,
} from "whatsapp-coexistence";
import { expressMount } from "whatsapp-coexistence/express";
import { fastifyMount } from "whatsapp-coexistence/fastify";
import { honoMount } from "whatsapp-coexistence/hono";
import { nodeMount } from "whatsapp-coexistence/node";
import * as schemas from "whatsapp-coexistence/schemas";
import { signMeta } from "whatsapp-coexistence/testing";

const appSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const webhook = JSON.stringify({
  object: "whatsapp_business_account",
  entry: [{ id: "1002", changes: [{ field: "account_update", value: { event: "ACCOUNT_OFFBOARDED" } }] }],
});

const coexistence = createCoexistence({ appSecret, verifyToken: "my-token", logger: false });
const events: { event: string; change: string; wabaId: string | undefined }[] = [];
coexistence.onAccount(({ event, change, wabaId }) => events.push({ event, change, wabaId }));

const saved: MessageRecord[] = [];
coexistence.onAny((event: CoexistenceEvent) => {
  if (event.type === "history") for (const { messages } of event.threads) saved.push(...messages);
  if (event.type === "echo" && event.message.type === "image") console.log(event.message.image.mime_type);
});
void [expressMount, fastifyMount, honoMount].map((mount) => mount(coexistence));
void schemas;

const server = createServer(nodeMount(coexistence));
server.listen(0, "127.0.0.1", () => void call());

async function call(): Promise<void> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
  const post = async (signature: string): Promise<number> => {
    const headers = { "x-hub-signature-256": signature };
    return (await fetch(url, { method: "POST", body: webhook, headers })).status;
  };
  const challenge = await fetch(`${url}?hub.mode=subscribe&hub.verify_token=my-token&hub.challenge=31415`);
  const genuine = await post(signMeta(webhook, appSecret));
  const forged = await post(signMeta(webhook, "another-secret-of-somebody"));
  console.log(JSON.stringify({ challenge: await challenge.text(), genuine, forged, events, error: findErrorCode() }));
  server.close();
}

function findErrorCode(): CoexistenceErrorCode | undefined {
  try {
    parseWebhook("no JSON");
  } catch (error) {
    if (isCoexistenceError(error)) return error.code;
  }
  return undefined;
}
