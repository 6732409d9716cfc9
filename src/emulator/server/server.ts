import { CoexistenceError } from "../../errors/index.ts";
import { type Listening, listen } from "./listen.ts";

/** The port of an emulator: there is one at most. */
export class Server {
  #listening: Promise<Listening> | undefined;
  #url: string | undefined;

  /** Where it listens. */
  get url(): string | undefined {
    return this.#url;
  }

  /** @throws CoexistenceError `invalid_input` where it listens already, or is about to. */
  async listen(...how: Parameters<typeof listen>): Promise<string> {
    if (this.#listening !== undefined) throw new CoexistenceError("invalid_input", "The emulator listens already.");
    this.#listening = listen(...how);
    try {
      const { url } = await this.#listening;
      this.#url = url;
      return url;
    } catch (error) {
      this.#listening = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    // One that could not begin has said so to whoever began it.
    const listening = await this.#listening?.catch(() => undefined);
    await listening?.close();
    this.#url = undefined;
  }
}
