import { Dialog360Client } from "../../dialog360/dialog360-client.ts";
import { requireToken } from "../../input.ts";
import { syncKinds } from "../../synchronization.ts";
import { notReady, type Problem } from "../problem.ts";
import { requestSyncOnce } from "../request-sync-once.ts";
import { isDue, isSettled } from "../state/make-once.ts";
import type { OneShot } from "../state/one-shot.ts";
import { findState } from "../state/saved-state.ts";
import { StateKeeper } from "../state/state-keeper.ts";
import { checkReceiver, checkWindow, syncDeadline } from "../sync-window.ts";
import { checkChannel, checkPartnerWebhook, isLiveChannel } from "./check-channel.ts";
import { type Dialog360OnboardingState, openDialog360State } from "./dialog360-onboarding-state.ts";
import { expectSyncOf } from "./expect-sync.ts";
import { messagingAddress } from "./messaging-address.ts";
import { obtainKeyOnce } from "./obtain-key-once.ts";
import { type OnboardDialog360Options, requireDialog360Options } from "./onboard-dialog360-options.ts";

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
  /** The saved state, with the number's key. Do not log it. */
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
 * 4. asks for the contacts, then for the history, once each, after it told `expectSync`.
 *
 * It goes on from the saved `state`, as {@link onboard} does, and the errors mean the same. Called again once it is done, it
 * only sets the webhook address. A number that disconnected and came back is a new onboarding: delete the old state first.
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
 *   load: (id) => stored.get(id),
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
  requireDialog360Options(options);
  const { partner, webhook, messaging, synchronize = true, settle = {}, signal } = options;
  const begin = (stored?: Dialog360OnboardingState) =>
    openDialog360State(stored ? { ...options, state: stored } : options);
  const keeper = new StateKeeper(await findState(begin, options.load), options.save);
  if (isAnythingDue(keeper.state, options)) await checkEverything(keeper, options);

  await obtainKeyOnce(keeper, partner, options);
  const apiKey = requireToken("state.apiKey", keeper.state.apiKey);
  const baseUrl = messaging?.baseUrl ?? messagingAddress(keeper.state.address);
  const client = new Dialog360Client({ ...messaging, baseUrl, apiKey });
  await client.webhooks.set(webhook, { signal });

  if (synchronize) {
    for (const kind of syncKinds) {
      await requestSyncOnce({
        ...{ keeper, kind, settlement: settle[kind], provider: "360dialog", path: "/synchronization" },
        prepare: () => expectSyncOf(client, keeper.state, options, kind),
        request: () => client.requestSync(kind, { signal }),
      });
    }
  }
  const { state } = keeper;
  const { channelId, clientId, wabaId, contacts, history } = state;
  const deadline = syncDeadline(state.startedAt);
  return { channelId, clientId, wabaId, apiKey, client, contacts, history, syncDeadline: deadline, state };
}

/**
 * Whether the next call is one that is still to be made. Where nothing is left to be spent, nothing has to hold any more:
 * the 24 hours may be over. Where the next call is out, another process may wait for its answer, and a note that is saved
 * meanwhile would keep it from saving that answer. A channel is always checked once.
 */
function isAnythingDue(state: Dialog360OnboardingState, options: OnboardDialog360Options): boolean {
  const { apiKey, settle } = options;
  const hasKey = apiKey !== undefined || isSettled(state.keyMinting, settle?.apiKey);
  return state.revision === 0 || (hasKey ? isSyncDue(state, options) : isDue(state.keyMinting, settle?.apiKey));
}

function isSyncDue(state: Dialog360OnboardingState, { synchronize = true, settle }: OnboardDialog360Options): boolean {
  const next = syncKinds.find((kind) => !isSettled(state[kind], settle?.[kind]));
  return synchronize && next !== undefined && isDue(state[next], settle?.[next]);
}

/**
 * Looks whether everything holds that the key and the synchronization depend on, and notes whose channel it is.
 *
 * @throws PreconditionError with everything that does not hold.
 */
async function checkEverything(
  keeper: StateKeeper<Dialog360OnboardingState>,
  options: OnboardDialog360Options,
): Promise<void> {
  const { state } = keeper;
  const { partner, isLive = isLiveChannel, isReady, signal } = options;
  const channel = await partner.channels.get(state.channelId, { signal });
  const failures: Problem[] = [
    ...(isSyncDue(state, options) ? checkWindow(state.startedAt) : []),
    ...checkChannel(channel, isLive),
    ...checkPartnerWebhook(await partner.settings.getWebhookUrl({ signal })),
    ...(await checkReceiver(isReady)),
  ];
  if (failures.length > 0) throw notReady(failures);
  const { client_id: clientId = state.clientId, waba_account } = channel ?? {};
  const wabaId = waba_account?.external_id ?? state.wabaId;
  if (clientId === state.clientId && wabaId === state.wabaId) return;
  await keeper.announce({
    ...(clientId === undefined ? {} : { clientId }),
    ...(wabaId === undefined ? {} : { wabaId }),
  });
}
