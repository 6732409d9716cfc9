import { type AccountEvent, type Coexistence, isSamePhoneNumber } from "whatsapp-coexistence";
import {
  type AccountPlan,
  ClientError,
  type MetaClient,
  type OnboardingState,
  planAfterAccountEvent,
} from "whatsapp-coexistence/client";
import type { Inboxes } from "../onboarding-page/inboxes.ts";

/** Does what an account event asks for. A listener that fails is called again with the sender's next try. */
export function followAccountEvents(
  coexistence: Coexistence,
  { meta, states, inboxes }: { meta: MetaClient; states: Map<string, OnboardingState>; inboxes: Inboxes },
): void {
  coexistence.onAccount(async (event) => {
    const plan = planAfterAccountEvent(event);
    console.log("account", event.event, plan.actions);
    for (const { id, wabaId, phoneNumberId, accessToken } of [...states.values()]) {
      if (wabaId !== event.wabaId || wabaId === undefined) continue;
      if (phoneNumberId === undefined || accessToken === undefined) continue;
      const customer = meta.withAccessToken(accessToken);
      if (!(await isAbout(event, plan, customer, phoneNumberId))) continue;

      inboxes.of(phoneNumberId).saveAccount(plan);
      const others = [...states.values()].filter((other) => other.id !== id && other.wabaId === wabaId);
      if (plan.actions.includes("unsubscribe_app") && others.length === 0) {
        await customer.subscribedApps.unsubscribe(wabaId).catch(unlessRefused);
      }
      if (plan.actions.includes("forget_access_token")) {
        states.delete(id);
        inboxes.forget(phoneNumberId);
      }
    }
  });
}

/** Tells whether an event is about a number. Some name an account only: then the number itself tells. */
async function isAbout(
  { displayPhoneNumber }: AccountEvent,
  { canUseApi }: AccountPlan,
  customer: MetaClient,
  phoneNumberId: string,
): Promise<boolean> {
  const number = await customer.phoneNumbers.get(phoneNumberId).catch(unlessRefused);
  if (number === undefined) return true; // with the access, all numbers are gone
  if (displayPhoneNumber !== undefined) return isSamePhoneNumber(displayPhoneNumber, number.display_phone_number);
  return canUseApi === undefined || canUseApi === number.is_on_biz_app;
}

function unlessRefused(error: unknown): undefined {
  const refusals = ["token_expired", "permission_denied", "invalid_request"];
  if (!(error instanceof ClientError && refusals.includes(error.code))) throw error;
}
