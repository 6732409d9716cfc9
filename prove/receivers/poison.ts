import type { Message } from "../../src/index.ts";

/** What a listener can do to its receiver. */
export type Poison = "throws" | "hangs" | "blocks";

/** How long a listener that blocks holds its process, in milliseconds. */
export const blockLength = 500;

/** The text of a message that makes a listener do it. */
export const poisoned = (poison: Poison): string => `poison: ${poison}`;

/** Does what a message says, where it says so. */
export async function swallow(message: Message): Promise<void> {
  const text = message.type === "text" ? (message as { text?: { body?: string } }).text?.body : undefined;
  if (text === poisoned("throws")) throw new Error("The listener throws.");
  if (text === poisoned("hangs")) await new Promise(() => undefined);
  if (text === poisoned("blocks")) {
    const end = performance.now() + blockLength;
    while (performance.now() < end);
  }
}
