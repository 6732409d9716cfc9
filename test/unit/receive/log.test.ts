import { describe, expect, it, vi } from "vitest";
import { createCoexistence, type Logger, parseWebhook, type UnknownEvent } from "../../../src/index.ts";
import { describeUnknown } from "../../../src/receive/log.ts";
import { useRejectionTrap } from "../dispatch/promises.ts";
import { appSecret, liveMessage, post, postOfMeta, receiver } from "./webhooks.ts";

useRejectionTrap();

const forged = { "x-hub-signature-256": `sha256=${"0".repeat(64)}` };

describe("a log line", () => {
  it("is written for nothing that was understood", async () => {
    const { coexistence, lines } = receiver();
    await coexistence.fetch(postOfMeta(liveMessage()));
    expect(lines).toEqual([]);
  });

  it("says that a webhook was refused for want of a signature", async () => {
    const { coexistence, lines } = receiver();
    await coexistence.fetch(post(liveMessage()));
    expect(lines).toEqual(["warn whatsapp-coexistence: refused a webhook with 401: no usable signature header"]);
  });

  it("says that a webhook was refused for a wrong signature", async () => {
    const { coexistence, lines } = receiver();
    await coexistence.fetch(post(liveMessage(), forged));
    expect(lines).toEqual([
      "warn whatsapp-coexistence: refused a webhook with 401: the signature does not belong to this body and secret",
    ]);
  });

  it("says once that something was not understood, however often it is read", async () => {
    const { coexistence, lines } = receiver();
    for (let round = 0; round < 3; round++) await coexistence.fetch(postOfMeta('{"hello":"world"}'));
    await coexistence.fetch(postOfMeta('{"hello":"moon"}'));
    expect(lines).toHaveLength(2);
  });

  it("says where something stands that was not understood, and under which id", async () => {
    const { coexistence, lines } = receiver();
    const ids: string[] = [];
    coexistence.onUnknown(({ id }) => ids.push(id));
    await coexistence.fetch(postOfMeta('{"hello":"world"}'));
    expect(lines).toEqual([
      `warn whatsapp-coexistence: 1 item(s) were not understood: unknown_envelope at the body (${ids[0]})`,
    ]);
  });

  it("says which events failed", async () => {
    const { coexistence, lines } = receiver();
    const ids: string[] = [];
    coexistence.onMessage(({ id }) => {
      ids.push(id);
      throw new Error("away");
    });
    await coexistence.fetch(postOfMeta(liveMessage()));
    expect(lines).toEqual([
      `error whatsapp-coexistence: answered 503: 1 listener call(s) failed for message (${ids[0]}). What they threw is in error.failures: see onError.`,
    ]);
  });

  it("goes to the console where no logger is given", async () => {
    const warn = vi.spyOn(console, "warn");
    await createCoexistence({ appSecret }).fetch(post(liveMessage()));
    expect(warn.mock.calls).toEqual([[expect.stringContaining("refused a webhook with 401")]]);
    warn.mockClear();
  });

  it("goes nowhere where the logger is false", async () => {
    const warn = vi.spyOn(console, "warn");
    await createCoexistence({ appSecret, logger: false }).fetch(post(liveMessage()));
    expect(warn).not.toHaveBeenCalled();
  });
});

describe("a logger", () => {
  it("is called as a method", async () => {
    class Lines implements Logger {
      readonly #lines: string[] = [];
      warn(line: string): void {
        this.#lines.push(line);
      }
      error(line: string): void {
        this.#lines.push(line);
      }
      get count(): number {
        return this.#lines.length;
      }
    }
    const logger = new Lines();
    await createCoexistence({ appSecret, logger }).fetch(post(liveMessage()));
    expect(logger.count).toBe(1);
  });

  it("that fails changes no answer, and stops no event", async () => {
    const fail = (): never => {
      throw new Error("the disk of the log is full");
    };
    const coexistence = createCoexistence({ appSecret, logger: { warn: fail, error: fail } });
    const unknown = vi.fn();
    coexistence.onUnknown(unknown);
    expect((await coexistence.fetch(post(liveMessage()))).status).toBe(401);
    expect((await coexistence.fetch(postOfMeta("{}"))).status).toBe(200);
    expect(unknown).toHaveBeenCalledOnce();
    coexistence.onMessage(() => Promise.reject(new Error("away")));
    expect((await coexistence.fetch(postOfMeta(liveMessage()))).status).toBe(503);
  });
});

describe("describeUnknown", () => {
  const unknownOf = (body: object): readonly UnknownEvent[] =>
    parseWebhook(body).filter((event) => event.type === "unknown");
  const inEntry = (more: object): object => ({ entry: [{ id: "1", changes: [], ...more }] });

  it("says nothing where there is nothing unknown", () => {
    expect(describeUnknown(parseWebhook(liveMessage()))).toBeUndefined();
  });

  it("names five, and counts the rest", () => {
    const line = describeUnknown(unknownOf({ entry: Array(7).fill(null) }));
    expect(line).toContain("7 item(s)");
    expect(line?.match(/malformed at entry\[\d\]/g)).toHaveLength(5);
    expect(line).toMatch(/; and 2 more$/);
  });

  it.each(["secret", "maria.silva@example.com", "+1.555.000.2222", ".", "", "a.", ".a", "7"])(
    "names the place of the unknown key %j, and not the key",
    (key) => {
      const [event] = unknownOf(inEntry({ [key]: 1 }));
      expect(event?.reason).toBe("unknown_key");
      expect(describeUnknown(unknownOf(inEntry({ [key]: 1 })))).toBe(
        `whatsapp-coexistence: 1 item(s) were not understood: unknown_key at entry[0] (${event?.id})`,
      );
    },
  );

  it.each(["secret", "maria.silva@example.com", ""])("names the body for the unknown key %j in it", (key) => {
    const [event] = unknownOf({ entry: [], [key]: 1 });
    expect(describeUnknown(unknownOf({ entry: [], [key]: 1 }))).toBe(
      `whatsapp-coexistence: 1 item(s) were not understood: unknown_key at the body (${event?.id})`,
    );
  });
});
