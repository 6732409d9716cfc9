/** What a listener waits at until it is opened. */
export class Gate {
  readonly #promise: Promise<void>;
  #open: () => void = () => undefined;

  constructor() {
    this.#promise = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
  }

  pass(): Promise<void> {
    return this.#promise;
  }
}
