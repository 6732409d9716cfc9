const RealDate = Date;

/** A clock that can be put forward, for everything in this process that asks `Date`. Timers go on as before. */
export class ShiftedClock {
  #shift = 0;

  /** Takes the place of the clock. */
  start(): void {
    const now = (): number => RealDate.now() + this.#shift;
    globalThis.Date = new Proxy(RealDate, {
      construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
      get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
    });
  }

  /** Puts it forward, to so many milliseconds after the real time. */
  set(shift: number): void {
    this.#shift = shift;
  }

  /** Gives the real one back. */
  end(): void {
    globalThis.Date = RealDate;
  }
}
