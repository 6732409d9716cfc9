import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { Renderings } from "./renderings.ts";

/** The parts of a page that change, by name. */
export type Regions = Readonly<Record<string, string>>;

/** Between two updates of a page, in milliseconds. What changes meanwhile is one update. */
const pause = 300;
/** A page hears something this often, in milliseconds: proxies end connections that are silent. */
const heartbeat = 25_000;

/** The parts of a page, and how many changes they have in them. */
interface Rendered {
  readonly changes: number;
  readonly regions: Regions;
}

/** Keeps open pages up to date, by server-sent events. */
export class Live {
  readonly #wakers = new Set<() => void>();
  readonly #renderings = new Renderings<Rendered>(pause);
  #changes = 0;
  #isEnded = false;

  /** Says that something changed. */
  readonly changed = (): void => {
    this.#changes += 1;
    this.#wakeAll();
  };

  /** Ends all streams. */
  end(): void {
    this.#isEnded = true;
    this.#wakeAll();
  }

  /**
   * Sends the regions of a page, and each of them again when it has become another.
   *
   * @param address - of the page. What several show is rendered once for all of them.
   */
  stream(context: Context, address: string, render: () => Promise<Regions>): Response {
    const renderNow = async () => ({ changes: this.#changes, regions: await render() });
    context.header("x-accel-buffering", "no"); // nginx would hold the events back
    return streamSSE(context, async (stream) => {
      try {
        await this.#follow(stream, () => this.#renderings.share(address, renderNow));
      } catch (error) {
        if (!this.#isEnded) throw error; // by then the database may be closed
      }
    });
  }

  /** A page that is slow to take its updates gets fewer of them: each is made when the one before was taken. */
  async #follow(stream: SSEStreamingApi, render: () => Promise<Rendered>): Promise<void> {
    const isOver = () => this.#isEnded || stream.aborted;
    stream.onAbort(() => this.#wakeAll());
    const shown = new Map<string, string>();
    while (!isOver()) {
      const { changes, regions } = await render();
      for (const [region, markup] of Object.entries(regions)) {
        if (shown.get(region) === markup) continue;
        shown.set(region, markup);
        await stream.writeSSE({ event: region, data: markup });
      }
      await wait(pause);
      while (!isOver() && changes === this.#changes) {
        const isSilent = await this.#untilWoken();
        if (isSilent) await stream.write(": nothing new\n\n");
      }
    }
  }

  /** Resolves with true where nobody woke it. */
  #untilWoken(): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isSilent: boolean) => {
        clearTimeout(timer);
        this.#wakers.delete(wake);
        resolve(isSilent);
      };
      const wake = () => end(false);
      const timer = setTimeout(() => end(true), heartbeat);
      this.#wakers.add(wake);
    });
  }

  #wakeAll(): void {
    for (const wake of this.#wakers) wake();
  }
}
