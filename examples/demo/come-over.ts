import type { Coexistence } from "whatsapp-coexistence";
import { MetaClient, type OnboardingState, onboard } from "whatsapp-coexistence/client";
import { type Emulator, emulatorDefaults, type MetaSignUp } from "whatsapp-coexistence/testing";

/**
 * Does what a server does after a sign-up: exchanges the code, subscribes the app, and asks for contacts and history, once
 * each.
 *
 * @returns what makes calls for the business.
 */
export async function comeOver(emulator: Emulator, signUp: MetaSignUp, coexistence: Coexistence): Promise<MetaClient> {
  const { code, wabaId } = signUp;
  const { appId, appSecret } = emulatorDefaults;
  const meta = new MetaClient({ appId, appSecret, fetch: emulator.fetch });
  const saved = new Map<string, OnboardingState>(); // a table of yours
  const { client } = await onboard({
    ...{ meta, code, wabaId, expectSync: coexistence.expectSync },
    load: (id) => saved.get(id),
    save: (state) => {
      saved.set(state.id, state);
      return true;
    },
  });
  return client;
}
