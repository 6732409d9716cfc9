// A proxy that does to requests what networks, gateways and crashes do to them. It stands between a client and a server
// on this machine, and does one thing at a time to one request at a time.
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What becomes of a request and of its answer. */
interface Treatment {
  /** How much of the request the server gets. */
  readonly passes: "all" | "half" | "nothing";
  /** What the client gets in place of the server's answer. */
  readonly answer?: (genuine: Buffer) => Buffer;
  /** What becomes of the connection after that. */
  readonly connection: "kept" | "reset" | "closed";
}

const half = (genuine: Buffer): Buffer => genuine.subarray(0, Math.ceil(genuine.length / 2));
const nothing = (): Buffer => Buffer.alloc(0);
const message = (status: string, type: string, body: string) => (): Buffer =>
  Buffer.from(`HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
const badGateway = message("502 Bad Gateway", "text/html", "<html><h1>502 Bad Gateway</h1></html>");
const page = message("200 OK", "text/html", "<html><h1>Sign in to this network</h1></html>");
const emptyObject = message("200 OK", "application/json", "{}");
const noise = (): Buffer => Buffer.from("SSH-2.0-OpenSSH_9.6\r\n");
const error = { message: "too many calls", code: 80007, fbtrace_id: "AinventedTrace0123456789" };

const treatments = {
  none: { passes: "all", connection: "kept" },
  "reset before": { passes: "nothing", answer: nothing, connection: "reset" },
  "reset during": { passes: "half", answer: nothing, connection: "reset" },
  "reset after": { passes: "all", answer: nothing, connection: "reset" },
  "closed before": { passes: "nothing", answer: nothing, connection: "closed" },
  "closed after": { passes: "all", answer: nothing, connection: "closed" },
  "cut and reset": { passes: "all", answer: half, connection: "reset" },
  "cut and closed": { passes: "all", answer: half, connection: "closed" },
  "silence before": { passes: "nothing", answer: nothing, connection: "kept" },
  "silence after": { passes: "all", answer: nothing, connection: "kept" },
  "stuck after": { passes: "all", answer: half, connection: "kept" },
  "502 before": { passes: "nothing", answer: badGateway, connection: "kept" },
  "502 after": { passes: "all", answer: badGateway, connection: "kept" },
  "page before": { passes: "nothing", answer: page, connection: "kept" },
  "page after": { passes: "all", answer: page, connection: "kept" },
  "empty object before": { passes: "nothing", answer: emptyObject, connection: "kept" },
  "empty object after": { passes: "all", answer: emptyObject, connection: "kept" },
  "noise before": { passes: "nothing", answer: noise, connection: "closed" },
  "noise after": { passes: "all", answer: noise, connection: "closed" },
  /** Not a fault of the network: the provider has too many calls, and says so before it does anything. */
  refused: {
    passes: "nothing",
    answer: message("400 Bad Request", "application/json", JSON.stringify({ error })),
    connection: "kept",
  },
} as const satisfies Record<string, Treatment>;

export type Fault = keyof typeof treatments;

/** All there are, `none` aside. */
export const faults = (Object.keys(treatments) as Fault[]).filter((name) => name !== "none");

/** Whether the server gets the whole request all the same. */
export const reachesServer = (fault: Fault): boolean => treatments[fault].passes === "all";

export interface FaultProxy {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts a proxy before a port of this machine. `choose` is asked for every request, with its first line. */
export async function startFaultProxy(target: number, choose: (firstLine: string) => Fault): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    // Broken connections are what this is for.
    return socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    serve(keep(client), () => keep(connect(target, "127.0.0.1").setNoDelay()), choose).catch(() => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}

async function serve(client: Socket, open: () => Socket, choose: (firstLine: string) => Fault): Promise<void> {
  client.setNoDelay();
  let server: { socket: Socket; answers: AsyncIterator<Buffer> } | undefined;
  for await (const request of messages(client)) {
    const { passes, answer, connection }: Treatment = treatments[choose(firstLineOf(request))];
    if (server === undefined && passes !== "nothing") {
      const socket = open();
      client.once("close", () => socket.destroy());
      server = { socket, answers: messages(socket) };
    }
    server?.socket.write(passes === "all" ? request : passes === "half" ? half(request) : nothing());
    const genuine: Buffer = passes === "all" ? (await server?.answers.next())?.value : nothing();
    const bytes = answer === undefined ? genuine : answer(genuine);
    if (bytes.length > 0) await new Promise((resolve) => client.write(bytes, resolve));
    if (connection === "kept") continue;
    if (connection === "closed") client.end();
    else client.resetAndDestroy();
    return;
  }
}

const firstLineOf = (request: Buffer): string => request.toString("latin1", 0, request.indexOf("\r\n"));

/** The complete HTTP messages of a connection. All have a length, or no body. */
async function* messages(socket: Socket): AsyncGenerator<Buffer, never> {
  let bytes: Buffer = nothing();
  for await (const piece of socket) {
    bytes = Buffer.concat([bytes, piece]);
    for (let end = endOf(bytes); end !== undefined && end <= bytes.length; end = endOf(bytes)) {
      yield bytes.subarray(0, end);
      bytes = bytes.subarray(end);
    }
  }
  throw new Error("The connection is closed.");
}

function endOf(bytes: Buffer): number | undefined {
  const head = bytes.indexOf("\r\n\r\n");
  if (head === -1) return undefined;
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString("latin1", 0, head))?.[1] ?? "0";
  return head + 4 + Number(length);
}
