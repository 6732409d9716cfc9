// Loaded into a process before an example, so that what it does every minute is done all the time.
const { setInterval: every } = globalThis;
globalThis.setInterval = ((callback: () => void, pause: number) =>
  every(callback, Math.min(pause, 250))) as typeof setInterval;
