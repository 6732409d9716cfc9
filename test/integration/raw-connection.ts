import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A connection on which every byte is chosen by the test. */
export class RawConnection {
  readonly #socket: Socket;
  #received = "";
  /** Whether the server has ended the connection without an error. */
  readonly ended: Promise<"ended" | "reset">;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      this.#received += text;
    });
    this.ended = new Promise((resolve) => {
      socket.on("error", () => resolve("reset"));
      socket.on("end", () => resolve("ended"));
    });
  }

  /** Connects to the server of a URL. */
  static async open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    await once(socket, "connect");
    return new RawConnection(socket);
  }

  /** Sends the head of a POST to the webhook. */
  sendHead(headers: Record<string, string | number>): void {
    const lines = Object.entries({ host: "127.0.0.1", ...headers }).map(([name, value]) => `${name}: ${value}`);
    this.send(["POST /webhook HTTP/1.1", ...lines, "", ""].join("\r\n"));
  }

  /** Sends text as it is. */
  send(text: string): void {
    this.#socket.write(text);
  }

  /** Waits until this much was received, and takes it. */
  async receive(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#received)) await once(this.#socket, "data");
    const received = this.#received;
    this.#received = "";
    return received;
  }

  /** Leaves without a word. */
  destroy(): void {
    this.#socket.destroy();
  }
}
