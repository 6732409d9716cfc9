import type { DeadLetter, StoredSynchronization, VerifiedWebhook } from "../../../src/index.ts";

/** What an intake stores: in this process, and longer than any intake. */
export class Shelf {
  readonly webhooks = new Map<number, VerifiedWebhook>();
  readonly done = new Map<string, Date>();
  readonly letters = new Map<string, { letter: DeadLetter; webhook: VerifiedWebhook }>();
  readonly states = new Map<string, StoredSynchronization>();
  /** Those that are open. The first of them delivers. */
  readonly open: { die(): void }[] = [];
  #next = 1;
  readonly #bodies = new Set<string>();

  put(webhook: VerifiedWebhook): void {
    this.webhooks.set(this.#next++, webhook);
  }

  /** Whether a webhook with these bytes was asked about before. */
  isKnown({ body }: VerifiedWebhook): boolean {
    const bytes = Buffer.from(body).toString("hex");
    const isKnown = this.#bodies.has(bytes);
    this.#bodies.add(bytes);
    return isKnown;
  }
}
