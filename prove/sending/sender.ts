import { Agent, request } from "node:http";
import { signedInit } from "../../src/testing/index.ts";

/** What came back. */
export interface Answer {
  /** Undefined where there was none. */
  readonly status: number | undefined;
  /** How long that took. */
  readonly milliseconds: number;
}

/** A webhook, signed and ready to be sent any number of times. */
export type Parcel = ReturnType<typeof signedInit>;

/** Signs a webhook once. */
export const pack = (webhook: object, appSecret: string): Parcel => signedInit(webhook, { appSecret });

/** Sends webhooks as their senders do: over connections that stay open. */
export class Sender {
  readonly #agent = new Agent({ keepAlive: true });

  async send(port: number, parcel: Parcel): Promise<Answer> {
    const begun = performance.now();
    let tried = await this.#try(port, parcel);
    // A server may close a connection that was idle in the moment in which it is used again. That says nothing of it.
    while (tried === "closed") tried = await this.#try(port, parcel);
    return { status: tried, milliseconds: performance.now() - begun };
  }

  #try(port: number, { body, headers }: Parcel): Promise<number | "closed" | undefined> {
    return new Promise((resolve) => {
      const sent = request(
        { host: "127.0.0.1", port, path: "/webhook", method: "POST", headers, agent: this.#agent },
        (response) => {
          response.resume();
          response.once("end", () => resolve(response.statusCode));
          response.once("error", () => resolve(undefined));
        },
      );
      sent.once("error", () => resolve(sent.reusedSocket ? "closed" : undefined));
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
