// What the client and the sign-up look like to somebody who checks types.
import {
  ClientError,
  Dialog360PartnerClient,
  isCoexistenceError,
  MetaClient,
  type OnboardingState,
  OutcomeUnknownError,
  onboard,
} from "whatsapp-coexistence/client";
import { parseIntegratedOnboardingRedirect } from "whatsapp-coexistence/signup";

const meta = new MetaClient({ appId: "600000000000006", appSecret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0", fetch });
const stored: OnboardingState[] = [];

export async function signUp(code: string): Promise<string | undefined> {
  try {
    const { history } = await onboard({ meta, code, save: (state) => stored.push(state) > 0 });
    return history.request_id;
  } catch (error) {
    if (error instanceof OutcomeUnknownError) return error.reason;
    if (error instanceof ClientError) return error.fbtrace_id;
    return isCoexistenceError(error) ? error.code : undefined;
  }
}

export async function findChannels(query: string): Promise<boolean[]> {
  const hub = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: "a-key" });
  const { channels } = parseIntegratedOnboardingRedirect(query);
  const found = await Promise.all(channels.map((id: string) => hub.channels.get(id)));
  return found.map((channel) => channel?.is_on_biz_app === true);
}
