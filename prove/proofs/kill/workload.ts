import { Random } from "../../../src/payloads/random.ts";
import {
  echoChange,
  historyChange,
  historyChunk,
  historyThread,
  messageChange,
  messageStatus,
  metaWebhook,
  statusChange,
  textMessage,
} from "../../../src/testing/index.ts";
import { type Parcel, pack } from "../../sending/sender.ts";

/** A webhook, and what is in it. */
export interface Load {
  readonly parcel: Parcel;
  /** What listeners have to learn from it. */
  readonly facts: readonly string[];
}

export const appSecret = "0123456789abcdef0123456789abcdef";

const chats = 300;
// In 20,000 webhooks these are fifty, of up to 300 kB: the intake cuts them into parts.
const historyEvery = 400;

/** The webhook of a place, the same each time that it is asked for. Nothing in it is in the webhook of another place. */
export function loadOf(place: number, seed: number): Load {
  const random = new Random(seed * 1_000_003 + place);
  const customer = { waId: String(15_550_001_000 + random.below(chats)) };
  if (place % historyEvery === historyEvery / 2) return historyOf(place, random);
  const kind = random.next();
  const id = `wamid.${place}`;
  const text = () => textMessage(random.letters(20 + random.below(400)), { id });
  if (kind < 0.45) return make(messageChange(text(), { customer }), [`message ${id}`]);
  if (kind < 0.75) return make(echoChange({ ...text(), to: customer.waId }), [`echo ${id}`]);
  if (kind < 0.95) {
    const status = random.pick(["sent", "delivered", "read"] as const);
    return make(statusChange(messageStatus(status, { id }), { customer }), [`status ${id} ${status}`]);
  }
  const ids = Array.from({ length: 2 + random.below(8) }, (_, index) => `${id}.${index}`);
  const messages = ids.map((one) => textMessage(random.letters(30), { id: one }));
  return make(
    messageChange(messages, { customer }),
    ids.map((one) => `message ${one}`),
  );
}

function historyOf(place: number, random: Random): Load {
  const ids = Array.from({ length: 100 + random.below(1_000) }, (_, index) => `wamid.${place}.${index}`);
  const threads = Array.from({ length: 10 }, (_, chat) =>
    historyThread(
      ids.filter((_, index) => index % 10 === chat).map((id) => textMessage(random.letters(100), { id })),
      { waId: String(15_550_001_000 + chat) },
    ),
  );
  const chunk = historyChunk({ phase: 1, chunkOrder: place, progress: 50, threads });
  return make(
    historyChange(chunk),
    ids.map((id) => `history ${id}`),
  );
}

function make(change: Parameters<typeof metaWebhook>[0], facts: readonly string[]): Load {
  return { parcel: pack(metaWebhook(change), appSecret), facts };
}
