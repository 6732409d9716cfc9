import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A way to a database that can be cut, as the end of a process cuts all its connections. */
export class Cord {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(port: number) {
    this.#server = createServer((socket) => {
      const other = connect(port, "127.0.0.1");
      for (const [end, far] of [
        [socket, other],
        [other, socket],
      ] as const) {
        this.#sockets.add(end);
        end.on("error", () => undefined);
        end.once("close", () => far.destroy());
        end.pipe(far);
      }
    });
  }

  /** @param url - of the database, on this machine. */
  static async to(url: string): Promise<Cord> {
    const cord = new Cord(Number(new URL(url).port));
    cord.#server.listen(0, "127.0.0.1");
    await once(cord.#server, "listening");
    return cord;
  }

  /** The URL of the database by this way. */
  urlOf(database: string): string {
    const url = new URL(database);
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  cut(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
