import { setTimeout as wait } from "node:timers/promises";
import { signedInit } from "whatsapp-coexistence/testing";
import type { Delivery } from "./traffic.ts";

/** How to play. */
export interface PlayOptions {
  readonly appSecret: string;
  /** Milliseconds between two webhooks. */
  readonly pause: number;
}

/** How each delivery was answered. */
export interface Answered extends Delivery {
  readonly status: number;
}

/** Sends one delivery after the other over HTTP, signed as Meta signs, and says how each was answered. */
export async function play(url: string, deliveries: readonly Delivery[], options: PlayOptions): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (const delivery of deliveries) {
    const appSecret = delivery.kind === "forged" ? "not-the-secret-of-this-app-at-all" : options.appSecret;
    const response = await fetch(url, signedInit(delivery.webhook, { appSecret }));
    await response.arrayBuffer();
    answered.push({ ...delivery, status: response.status });
    if (options.pause > 0) await wait(options.pause);
  }
  return answered;
}
