import { InvalidInputError } from "../../errors/index.ts";
import { Dialog360Message, Dialog360MultiWebhook } from "../../schemas/dialog360-api.ts";
import { requireObject, requireText } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import type { Dialog360MessagingApi } from "./messaging-api.ts";
import { type Dialog360WebhookTarget, readWebhook } from "./webhook-address.ts";

const path = "/multi_webhook";
const mostDestinations = 3;

/** A further address for the webhooks of a number. */
export interface Dialog360Destination extends Dialog360WebhookTarget {
  /** Tells the destinations of a number apart. */
  name: string;
}

/**
 * Further addresses for the webhooks of a number, three at most, see {@link Dialog360Client.multiWebhooks}. They are
 * served only after the main one answered 200, and slow the delivery down.
 *
 * @see https://docs.360dialog.com/partner/onboarding/webhook-events-and-setup/set-multiple-webhooks-for-phone-number
 */
export class Dialog360MultiWebhooks {
  readonly #api: Dialog360MessagingApi;

  /** @internal */
  constructor(api: Dialog360MessagingApi) {
    this.#api = api;
  }

  /** Reads the destinations, and whether they are served. */
  async get(options?: CallOptions): Promise<Dialog360MultiWebhook> {
    return this.#api.call({ method: "GET", path, safety: "idempotent", answer: Dialog360MultiWebhook }, options);
  }

  /**
   * Turns the further addresses on or off; with `destinations`, with these to begin with.
   *
   * @throws {@link InvalidRequestError} with status 409 when they are on or off already. Destinations are then for
   * {@link Dialog360MultiWebhooks.add}.
   * @example
   * ```ts
   * import { Dialog360Client } from "whatsapp-coexistence/client";
   *
   * const number = new Dialog360Client({ apiKey: process.env.NUMBER_API_KEY });
   * await number.multiWebhooks.set({ enabled: true, destinations: [{ name: "crm", url: "https://crm.example.com" }] });
   * console.log((await number.multiWebhooks.get()).destinations?.length); // 1
   * ```
   */
  async set(
    changes: { enabled: boolean; destinations?: readonly Dialog360Destination[] | undefined },
    options?: CallOptions,
  ): Promise<void> {
    const { enabled, destinations } = requireObject("changes", changes);
    if (typeof enabled !== "boolean") throw new InvalidInputError("enabled", "is neither true nor false.");
    const json = destinations === undefined ? { enabled } : { enabled, destinations: readDestinations(destinations) };
    await this.#api.call({ method: "POST", path, json, safety: "unsafe", answer: Dialog360Message }, options);
  }

  /** Adds destinations to those there are. */
  async add(destinations: readonly Dialog360Destination[], options?: CallOptions): Promise<void> {
    const json = { destinations: readDestinations(destinations) };
    await this.#api.call({ method: "PUT", path, json, safety: "unsafe", answer: Dialog360Message }, options);
  }

  /** Changes the destination that has this name. There is no documented way to take one away. */
  async update(destination: Dialog360Destination, options?: CallOptions): Promise<void> {
    const json = readDestination(destination);
    await this.#api.call({ method: "PATCH", path, json, safety: "idempotent", answer: Dialog360Message }, options);
  }
}

function readDestinations(destinations: readonly Dialog360Destination[]): object[] {
  const isList = Array.isArray(destinations) && destinations.length > 0 && destinations.length <= mostDestinations;
  if (!isList) throw new InvalidInputError("destinations", `is no list of 1 to ${mostDestinations} destinations.`);
  const read = destinations.map(readDestination);
  if (new Set(read.map(({ name }) => name)).size === read.length) return read;
  throw new InvalidInputError("destinations", "has a name twice.");
}

function readDestination(destination: Dialog360Destination): { name: string } {
  const { name, ...webhook } = requireObject("destination", destination);
  return { name: requireText("name", name), ...readWebhook(webhook) };
}
