import { setTimeout as wait } from "node:timers/promises";

/** After each rendering, as a multiple of the time it took: webhooks are more urgent. */
const rest = 4;

/** Renders what open pages show: the same once for all of them, and one after the other, with rests between. */
export class Renderings<Result> {
  readonly #pause: number;
  readonly #recent = new Map<string, Promise<Result>>();
  #turn: Promise<unknown> = Promise.resolve();

  /** @param pause - how long a rendering is good for, in milliseconds. */
  constructor(pause: number) {
    this.#pause = pause;
  }

  /** Hands back what was rendered under this address a moment ago, or is being rendered, or renders it. */
  share(address: string, render: () => Promise<Result>): Promise<Result> {
    const recent = this.#recent.get(address);
    if (recent !== undefined) return recent;
    const rendering = this.#takeTurn(render);
    this.#recent.set(address, rendering);
    const forget = () => void setTimeout(() => this.#recent.delete(address), this.#pause).unref();
    rendering.then(forget, forget);
    return rendering;
  }

  #takeTurn(render: () => Promise<Result>): Promise<Result> {
    let took = 0;
    const rendering = this.#turn.then(async () => {
      const began = performance.now();
      const result = await render();
      took = performance.now() - began;
      return result;
    });
    const relax = () => wait(rest * took, undefined, { ref: false });
    this.#turn = rendering.then(relax, relax);
    return rendering;
  }
}
