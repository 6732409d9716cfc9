import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { type Clock, createClock } from "../../../src/traffic/clock.ts";
import { type Consignment, Courier, type CourierOptions } from "../../../src/traffic/courier/courier.ts";
import type { Delivery } from "../../../src/traffic/courier/delivery.ts";
import { waitBefore } from "../../../src/traffic/courier/retries.ts";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
}

/** A receiver that answers what it is told for the so-manieth request. */
async function answering(statusOf: (request: number) => number) {
  const bodies: string[] = [];
  const url = await listen(async (request, response) => {
    bodies.push(await text(request).catch(() => "cut"));
    response.writeHead(statusOf(bodies.length)).end();
  });
  return { url, bodies };
}

/** A clock on which only waits take time, and none of ours. */
function patientClock(): Clock {
  let time = 0;
  return {
    speed: 1,
    now: () => new Date(time),
    wait: async (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** A day passes in less than a second. */
const makeCourier = (options: Partial<CourierOptions> = {}) =>
  new Courier({ clock: createClock(100_000), concurrency: 4, timeout: 10_000, ...options });
const consign = (url: string, body = "{}", more: Partial<Consignment> = {}): Consignment => ({
  ...{ lane: "one", phoneNumberId: "one", event: "one", about: "message", changes: 1, messages: 1 },
  ...{ isRepeated: false, isCut: false },
  write: async () => ({ url, headers: {}, body }),
  ...more,
});

describe("a courier", () => {
  it("brings a webhook again until it is answered 200, and nothing else will do", async () => {
    const { url, bodies } = await answering((request) => [503, 202, 301, 404][request - 1] ?? 200);
    const courier = makeCourier();
    courier.send(consign(url, "the same"));
    await courier.settled();
    const [delivery] = courier.deliveries;
    expect(delivery?.state).toBe("accepted");
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([503, 202, 301, 404, 200]);
    expect(new Set(bodies)).toEqual(new Set(["the same"]));
  });

  it("waits longer each time, up to six hours", () => {
    const waits = Array.from({ length: 20 }, (_, attempts) => waitBefore(attempts + 1));
    expect(waits.slice(0, 5)).toEqual([0, 1_000, 2_000, 4_000, 8_000]);
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    expect(waits.at(-1)).toBe(6 * 3_600_000);
  });

  it("gives up what is too old", async () => {
    const { url, bodies } = await answering(() => 500);
    const courier = makeCourier({ clock: patientClock(), retriedFor: 60_000 });
    courier.send(consign(url));
    await courier.settled();
    expect(courier.deliveries[0]?.state).toBe("dropped");
    // Twice at once, and after 1, 2, 4, 8 and 16 seconds. The next wait would end after the minute.
    expect(bodies).toHaveLength(7);
  });

  it("drops what nobody wants, without an attempt", async () => {
    const courier = makeCourier();
    courier.send(consign("", "", { write: async () => undefined }));
    await courier.settled();
    expect(courier.deliveries[0]).toMatchObject({ state: "dropped", attempts: [], bytes: 0 });
  });

  it("breaks the connection of the first attempt where that is asked for", async () => {
    const { url, bodies } = await answering(() => 200);
    const courier = makeCourier();
    courier.send(consign(url, "x".repeat(200_000), { isCut: true }));
    await courier.settled();
    expect(courier.deliveries[0]?.attempts).toMatchObject([{ failure: "cut_by_sender" }, { status: 200 }]);
    expect(bodies.filter((body) => body !== "cut")).toHaveLength(1);
  });

  it("says how it was with an answer that does not come, or not in time", async () => {
    const broken = await listen((request) => void request.resume().on("end", () => request.socket.destroy()));
    const silent = await listen((request) => void request.resume());
    const courier = makeCourier({ clock: patientClock(), retriedFor: 0, timeout: 300 });
    courier.send(consign(broken));
    courier.send(consign(silent));
    await courier.settled();
    const failures = courier.deliveries.map(({ attempts }) => attempts.map(({ failure }) => failure));
    expect(failures).toEqual([
      ["connection", "connection"],
      ["timeout", "timeout"],
    ]);
  });

  it("takes half an answer for none", async () => {
    const url = await listen((request, response) => {
      request.resume().on("end", () => {
        response.writeHead(200, { "content-length": 100 });
        response.write("beginning", () => response.destroy());
      });
    });
    const courier = makeCourier({ clock: patientClock(), retriedFor: 0 });
    courier.send(consign(url));
    await courier.settled();
    const failure = "connection";
    expect(courier.deliveries[0]).toMatchObject({ state: "dropped", attempts: [{ failure }, { failure }] });
  });

  it("has no more on the way at a time than it may", async () => {
    let [now, most] = [0, 0];
    const url = await listen(async (request, response) => {
      most = Math.max(most, ++now);
      await text(request);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      response.end();
    });
    const courier = makeCourier({ concurrency: 3 });
    for (let count = 0; count < 40; count += 1) courier.send(consign(url));
    await courier.settled();
    expect(most).toBe(3);
  });

  it("has room for so many, and then for another one when one is done", async () => {
    const release: (() => void)[] = [];
    const url = await listen((request, response) => {
      request.resume().on("end", () => release.push(() => void response.end()));
    });
    const courier = makeCourier({ concurrency: 2 });
    for (let count = 0; count < 128; count += 1) {
      await courier.hasRoom("one");
      courier.send(consign(url));
    }
    let isThere = false;
    const room = courier.hasRoom("one").then(() => {
      isThere = true;
    });
    while (release.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(isThere).toBe(false);
    release.shift()?.();
    await room;
    await courier.close();
  });

  it("ends what is under way when it is closed", async () => {
    const { url } = await answering(() => 503);
    const silent = await listen((request) => void request.resume());
    const courier = makeCourier({ clock: createClock(1), concurrency: 1 });
    courier.send(consign(url));
    courier.send(consign(silent));
    courier.send(consign(silent));
    await courier.close();
    expect(courier.deliveries.map(({ state }) => state)).toEqual(["dropped", "dropped", "dropped"]);
  });

  it("tells of each attempt that failed, and of each end; and remembers nothing where that is asked for", async () => {
    const { url } = await answering((request) => (request === 1 ? 503 : 200));
    const told: [Delivery["state"], number][] = [];
    const onChange = ({ state, attempts }: Delivery) => void told.push([state, attempts.length]);
    const courier = makeCourier({ keepsDeliveries: false, onChange });
    courier.send(consign(url));
    await courier.settled();
    expect(told).toEqual([
      ["waiting", 1],
      ["accepted", 2],
    ]);
    expect(courier.deliveries).toEqual([]);
  });
});

describe("a courier with several numbers", () => {
  it("brings the webhooks of one although the receiver of another never answers", async () => {
    const silent = await listen((request) => void request.resume());
    const { url } = await answering(() => 200);
    const courier = makeCourier({ clock: createClock(1), concurrency: 2 });
    for (let count = 0; count < 200; count += 1) courier.send(consign(silent, "{}", { lane: "silent" }));
    await courier.hasRoom("other");
    courier.send(consign(url, "{}", { lane: "other" }));
    await expect.poll(() => courier.deliveries.at(-1)?.state).toBe("accepted");
    await courier.close();
  });
});

describe("a courier with one webhook at a time", () => {
  it("sends them in their order, however long each takes to be signed", async () => {
    const { url, bodies } = await answering(() => 200);
    const courier = makeCourier({ concurrency: 1 });
    const order = Array.from({ length: 30 }, (_, index) => String(index));
    for (const body of order) {
      const write = async () => {
        await new Promise((resolve) => setTimeout(resolve, Number(body) % 3));
        return { url, headers: {}, body };
      };
      courier.send(consign(url, body, { write }));
    }
    await courier.settled();
    expect(bodies).toEqual(order);
  });
});

describe("what goes wrong in a courier", () => {
  it("is an attempt without an answer where a webhook cannot be sent at all", async () => {
    const { url } = await answering(() => 200);
    const courier = makeCourier({ retriedFor: 10_000 });
    courier.send(consign(url, "{}", { write: async () => ({ url, headers: { trailer: "x" }, body: "{}" }) }));
    courier.send(consign(url, "{}", { write: () => Promise.reject(new Error("No key.")) }));
    await courier.settled();
    for (const { state, droppedBecause, attempts } of courier.deliveries) {
      expect([state, droppedBecause, attempts[0]?.failure]).toEqual(["dropped", "too_old", "connection"]);
    }
  });

  it("is no business of those who listen: their errors become warnings", async () => {
    const { url } = await answering(() => 200);
    const warnings: string[] = [];
    const note = (warning: Error): void => void warnings.push(warning.message);
    process.on("warning", note);
    const courier = makeCourier({
      onChange: () => {
        throw new Error("The listener is broken.");
      },
    });
    courier.send(consign(url));
    await courier.settled();
    await expect.poll(() => warnings).toContain("The listener is broken.");
    process.off("warning", note);
    expect(courier.deliveries[0]?.state).toBe("accepted");
  });

  it("is over when a receiver changes the protocol instead of answering", async () => {
    const url = await listen((request, response) => {
      request.resume();
      response.socket?.end("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n");
    });
    const courier = makeCourier({ retriedFor: 0 });
    courier.send(consign(url));
    await courier.settled();
    expect(courier.deliveries[0]?.attempts[0]?.status).toBe(101);
  });
});

it("a courier has no more patience than the sender it plays", async () => {
  const silent = await listen((request) => void request.resume());
  const courier = makeCourier({ retriedFor: 0 });
  courier.send(consign(silent, "{}", { write: async () => ({ url: silent, headers: {}, body: "{}", patience: 50 }) }));
  await courier.settled();
  expect(courier.deliveries[0]?.attempts.map(({ failure }) => failure)).toEqual(["timeout", "timeout"]);
});

it("a courier tells of the last attempt once, and why it was the last", async () => {
  const { url } = await answering(() => 503);
  const told: string[] = [];
  const courier = makeCourier({
    retriedFor: 1_000,
    onChange: ({ state, droppedBecause, attempts }) => void told.push(`${state} ${attempts.length} ${droppedBecause}`),
  });
  courier.send(consign(url));
  await courier.settled();
  expect(told).toEqual(["waiting 1 undefined", "waiting 2 undefined", "dropped 3 too_old"]);
});
