import { InvalidInputError } from "../../../errors/index.ts";
import type { Dialog360PartnerChannel } from "../../../schemas/index.ts";
import { Dialog360Client } from "../../dialog360/dialog360-client.ts";
import type { Dialog360ClientOptions } from "../../dialog360/messaging-api.ts";
import type { Dialog360PartnerClient } from "../../dialog360/partner-client.ts";
import { type Dialog360WebhookTarget, readWebhook } from "../../dialog360/webhook-address.ts";
import type { SyncKind } from "../../meta/meta-client.ts";
import { PreconditionError } from "../precondition-error.ts";
import type { Settlement } from "../state/make-once.ts";
import type { OneShot } from "../state/one-shot.ts";
import type { SaveState } from "../state/saved-state.ts";
import { StateKeeper } from "../state/state-keeper.ts";
import { checkReceiver, checkWindow, syncDeadline } from "../sync-window.ts";
import { checkChannel, checkPartnerWebhook, isLiveChannel } from "./check-channel.ts";
import {
  type Dialog360OnboardingStart,
  type Dialog360OnboardingState,
  openDialog360State,
} from "./dialog360-onboarding-state.ts";
import { messagingAddress } from "./messaging-address.ts";
import { mintKeyOnce, requestSyncOnce } from "./one-shots.ts";

/** What the onboarding of a channel at 360dialog needs. */
export interface OnboardDialog360Options extends Dialog360OnboardingStart {
  partner: Dialog360PartnerClient;
  /** Where the webhooks of the number go. Give it a secret header: 360dialog signs nothing there. */
  webhook: Dialog360WebhookTarget;
  /** Saves the state before and after each call that can be made only once. */
  save: SaveState<Dialog360OnboardingState>;
  /** Says that keys the channel may have already can be revoked by the new one. Default: `false`. */
  revokeEarlierKeys?: boolean | undefined;
  /** Whether to ask for the synchronization. 360dialog is said to do so by itself; asking again is harmless. Default: `true`. */
  synchronize?: boolean | undefined;
  /** How the messaging API is called. Default: as any {@link Dialog360Client}, at the address that comes with the key. */
  messaging?: Omit<Dialog360ClientOptions, "apiKey"> | undefined;
  /** Whether a channel is live. Default: its `status` is `ready`, or its `integration.state` is `running`. */
  isLive?: ((channel: Dialog360PartnerChannel) => boolean) | undefined;
  /** Your own last check, such as whether the database can be written to. Nothing is spent unless it says `true`. */
  isReady?: (() => boolean | Promise<boolean>) | undefined;
  /** What you found out about calls whose outcome was unknown. A key that was lost can only be minted again: `repeat`. */
  settle?: (Partial<Record<SyncKind, Settlement>> & { apiKey?: "repeat" }) | undefined;
  /** Ends the onboarding. It can go on later. */
  signal?: AbortSignal | undefined;
}

/** A channel that was onboarded. */
export interface Dialog360Onboarding {
  readonly channelId: string;
  readonly clientId?: string | undefined;
  /** Meta's id of the WhatsApp Business Account. */
  readonly wabaId?: string | undefined;
  /** The number's key for the messaging API. */
  readonly apiKey: string;
  /** Makes calls for the number. */
  readonly client: Dialog360Client;
  /** `done`, or `already_done` where someone asked before. `open` with `synchronize: false`. */
  readonly contacts: OneShot;
  /** `done`, or `already_done` where someone asked before. `open` with `synchronize: false`. */
  readonly history: OneShot;
  /** Until when a synchronization could be asked for, counted from the start of this onboarding. */
  readonly syncDeadline: Date;
  readonly state: Dialog360OnboardingState;
}

/**
 * Takes a channel from the redirect of Integrated Onboarding, or the partner event `channel_live`, to a working key, its
 * webhook address and a running synchronization:
 *
 * 1. checks that the channel is the partner's (the redirect is not signed), live, and in the WhatsApp Business app, and
 *    that partner events go somewhere: history and contacts come with them;
 * 2. mints the key, once: a new key revokes every earlier one;
 * 3. sets where the webhooks of the number go;
 * 4. asks for the contacts, then for the history, once each.
 *
 * It goes on from the saved `state`, as {@link onboard} does, and the errors mean the same. A number that disconnected
 * and came back is a new onboarding: delete the old state first.
 *
 * @throws {@link PreconditionError}, {@link OutcomeUnknownError}, {@link OnboardingConflictError},
 * {@link StateNotSavedError}, or another {@link ClientError}.
 * @throws {@link InvalidInputError} with the field `revokeEarlierKeys` when the channel may have a key.
 * @see https://docs.360dialog.com/partner/onboarding/whatsapp-coexistence
 * @example
 * ```ts
 * import { Dialog360PartnerClient, type Dialog360OnboardingState, onboardDialog360 } from "whatsapp-coexistence/client";
 *
 * const partner = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: process.env.PARTNER_API_KEY });
 * await partner.settings.setWebhookUrl("https://webhooks.example.com/360dialog/partner"); // once, for all channels
 * const stored = new Map<string, Dialog360OnboardingState>(); // a table of yours
 *
 * const { contacts, history } = await onboardDialog360({
 *   partner,
 *   channelId: "AbCdEfCH",
 *   revokeEarlierKeys: true,
 *   webhook: { url: "https://webhooks.example.com/360dialog/number", headers: { authorization: "a-long-random-value" } },
 *   save: (state) => {
 *     if ((stored.get(state.id)?.revision ?? 0) !== state.revision - 1) return false;
 *     stored.set(state.id, state);
 *     return true;
 *   },
 * });
 * console.log(contacts.status, history.status); // "done" "done"
 * ```
 */
export async function onboardDialog360(options: OnboardDialog360Options): Promise<Dialog360Onboarding> {
  requireOptions(options);
  const { partner, webhook, synchronize = true, settle = {}, signal } = options;
  const keeper = new StateKeeper(openDialog360State(options), options.save);
  const channel = await checkEverything(keeper.state, options);

  await mintKeyOnce(keeper, partner, options);
  const { apiKey, address } = keeper.state;
  const client = new Dialog360Client({ ...messagingAddress(address), ...options.messaging, apiKey });
  await client.webhooks.set(webhook, { signal });

  if (synchronize) {
    for (const kind of ["contacts", "history"] as const) {
      await requestSyncOnce(keeper, client, kind, settle[kind], { signal });
    }
  }
  const { state } = keeper;
  const { channelId, contacts, history, startedAt } = state;
  const about = { channelId, clientId: channel.client_id, wabaId: channel.waba_account?.external_id };
  return { ...about, apiKey: apiKey ?? "", client, contacts, history, syncDeadline: syncDeadline(startedAt), state };
}

/** @throws PreconditionError with everything that does not hold. */
async function checkEverything(
  state: Dialog360OnboardingState,
  { partner, isLive = isLiveChannel, isReady, signal }: OnboardDialog360Options,
): Promise<Dialog360PartnerChannel> {
  const channel = await partner.channels.get(state.channelId, { signal });
  const failures = [
    ...checkWindow(state.startedAt),
    ...checkChannel(channel, isLive),
    ...checkPartnerWebhook(await partner.settings.getWebhookUrl({ signal })),
    ...(await checkReceiver(isReady)),
  ];
  if (channel === undefined || failures.length > 0) throw new PreconditionError(failures);
  return channel;
}

function requireOptions({ partner, save, webhook }: OnboardDialog360Options): void {
  if (typeof partner?.channels?.get !== "function") {
    throw new InvalidInputError("partner", "is no Dialog360PartnerClient.");
  }
  if (typeof save !== "function") throw new InvalidInputError("save", "is no function.");
  readWebhook(webhook);
}
