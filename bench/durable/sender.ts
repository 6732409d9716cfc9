import { connect, type Socket } from "node:net";

const endOfHead = "\r\n\r\n";

/** A request as it stands on the wire. */
export function requestOf(body: Buffer, signature: string): Buffer {
  const head = [
    "POST /webhook HTTP/1.1",
    "host: 127.0.0.1",
    "content-type: application/json",
    `content-length: ${body.length}`,
    `x-hub-signature-256: ${signature}`,
  ];
  return Buffer.concat([Buffer.from(head.join("\r\n") + endOfHead), body]);
}

/**
 * One connection that is kept alive. On sockets, because an HTTP client takes more time than the server that is measured,
 * on the same cores.
 */
export class Sender {
  readonly #socket: Socket;
  #received = "";
  #settle: ((error?: Error) => void) | undefined;

  constructor(port: number) {
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.setEncoding("latin1");
    this.#socket.on("data", (text: string) => this.#read(text));
    this.#socket.on("error", (error) => this.#settle?.(error));
    this.#socket.on("close", () => this.#settle?.(new Error("The receiver closed the connection.")));
  }

  /** Sends one request and waits for its 200. */
  send(request: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#settle = (error) => (error === undefined ? resolve() : reject(error));
      this.#socket.write(request);
    });
  }

  end(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  // Answers have no body, so they end with their head.
  #read(text: string): void {
    this.#received += text;
    if (!this.#received.endsWith(endOfHead)) return;
    const isRight = this.#received.startsWith("HTTP/1.1 200 ");
    this.#received = "";
    this.#settle?.(isRight ? undefined : new Error("The receiver did not answer 200."));
  }
}
