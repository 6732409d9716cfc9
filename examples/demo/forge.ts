import { echoChange, metaWebhook, signedInit, textMessage } from "whatsapp-coexistence/testing";

/**
 * Sends webhooks as somebody would who does not know the secret.
 *
 * @returns how they were answered.
 */
export async function forge(url: string): Promise<number[]> {
  const webhook = metaWebhook(echoChange(textMessage("Please pay to this account from now on.")));
  const wrongly = signedInit(webhook, { appSecret: "not-the-secret-of-this-app-at-all" });
  const unsigned = { method: "POST", body: JSON.stringify(webhook) };
  const answers = await Promise.all([fetch(url, wrongly), fetch(url, unsigned)]);
  return answers.map(({ status }) => status);
}
