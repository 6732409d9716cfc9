import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Fault, type FaultProxy, faults, reachesServer, startFaultProxy } from "../servers/fault-proxy.ts";

// The tests of the onboarding believe this proxy, so it has to do what it says.

let server: Server;
let arrived: string[];
let proxy: FaultProxy;
let fault: Fault;

beforeEach(async () => {
  arrived = [];
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    try {
      for await (const piece of request) pieces.push(piece);
    } catch {
      return;
    }
    arrived.push(`${request.method} ${request.url} ${Buffer.concat(pieces)}`);
    response.writeHead(200, { "content-length": 9 }).end('{"a":"b"}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  proxy = await startFaultProxy((server.address() as AddressInfo).port, () => fault);
});

afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  server.close();
});

/** Makes a call, and says what came of it. */
async function call(signal: AbortSignal | null = null): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${proxy.port}/path`, { method: "POST", body: "a body", signal });
    return `${response.status} ${await response.text()}`;
  } catch (error) {
    return (error as Error).name;
  }
}

it("passes requests and answers on, over one connection", async () => {
  fault = "none";
  expect([await call(), await call()]).toEqual(['200 {"a":"b"}', '200 {"a":"b"}']);
  expect(arrived).toEqual(["POST /path a body", "POST /path a body"]);
});

const answers: Partial<Record<Fault, RegExp>> = {
  "502 before": /^502 <html>/,
  "502 after": /^502 <html>/,
  "page before": /^200 <html>/,
  "page after": /^200 <html>/,
  "empty object before": /^200 \{\}$/,
  "empty object after": /^200 \{\}$/,
  refused: /^400 .*80007/,
};
const unanswered = new Set<Fault>(["silence before", "silence after", "stuck after"]);

it.each(faults.filter((name) => !unanswered.has(name)))("%s is what it says", async (name) => {
  fault = name;
  expect(await call()).toMatch(answers[name] ?? /^TypeError$/);
  expect(arrived).toHaveLength(reachesServer(name) ? 1 : 0);
  fault = "none";
  expect(await call()).toBe('200 {"a":"b"}');
});

it.each([...unanswered])("%s lasts until the client leaves", async (name) => {
  fault = name;
  const patience = new AbortController();
  const answer = call(patience.signal);
  if (reachesServer(name)) await once(server, "request");
  patience.abort();
  expect(await answer).toBe("AbortError");
  fault = "none";
  expect(await call()).toBe('200 {"a":"b"}');
});
