import { afterEach, beforeEach, expect } from "vitest";

/** A turn of the event loop: every promise that could settle has settled then. */
export const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A promise that settles when it is told to. */
export function deferred(): { promise: Promise<void>; resolve: () => void; reject: (reason: unknown) => void } {
  let [resolve, reject]: [() => void, (reason: unknown) => void] = [() => undefined, () => undefined];
  const promise = new Promise<void>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}

/** Fails every test of the file that leaves a rejection unhandled: in an application, it would end the process. */
export function useRejectionTrap(): void {
  const unhandled: unknown[] = [];
  const trap = (reason: unknown): void => {
    unhandled.push(reason);
  };
  beforeEach(() => {
    unhandled.length = 0;
    process.on("unhandledRejection", trap);
  });
  afterEach(async () => {
    await later();
    await later();
    process.off("unhandledRejection", trap);
    expect(unhandled, "unhandled rejections").toEqual([]);
  });
}
