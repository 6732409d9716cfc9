/** Whom a signal has to tell, and how. */
interface Audience {
  readonly listeners: Set<() => void>;
  readonly tell: () => void;
}

const audiences = new WeakMap<AbortSignal, Audience>();

/**
 * Listens to a signal of the caller's, with one listener for all calls that share it: runtimes take more than ten for a
 * leak, and print a warning.
 *
 * The listener stands on the signal itself, which keeps one like `AbortSignal.timeout()` alive; on Node 20 a signal that
 * is only joined with `AbortSignal.any` can be collected before it fires.
 *
 * @returns what ends the listening. The last one leaves nothing behind.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const audience = audiences.get(signal) ?? gather(signal);
  audience.listeners.add(listener);
  return () => {
    audience.listeners.delete(listener);
    if (audience.listeners.size > 0) return;
    signal.removeEventListener("abort", audience.tell);
    audiences.delete(signal);
  };
}

function gather(signal: AbortSignal): Audience {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const audience = { listeners, tell };
  audiences.set(signal, audience);
  signal.addEventListener("abort", tell, { once: true });
  return audience;
}
