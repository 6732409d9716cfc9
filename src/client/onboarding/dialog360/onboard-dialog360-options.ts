import { InvalidInputError } from "../../../errors/index.ts";
import type { Dialog360PartnerChannel } from "../../../schemas/index.ts";
import { Dialog360Client } from "../../dialog360/dialog360-client.ts";
import type { Dialog360ClientOptions } from "../../dialog360/messaging-api.ts";
import type { Dialog360PartnerClient } from "../../dialog360/partner-client.ts";
import { type Dialog360WebhookTarget, readWebhook } from "../../dialog360/webhook-address.ts";
import { requireMetaId, requireObject, requireOneOf, requireToken } from "../../input.ts";
import type { SyncKind } from "../../synchronization.ts";
import type { ExpectSync } from "../expected-sync.ts";
import type { Settlement } from "../state/make-once.ts";
import type { LoadState, SaveState } from "../state/saved-state.ts";
import type { Dialog360OnboardingStart, Dialog360OnboardingState } from "./dialog360-onboarding-state.ts";

/** What the onboarding of a channel at 360dialog needs. */
export interface OnboardDialog360Options extends Dialog360OnboardingStart {
  partner: Dialog360PartnerClient;
  /** Where the webhooks of the number go. Give it a secret header: 360dialog signs nothing there. */
  webhook: Dialog360WebhookTarget;
  /** Saves the state before and after each call that can be made only once. */
  save: SaveState<Dialog360OnboardingState>;
  /** Finds a saved state, so that the same call made again goes on with it. Default: pass `state` yourself. */
  load?: LoadState<Dialog360OnboardingState> | undefined;
  /** Says that keys the channel may have already can be revoked by the new one. Default: `false`. */
  revokeEarlierKeys?: boolean | undefined;
  /**
   * Whether to ask for the synchronization. 360dialog is said to do so by itself; asking again is harmless. `false` also
   * ends an onboarding whose 24 hours are over. Default: `true`.
   */
  synchronize?: boolean | undefined;
  /**
   * How the messaging API is called. Default: as any {@link Dialog360Client}, at the address that comes with the key. One that
   * is not 360dialog's is passed over.
   */
  messaging?: Omit<Dialog360ClientOptions, "apiKey"> | undefined;
  /** Whether a channel is live. Default: its `status` is `ready`, or its `integration.state` is `running`. */
  isLive?: ((channel: Dialog360PartnerChannel) => boolean) | undefined;
  /** Your own last check, such as whether the database can be written to. Nothing is spent unless it says `true`. */
  isReady?: (() => boolean | Promise<boolean>) | undefined;
  /**
   * Is told about each synchronization right before it is asked for, so that a stall is noticed although nothing ever
   * arrives: `coexistence.expectSync`. While it throws, nothing is asked for
   * ({@link PreconditionError}, `sync_expected`). Default: nobody is told.
   */
  expectSync?: ExpectSync | undefined;
  /** Meta's id of the number, for `expectSync`. Default: as 360dialog's `health_status` names it. */
  phoneNumberId?: string | undefined;
  /** What you found out about calls whose outcome was unknown. A key that was lost can only be minted again: `repeat`. */
  settle?:
    | ({ readonly [Kind in SyncKind]?: Settlement | undefined } & { readonly apiKey?: "repeat" | undefined })
    | undefined;
  /** Ends the onboarding. It can go on later. */
  signal?: AbortSignal | undefined;
}

/** @throws InvalidInputError naming the first option that is wrong, before anything is sent. */
export function requireDialog360Options(options: OnboardDialog360Options): void {
  const { partner, webhook, apiKey, phoneNumberId, messaging = {}, settle = {} } = requireObject("options", options);
  if (typeof partner?.channels?.get !== "function") {
    throw new InvalidInputError("partner", "is no Dialog360PartnerClient.");
  }
  readWebhook(webhook);
  if (apiKey !== undefined) requireToken("apiKey", apiKey);
  if (phoneNumberId !== undefined) requireMetaId("phoneNumberId", phoneNumberId);
  for (const [name, type] of Object.entries(types)) {
    const value = options[name as keyof typeof types];
    if (typeof value === type || (value === undefined && name !== "save")) continue;
    throw new InvalidInputError(name, `is no ${type}.`);
  }
  // What this client is told has to be right before a key is made for it.
  void new Dialog360Client({ ...requireObject("messaging", messaging), apiKey: "not-known-yet" });
  for (const [call, settlement] of Object.entries(requireObject("settle", settle))) {
    const known = settlements[requireOneOf("settle", ["apiKey", "contacts", "history"], call)];
    if (settlement !== undefined) requireOneOf(`settle.${call}`, known, settlement);
  }
}

const types = {
  save: "function",
  load: "function",
  isLive: "function",
  isReady: "function",
  expectSync: "function",
  revokeEarlierKeys: "boolean",
  synchronize: "boolean",
} as const satisfies Partial<Record<keyof OnboardDialog360Options, "function" | "boolean">>;

// A key that was lost cannot be "done".
const settlements = { apiKey: ["repeat"], contacts: ["done", "repeat"], history: ["done", "repeat"] } as const;
