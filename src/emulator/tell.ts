/** Tells a listener of the user's. What it throws, or rejects with, becomes a warning of the process, and changes nothing. */
export function tell<Value>(listener: ((value: Value) => unknown) | undefined, value: Value): void {
  try {
    Promise.resolve(listener?.(value)).catch(warn);
  } catch (error) {
    warn(error);
  }
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
