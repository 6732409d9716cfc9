import { unreadableBody } from "../../../parse/unreadable.ts";
import { dialog360Webhook, metaWebhook } from "../../../payloads/envelopes.ts";
import { historyChange, historyChunk, historyThread } from "../../../payloads/history.ts";
import { textMessage } from "../../../payloads/messages/text.ts";
import type { Case } from "../case.ts";
import { demand } from "../demand.ts";
import type { Instance } from "../instance.ts";
import type { Trial } from "../trial.ts";
import { bodyOf, bytesOf, changeWith, isSame, names, webhookWith } from "../webhooks.ts";

const noJson: Readonly<Record<string, string | Uint8Array>> = {
  "a text": "hello",
  "bytes that are no text": Uint8Array.of(0xff, 0x00, 0xfe, 0x80),
  "zero bytes": new Uint8Array(7),
  "each byte there is": Uint8Array.from({ length: 256 }, (_, byte) => byte),
  "a byte order mark and a text": "\ufeffhello",
  "a webhook that was cut off": '{"object":"whatsapp_business_account","entry":[',
};

/** Texts that stores and queues have changed on the way. JSON may escape any of their characters, or none. */
const texts: readonly string[] = [
  "Zwölf Brötchen, s'il vous plaît — ☕ 🥐 👩‍👩‍👧",
  "A zero\u0000in the middle",
  "Half an emoji \ud83e and the other half \udd50 alone",
  "\u2028 \u2029 \u0085 \ufeff \u200f שלום مرحبا",
  "'; DROP TABLE webhooks; -- \\ \\\\ \" %s $name {{name}} $1 :name ?",
  "\t\r\n\b\f\u007f\u001b[31m",
  "NaN undefined null 9007199254740993 1e999 -0",
];

/** Sends what is no webhook, and demands that the parser gets the same bytes. */
async function keepsBytes(trial: Trial, instance: Instance, what: string, bytes: Uint8Array): Promise<void> {
  const { id } = unreadableBody(bytes, {});
  await trial.send(instance, bytes);
  await trial.delivered([id], `A body that is no JSON (${what}) did not come out as an unknown event with its bytes.`);
  const isThere = instance.parsed.some((body) => isSame(body, bytes));
  demand(isThere, `A body that is no JSON (${what}) was handed on with other bytes.`);
}

export const acceptance: readonly Case[] = [
  {
    name: "delivers what it accepted, with its sender and the time at which it arrived",
    run: async (trial) => {
      const instance = await trial.open();
      const receivedAt = new Date(1_760_000_000_123);
      const webhooks = { meta: metaWebhook, "360dialog": dialog360Webhook };
      for (const provider of ["meta", "360dialog"] as const) {
        const name = `from-${provider}`;
        const webhook = webhooks[provider](changeWith({ name }));
        await trial.send(instance, bytesOf(JSON.stringify(webhook)), { provider, receivedAt });
        await trial.delivered([name], `A webhook from ${provider} was accepted and not delivered.`);
        const [call] = trial.deliveries.of(name);
        demand(call?.event.provider === provider, `A webhook from ${provider} came out as one from another sender.`);
        const isSameTime = call.event.receivedAt.getTime() === receivedAt.getTime();
        demand(isSameTime, "receivedAt is not the time at which the webhook arrived, to the millisecond.");
      }
    },
  },
  {
    name: "keeps bytes that are no webhook as they are",
    run: async (trial) => {
      const instance = await trial.open();
      for (const [what, body] of Object.entries(noJson)) await keepsBytes(trial, instance, what, bytesOf(body));
    },
  },
  {
    name: "keeps a body without any bytes",
    run: async (trial) => keepsBytes(trial, await trial.open(), "no bytes at all", bytesOf("")),
  },
  {
    name: "keeps every character of a text",
    run: async (trial) => {
      const instance = await trial.open();
      for (const [index, text] of texts.entries()) {
        const webhook = (name: string) => metaWebhook(changeWith({ name, text }));
        const bodies = {
          [`escaped${index}`]: bodyOf(webhook(`escaped${index}`)),
          [`plain${index}`]: bytesOf(JSON.stringify(webhook(`plain${index}`))),
          [`marked${index}`]: bytesOf(`\ufeff${JSON.stringify(webhook(`marked${index}`), undefined, 2)}`),
        };
        for (const [name, body] of Object.entries(bodies)) {
          await trial.send(instance, body);
          const sentence = `A webhook whose text is ${JSON.stringify(text)} did not come out with its message.`;
          await trial.delivered([name], sentence);
          const [call] = trial.deliveries.of(name);
          const message = call?.event.type === "message" ? call.event.message : undefined;
          const isKept = message?.type === "text" && (message as { text?: { body?: unknown } }).text?.body === text;
          demand(isKept, `A text came out as another: ${JSON.stringify(text)}`);
        }
      }
    },
  },
  {
    name: "takes 3 MB of history, and delivers all of it in its order",
    run: async (trial) => {
      const instance = await trial.open();
      const wanted = names("history", 7_500);
      const messages = wanted.map((id) => textMessage(`${"Until six, as every day. ".repeat(8)}`, { id }));
      const chats = Array.from({ length: 75 }, (_, chat) => messages.slice(chat * 100, chat * 100 + 100));
      const threads = chats.map((chat, index) => historyThread(chat, { waId: String(15_550_002_000 + index) }));
      const body = bodyOf(metaWebhook(historyChange(historyChunk({ threads }))));
      demand(body.length > 2_500_000 && body.length < 3_500_000, `The kit is wrong: ${body.length} bytes.`);
      await trial.send(instance, body);
      const arrived = (): string[] =>
        trial.deliveries.calls.flatMap(({ state, event }) => {
          if (event.type !== "history" || state !== "done") return [];
          return event.threads.flatMap((thread) => thread.messages.map(({ message }) => message.id));
        });
      await trial.until(() => new Set(arrived()).size >= wanted.length, "Messages of a large history are missing.");
      demand(arrived().length === wanted.length, "Messages of a large history were delivered more than once.");
      const inOrder = arrived().every((name, index) => name === wanted[index]);
      demand(inOrder, "The messages of a large history were not delivered in their order.");
    },
  },
  {
    name: "takes 64 webhooks at the same time",
    run: async (trial) => {
      const instance = await trial.open();
      const wanted = names("together", 64);
      await Promise.all(wanted.map((name, chat) => trial.send(instance, webhookWith({ name, chat }))));
      await trial.delivered(wanted, "Of 64 webhooks that came at the same time, not all were delivered.");
    },
  },
  {
    name: "accepts nothing any more once it is closed",
    run: async (trial) => {
      const instance = await trial.open();
      await instance.close();
      const isAccepted = await instance.accept(webhookWith({ name: "late" })).then(
        () => true,
        () => false,
      );
      demand(!isAccepted, "accept() resolved after close(): the sender gets its 200, and the webhook is lost.");
    },
  },
];
