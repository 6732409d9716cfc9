import type { Dialog360Client } from "../../dialog360/dialog360-client.ts";
import type { SyncKind } from "../../synchronization.ts";
import { announceSync } from "../expected-sync.ts";
import { PreconditionError } from "../precondition-error.ts";
import type { Dialog360OnboardingState } from "./dialog360-onboarding-state.ts";
import type { OnboardDialog360Options } from "./onboard-dialog360-options.ts";

/**
 * Tells the receiver what is about to be asked for, under the id that the number's webhooks carry. The Partner API does
 * not name it, the number's own API does.
 *
 * @throws PreconditionError where nobody names it, or the receiver fails.
 */
export async function expectSyncOf(
  client: Dialog360Client,
  { wabaId }: Dialog360OnboardingState,
  { expectSync, phoneNumberId, signal }: OnboardDialog360Options,
  kind: SyncKind,
): Promise<void> {
  if (expectSync === undefined) return;
  const id = phoneNumberId ?? (await findId(client, signal));
  if (id === undefined) {
    const fix = "health_status names no number. Pass phoneNumberId for expectSync.";
    throw new PreconditionError([{ condition: "number_found", fix }]);
  }
  await announceSync(expectSync, { phoneNumberId: id, wabaId, kind, at: new Date() });
}

async function findId(client: Dialog360Client, signal: AbortSignal | undefined): Promise<string | undefined> {
  const { id, health_status } = await client.healthStatus({ signal });
  return health_status.entities?.find(({ entity_type }) => entity_type === "PHONE_NUMBER")?.id ?? id;
}
