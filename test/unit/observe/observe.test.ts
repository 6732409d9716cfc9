import diagnostics from "node:diagnostics_channel";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCoexistence, type Observation, ObserverError } from "../../../src/index.ts";
import { echoChange, metaWebhook, signedRequest, textMessage } from "../../../src/testing/index.ts";

const appSecret = "0123456789abcdef0123456789abcdef";
const url = "https://example.com/webhook";
const echo = () => signedRequest(url, metaWebhook(echoChange(textMessage("Until six."))), { appSecret });

describe("an observer", () => {
  it("is told of each answer and of each event", async () => {
    const observed: Observation[] = [];
    const coexistence = createCoexistence({
      appSecret,
      logger: false,
      observe: (observation) => observed.push(observation),
    });
    coexistence.onEcho(() => undefined);
    await coexistence.fetch(echo());
    await coexistence.fetch(new Request(url, { method: "POST", body: "{}" }));
    const milliseconds = expect.any(Number);
    expect(observed).toEqual([
      expect.objectContaining({ name: "delivered", eventType: "echo", attempt: 1, milliseconds, lag: milliseconds }),
      { name: "answered", status: 200, milliseconds },
      { name: "answered", status: 401, milliseconds },
    ]);
    await coexistence.close();
  });

  it("that throws changes no answer, and is reported without what it threw", async () => {
    const coexistence = createCoexistence({
      appSecret,
      logger: false,
      observe: () => {
        throw new Error("15550001234");
      },
    });
    const errors: unknown[] = [];
    coexistence.onError((error) => errors.push(error));
    expect((await coexistence.fetch(echo())).status).toBe(200);
    expect(errors).toEqual([expect.any(ObserverError), expect.any(ObserverError)]);
    expect(JSON.stringify(errors)).not.toContain("15550001234");
    expect((errors[0] as ObserverError).reason).toEqual(new Error("15550001234"));
    await coexistence.close();
  });

  it("that rejects does no harm either", async () => {
    const observe = async (): Promise<void> => {
      await Promise.resolve();
      throw new Error("away");
    };
    const coexistence = createCoexistence({ appSecret, logger: false, observe });
    const errors: unknown[] = [];
    coexistence.onError((error) => errors.push(error));
    expect((await coexistence.fetch(echo())).status).toBe(200);
    await new Promise((resolve) => setImmediate(resolve));
    expect(errors).toEqual([expect.any(ObserverError), expect.any(ObserverError)]);
    await coexistence.close();
  });

  it("is not needed: the same is published on channels", async () => {
    const published: unknown[] = [];
    for (const name of ["answered", "delivered"]) {
      const channel = `whatsapp-coexistence:${name}`;
      const listener = (message: unknown): void => void published.push(message);
      diagnostics.subscribe(channel, listener);
      onTestFinished(() => void diagnostics.unsubscribe(channel, listener));
    }
    const coexistence = createCoexistence({ appSecret, logger: false });
    await coexistence.fetch(echo());
    expect(published).toEqual([
      expect.objectContaining({ name: "delivered", eventType: "echo" }),
      expect.objectContaining({ name: "answered", status: 200 }),
    ]);
    await coexistence.close();
  });

  it("is told nothing that somebody wrote, and no number", async () => {
    const observed: Observation[] = [];
    const observe = (observation: Observation) => void observed.push(observation);
    const coexistence = createCoexistence({ appSecret, logger: false, observe });
    await coexistence.fetch(
      signedRequest(url, metaWebhook(echoChange(textMessage("canary"), { customer: { waId: "15550007777" } })), {
        appSecret,
      }),
    );
    const all = JSON.stringify(observed);
    expect(all).toContain("delivered");
    expect(all).not.toMatch(/canary|15550007777|wamid/);
    await coexistence.close();
  });
});
