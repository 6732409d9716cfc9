import { channel } from "node:diagnostics_channel";
import { createCoexistence } from "whatsapp-coexistence";
import { signMeta } from "whatsapp-coexistence/testing";
import { echoBodies } from "./durable/requests.ts";
import { appSecret } from "./durable/wire.ts";
import { type Measurement, measureInTurns } from "./measure.ts";

const perTurn = 200;
const candidates = 3;

/** What it costs to be told what a receiver does. */
export async function measureObserving(rounds: number): Promise<Measurement[]> {
  let count = 0;
  const receive = (observe?: () => void) => {
    const coexistence = createCoexistence({ appSecret, logger: false, ...(observe === undefined ? {} : { observe }) });
    coexistence.onAny(() => undefined);
    return async () => {
      const body = bodies[next++] as Buffer;
      await coexistence.receive({
        method: "POST",
        url: "/webhook",
        header: (name) => (name === "x-hub-signature-256" ? headers.get(body) : undefined),
        body: async () => body,
      });
    };
  };
  let next = 0;
  // One for each call: a repeated one would be passed over.
  const bodies = echoBodies(rounds * candidates * perTurn);
  const headers = new Map(bodies.map((body) => [body, signMeta(body, appSecret)]));
  const plain = receive();
  const subscribed = "a subscriber to the diagnostics channels";
  const observed = receive(() => count++);
  const channels = ["answered", "delivered"].map((name) => channel(`whatsapp-coexistence:${name}`));
  const subscriber = (): void => void count++;
  const measurements = await measureInTurns(
    {
      "nobody is told": plain,
      "an observer": observed,
      [subscribed]: plain,
    },
    {
      rounds,
      callsPerTurn: perTurn,
      before: (candidate) => {
        for (const channel of channels) {
          channel.unsubscribe(subscriber);
          if (candidate === subscribed) channel.subscribe(subscriber);
        }
      },
    },
  );
  for (const channel of channels) channel.unsubscribe(subscriber);
  if (count === 0) throw new Error("Nobody was told anything.");
  return measurements;
}
