import { InvalidInputError } from "../../../errors/index.ts";
import { requireObject, requireOneOf, requireToken } from "../../input.ts";
import { type CallbackOverride, readOverride } from "../../meta/callback-override.ts";
import type { MetaClient } from "../../meta/meta-client.ts";
import { coexistenceFields } from "../../meta/webhook-subscription.ts";
import { type SyncKind, syncKinds } from "../../synchronization.ts";
import { announceSync, type ExpectSync } from "../expected-sync.ts";
import { notReady, type Problem } from "../problem.ts";
import { requestSyncOnce } from "../request-sync-once.ts";
import { isDue, type Settlement } from "../state/make-once.ts";
import type { OneShot } from "../state/one-shot.ts";
import { findState, type LoadState, type SaveState } from "../state/saved-state.ts";
import { StateKeeper } from "../state/state-keeper.ts";
import { checkReceiver, checkWindow, syncDeadline } from "../sync-window.ts";
import { checkFields, ensureSubscribed } from "./check-subscriptions.ts";
import { checkToken, newestAccountOf } from "./check-token.ts";
import { exchangeCodeOnce } from "./exchange-code-once.ts";
import { findNumber } from "./find-number.ts";
import { type OnboardingStart, type OnboardingState, openState } from "./onboarding-state.ts";

/** What an onboarding at Meta needs. */
export interface OnboardOptions extends OnboardingStart {
  /** A client with `appId` and `appSecret`. */
  meta: MetaClient;
  /** Saves the state before and after each call that can be made only once. */
  save: SaveState<OnboardingState>;
  /** Finds a saved state, so that the same call made again goes on with it. Default: pass `state` yourself. */
  load?: LoadState<OnboardingState> | undefined;
  /** Sends the webhooks of this account to an address of its own. Default: the app's, or the override it has. */
  override?: CallbackOverride | undefined;
  /** The fields the app has to be subscribed to. Default: {@link coexistenceFields}. */
  fields?: readonly string[] | undefined;
  /** Your own last check, such as whether the database can be written to. Nothing is requested unless it says `true`. */
  isReady?: (() => boolean | Promise<boolean>) | undefined;
  /**
   * Is told about each synchronization right before it is asked for, so that a stall is noticed although nothing ever
   * arrives: `coexistence.expectSync`. While it throws, nothing is asked for
   * ({@link PreconditionError}, `sync_expected`). Default: nobody is told.
   */
  expectSync?: ExpectSync | undefined;
  /** What you found out about calls whose outcome was unknown. */
  settle?: { readonly [Kind in SyncKind]?: Settlement | undefined } | undefined;
  /** Ends the onboarding. It can go on later. */
  signal?: AbortSignal | undefined;
}

/** A number that was onboarded. */
export interface Onboarding {
  readonly wabaId: string;
  readonly phoneNumberId: string;
  readonly businessId?: string | undefined;
  /** The customer's token. Do not log it. */
  readonly accessToken: string;
  /** Makes calls for the customer. */
  readonly client: MetaClient;
  /** `done`, or `already_done` where someone asked before; with Meta's `request_id`. */
  readonly contacts: OneShot;
  /** `done`, or `already_done` where someone asked before; with Meta's `request_id`. */
  readonly history: OneShot;
  /** Until when a synchronization could be asked for. If no webhook came by then, let the business sign up again. */
  readonly syncDeadline: Date;
  /** The saved state, with the customer's token. Do not log it. */
  readonly state: OnboardingState;
}

/**
 * Takes a number from the sign-up to a running synchronization, and spends nothing before everything it depends on was
 * checked:
 *
 * 1. exchanges the code for the customer's token;
 * 2. finds the account and the number, where the sign-up did not name them;
 * 3. checks the token, the number, and the fields the app is subscribed to;
 * 4. subscribes the app to the account;
 * 5. asks for the contacts, then for the history, once each, after it told `expectSync`.
 *
 * It can be called again at any time, by any process, and goes on where it stopped: with the saved `state`, or with `load`
 * and what it was called with first. While the code was not exchanged, it needs the code as well. A call that
 * may have been made is never made again by itself: {@link OutcomeUnknownError} says so, and once you know more, `settle`
 * says how to go on.
 *
 * There is no call of `register`: a coexistence number is registered already.
 *
 * @throws {@link PreconditionError} when something is not ready: nothing was spent.
 * @throws {@link OutcomeUnknownError} when nothing says whether a call was carried out.
 * @throws {@link OnboardingConflictError} when another process is at work on it.
 * @throws {@link StateNotSavedError} when `save` failed.
 * @throws {@link ClientError} of any other kind when a call failed; call again with the saved state.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 * @example
 * ```ts
 * import { MetaClient, onboard, type OnboardingState } from "whatsapp-coexistence/client";
 *
 * const meta = new MetaClient({ appId: process.env.APP_ID, appSecret: process.env.APP_SECRET });
 * const stored = new Map<string, OnboardingState>(); // a table of yours
 *
 * const { phoneNumberId, history } = await onboard({
 *   meta,
 *   code: "the-code-of-the-sign-up",
 *   wabaId: "100000000000001",
 *   load: (id) => stored.get(id),
 *   save: (state) => {
 *     if ((stored.get(state.id)?.revision ?? 0) !== state.revision - 1) return false;
 *     stored.set(state.id, state);
 *     return true;
 *   },
 * });
 * console.log(phoneNumberId, history.status); // "200000000000002" "done"
 * ```
 */
export async function onboard(options: OnboardOptions): Promise<Onboarding> {
  requireOptions(options);
  const { meta, signal, settle = {} } = options;
  const state = await findState((stored) => openState(stored ? { ...options, state: stored } : options), options.load);
  const keeper = new StateKeeper(state, options.save);
  await exchangeCodeOnce(keeper, meta, options.code, { signal });

  const customer = meta.withAccessToken(requireToken("state.accessToken", keeper.state.accessToken));
  let isChecked = false;
  for (const kind of syncKinds) {
    // Where nothing is left to be requested, nothing has to hold any more: the 24 hours may be over.
    if (!isChecked && isDue(keeper.state[kind], settle[kind])) {
      await checkEverything(keeper, customer, options);
      isChecked = true;
    }
    await requestSyncOnce({
      ...{ keeper, kind, settlement: settle[kind], provider: "meta", path: "/{phoneNumberId}/smb_app_data" },
      prepare: () => tellReceiver(keeper, options, kind),
      request: () => customer.requestSync(keeper.state.phoneNumberId ?? "", kind, { signal }),
    });
  }
  return describe(keeper.state, customer);
}

/** Tells the receiver what is about to be asked for. */
async function tellReceiver(
  keeper: StateKeeper<OnboardingState>,
  { expectSync }: OnboardOptions,
  kind: SyncKind,
): Promise<void> {
  if (expectSync === undefined) return;
  const { phoneNumberId = "", wabaId, startedAt } = keeper.state;
  await announceSync(expectSync, { phoneNumberId, wabaId, kind, onboardedAt: new Date(startedAt), at: new Date() });
}

function describe(state: OnboardingState, client: MetaClient): Onboarding {
  const { wabaId = "", phoneNumberId = "", businessId, accessToken = "", contacts, history } = state;
  const deadline = syncDeadline(state.startedAt);
  return { wabaId, phoneNumberId, businessId, accessToken, client, contacts, history, syncDeadline: deadline, state };
}

/**
 * Looks whether everything holds that a synchronization depends on, subscribes the app, and notes the account and the
 * number.
 *
 * @throws PreconditionError with everything that does not hold, as far as one thing lets the next be checked.
 */
async function checkEverything(
  keeper: StateKeeper<OnboardingState>,
  meta: MetaClient,
  { fields = coexistenceFields, override, isReady, signal }: OnboardOptions,
): Promise<void> {
  const { state } = keeper;
  const token = await meta.debugToken(state.accessToken ?? "", { signal });
  const failures: Problem[] = [...checkWindow(state.startedAt), ...checkToken(token, meta.appId, state.wabaId)];
  const wabaId = state.wabaId ?? newestAccountOf(token);
  if (wabaId === undefined) {
    const reason = "The token names no account.";
    failures.push({ condition: "waba_granted", reason, fix: "Pass the wabaId of the sign-up." });
  }
  failures.push(
    ...checkFields(await meta.webhookSubscription.get({ signal }), fields),
    ...(await checkReceiver(isReady)),
  );
  // With a token that is not right, or not for this account, every further call would fail.
  const isLockedOut = failures.some(({ condition }) => condition.startsWith("token_") || condition === "waba_granted");
  if (wabaId === undefined || isLockedOut) throw notReady(failures);
  const { number, problems } = findNumber(await meta.phoneNumbers.list(wabaId, { signal }), state.phoneNumberId);
  failures.push(...problems);
  if (failures.length > 0 || number === undefined) throw notReady(failures);

  const unsubscribed = await ensureSubscribed(meta, wabaId, override, { signal });
  if (unsubscribed.length > 0) throw notReady(unsubscribed);
  const phoneNumberId = number.id;
  if (wabaId !== state.wabaId || phoneNumberId !== state.phoneNumberId) {
    await keeper.announce({ wabaId, phoneNumberId });
  }
}

function requireOptions({ meta, save, load, override, fields, expectSync, settle = {} }: OnboardOptions): void {
  if (typeof meta?.withAccessToken !== "function") throw new InvalidInputError("meta", "is no MetaClient.");
  // Asks for the app's id before anything is spent.
  void meta.appId;
  if (typeof save !== "function") throw new InvalidInputError("save", "is no function.");
  if (load !== undefined && typeof load !== "function") throw new InvalidInputError("load", "is no function.");
  if (expectSync !== undefined && typeof expectSync !== "function") {
    throw new InvalidInputError("expectSync", "is no function.");
  }
  if (override !== undefined) readOverride(override);
  if (fields !== undefined && !(Array.isArray(fields) && fields.every((field) => typeof field === "string"))) {
    throw new InvalidInputError("fields", "is no list of field names.");
  }
  for (const [kind, settlement] of Object.entries(requireObject("settle", settle))) {
    requireOneOf("settle", syncKinds, kind);
    if (settlement !== undefined) requireOneOf(`settle.${kind}`, ["done", "repeat"], settlement);
  }
}
