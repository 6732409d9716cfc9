import { createHmac, timingSafeEqual } from "node:crypto";
import { createCoexistence, parseWebhook, verify } from "whatsapp-coexistence";
import { signMeta } from "whatsapp-coexistence/testing";
import { type Measurement, measureInTurns } from "./measure.ts";

const appSecret = "0123456789abcdef0123456789abcdef";

/**
 * The whole way of one webhook, from its raw bytes to one listener, against the least that anyone has to do: the HMAC over
 * the body, and `JSON.parse` of the same bytes.
 */
export function measurePipeline(
  json: string,
  sizes: { rounds: number; callsPerTurn?: number },
): Promise<Measurement[]> {
  const body = Buffer.from(json);
  const header = signMeta(body, appSecret);
  const signature = Buffer.from(header.slice("sha256=".length), "hex");

  let delivered = 0;
  return measureInTurns(
    {
      "floor: HMAC and JSON.parse": () => {
        const expected = createHmac("sha256", appSecret).update(body).digest();
        if (!timingSafeEqual(expected, signature)) throw new Error("The floor does not verify.");
        return JSON.parse(body.toString());
      },
      "verify alone": () => verify(body, header, { appSecret }),
      "parseWebhook alone: decode, validate, build events": () => parseWebhook(body),
      "the whole receiver: verify, parse, dedupe, dispatch": async () => {
        // A new receiver each time: an old one would remember the events as done.
        const coexistence = createCoexistence({ appSecret, logger: false });
        coexistence.onAny(() => delivered++);
        const before = delivered;
        const { status } = await coexistence.receive({
          method: "POST",
          url: "/webhook",
          header: (name) => (name === "x-hub-signature-256" ? header : undefined),
          body: async () => body,
        });
        if (status !== 200 || delivered === before) throw new Error("The receiver delivered nothing.");
      },
    },
    sizes,
  );
}
