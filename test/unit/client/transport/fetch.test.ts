import nock from "nock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { json } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { accessToken, callTo, failureOf, metaClient, numberId } from "../calls.ts";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

/** A body that never ends, and says whether somebody gave it up. */
function endless(): { stream: ReadableStream<Uint8Array>; given: { up: boolean } } {
  const given = { up: false };
  const cancel = (): void => {
    given.up = true;
  };
  return {
    stream: new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)), cancel }),
    given,
  };
}

describe("a fetch of the caller's own", () => {
  it("is given one request with everything in it", async () => {
    const requests: Request[] = [];
    const record: typeof fetch = async (request) => {
      requests.push((request as Request).clone());
      return Response.json({ id: "1" });
    };
    const changes = { query: { a: "b" } };
    expect(await callTo("https://graph.example.com", "once", { fetch: record }, {}, changes)).toEqual({ id: "1" });
    const [request] = requests;
    expect(request).toBeInstanceOf(Request);
    expect(request).toMatchObject({
      method: "POST",
      url: "https://graph.example.com/7/things?a=b",
      redirect: "manual",
    });
    expect(request?.signal.aborted).toBe(false);
    expect(request?.headers.get("authorization")).toBe(`Bearer ${accessToken}`);
    expect(await request?.json()).toEqual({ do: "it" });
  });

  it.each(["idempotent", "once"] as const)(
    "that ignores the signal does not hold a call that is %s",
    async (safety) => {
      const ignore: typeof fetch = () => new Promise(() => undefined);
      const error = await failureOf(callTo(server.url, safety, { fetch: ignore, timeout: 20 }));
      expect(error.name).toBe(safety === "once" ? "OutcomeUnknownError" : "TimeoutError");
    },
  );

  it("that ignores the caller's signal does not hold the call", async () => {
    const controller = new AbortController();
    const abort: typeof fetch = () => {
      setImmediate(() => controller.abort());
      return new Promise(() => undefined);
    };
    const error = await failureOf(callTo(server.url, "idempotent", { fetch: abort }, { signal: controller.signal }));
    expect(error).toMatchObject({ name: "AbortedError" });
  });

  it("whose body ignores the signal does not hold the call, and the body is given up", async () => {
    const { stream, given } = endless();
    const error = await failureOf(
      callTo(server.url, "idempotent", { fetch: async () => new Response(stream), timeout: 20 }),
    );
    expect(error.name).toBe("TimeoutError");
    expect(given.up).toBe(true);
  });

  it("that fails after the call was given up is not heard of", async () => {
    let fail: (error: Error) => void = () => undefined;
    const late: typeof fetch = () =>
      new Promise((_, reject) => {
        fail = reject;
      });
    await failureOf(callTo(server.url, "idempotent", { fetch: late, timeout: 20 }));
    fail(new Error("too late"));
    await new Promise(setImmediate);
  });

  it.each([
    ["nothing", () => undefined],
    ["a text", () => "an answer"],
    ["an object", () => ({})],
    [
      "an error that is thrown at once",
      () => {
        throw new Error("a secret");
      },
    ],
  ])("that returns %s ends in an error of ours", async (_, broken) => {
    const options = { fetch: broken as unknown as typeof fetch };
    const names = [];
    for (const safety of ["idempotent", "unsafe", "once"] as const) {
      names.push((await failureOf(callTo(server.url, safety, options))).name);
    }
    expect(names[0]).toMatch(/^(NetworkError|UnexpectedAnswerError)$/);
    expect(names.slice(1)).toEqual(["OutcomeUnknownError", "OutcomeUnknownError"]);
  });

  it.each([null, 7, "fetch", {}])("that is %j is refused", (broken) => {
    expect(() => metaClient(server.url, { fetch: broken as unknown as typeof fetch })).toThrow(
      "fetch is not a function.",
    );
  });

  it("is the runtime's where there is none", async () => {
    server.reply(json({ id: "1" }));
    expect(await callTo(server.url, "idempotent", { fetch: undefined })).toEqual({ id: "1" });
  });
});

describe("with nock", () => {
  beforeEach(() => {
    nock.disableNetConnect();
    nock.enableNetConnect("127.0.0.1");
  });
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
    nock.activate();
  });

  const graph = "https://graph.facebook.com";

  it("a call that may be repeated is", async () => {
    const scope = nock(graph, { reqheaders: { authorization: `Bearer ${accessToken}` } })
      .get(`/v26.0/${numberId}`)
      .query(true)
      .reply(400, { error: { code: 80007 } }, { "retry-after": "0" })
      .get(`/v26.0/${numberId}`)
      .query(true)
      .reply(200, { id: numberId, display_phone_number: "+1 555-000-1111" });
    expect(await metaClient(graph, { longestWait: 1 }).phoneNumbers.get(numberId)).toMatchObject({ id: numberId });
    expect(scope.isDone()).toBe(true);
  });

  it("the body of a call that can be made once is matched", async () => {
    const scope = nock(graph)
      .post(`/v26.0/${numberId}/smb_app_data`, { messaging_product: "whatsapp", sync_type: "history" })
      .reply(200, { messaging_product: "whatsapp", request_id: "an-invented-request" });
    expect(await metaClient(graph).requestSync(numberId, "history")).toMatchObject({
      request_id: "an-invented-request",
    });
    expect(scope.isDone()).toBe(true);
  });

  it("an error of the connection is told by its code", async () => {
    nock(graph).post(`/v26.0/${numberId}/smb_app_data`).replyWithError(caused("ECONNRESET"));
    expect(await failureOf(metaClient(graph).requestSync(numberId, "history"))).toMatchObject({
      name: "OutcomeUnknownError",
      reason: "connection_lost",
    });
    nock(graph).post(`/v26.0/${numberId}/smb_app_data`).replyWithError(caused("ECONNREFUSED"));
    expect(await failureOf(metaClient(graph).requestSync(numberId, "history"))).toMatchObject({
      name: "NetworkError",
      networkCode: "ECONNREFUSED",
    });
  });

  it("an address that is not expected is reached by nobody", async () => {
    expect(await failureOf(metaClient(graph).phoneNumbers.get(numberId))).toMatchObject({ name: "NetworkError" });
  });

  it("a server on loopback still answers", async () => {
    server.reply(json({ id: "1" }));
    expect(await callTo(server.url, "idempotent")).toEqual({ id: "1" });
  });
});

function caused(code: string): Error {
  return Object.assign(new Error("invented"), { code });
}
