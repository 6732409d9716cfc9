// Plays 360dialog with its hosted sign-up, the business, and its phone.

import {
  type Change,
  dialog360Webhook,
  echoChange,
  messageChange,
  metaWebhook,
  type OnboardingStep,
  partnerWebhook,
  recordOnboarding,
  textMessage,
} from "whatsapp-coexistence/testing";
import { createDialog360StandIn } from "../stand-in/dialog360.ts";
import { integratedOnboardingPage } from "../stand-in/integrated-onboarding.ts";
import { Courier, listenOnLoopback } from "../stand-in/loopback.ts";

const scenarios = {
  live: "goes well",
  late: "comes back before the channel is live",
  declined: "goes well, without the history",
  stateless: "comes back without its state",
  foreign: "comes back with somebody else's number",
};

export async function startStandIn() {
  const dialog360 = createDialog360StandIn({
    partner: { webhook_url: "https://example.com/webhook", partner_redirect_url: "https://example.com/connected" },
  });
  const { world } = dialog360;
  const [channel = {}] = world.channels;
  const platformSecret = "f0e1d2c3b4a5968778695a4b3c2d1e0f";
  const webhookToken = "a-token-of-the-examples";
  const courier = new Courier();
  let scenario = "live";
  let serverUrl = "";
  let events = 0;

  const newId = () => `event-${String(++events).padStart(4, "0")}`;
  /** To the partner's URL, in 360dialog's envelope. */
  const sendAsPartner = (webhooks: readonly object[]) => courier.send(webhooks, { platformSecret });
  /** To the number's URL, in Meta's. */
  const sendAsNumber = (change: Change) =>
    courier.send([metaWebhook(change)], { webhookHeaders: { authorization: webhookToken } });
  const message = (text: string) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    return textMessage(text, { id: `wamid.${crypto.randomUUID()}`, timestamp });
  };

  const goLiveUnnoticed = () => Object.assign(channel, { status: "ready", hub_status: "live" });
  const goLive = () => {
    goLiveUnnoticed();
    sendAsPartner([partnerWebhook("channel_live", channel, { id: newId() })]);
  };

  const recordSteps = (...steps: OnboardingStep[]) => {
    const history = scenario === "declined" ? "declined" : "shared";
    return recordOnboarding({ disconnect: false, onboardedAt: new Date(), history })
      .filter(({ step }) => steps.includes(step))
      .flatMap(({ webhook }) => webhook.entry.flatMap(({ changes }) => changes as Change[]))
      .map((change) => dialog360Webhook(change, { id: newId() }));
  };

  const answerApi = async (request: Request): Promise<Response> => {
    const isSync = new URL(request.url).pathname === "/synchronization";
    const { sync_type } = isSync ? JSON.parse(await request.clone().text()) : {};
    const response = await dialog360.fetch(request);
    if (response.ok && sync_type === "history") sendAsPartner(recordSteps("history", "media", "declined"));
    if (response.ok && sync_type === "smb_app_state_sync") sendAsPartner(recordSteps("contacts").slice(0, 1));
    return response;
  };

  const answer = (request: Request): Response | Promise<Response> => {
    const url = new URL(request.url);
    if (url.pathname.startsWith("/dashboard/")) return showSignUp(url);
    return url.pathname === "/leave" ? leave(url) : answerApi(request);
  };

  const showSignUp = (link: URL): Response => {
    link.searchParams.set("redirect_url", `${link.origin}/leave`);
    const channels = [scenario === "foreign" ? "SomebodyElsesCH" : String(channel["id"])];
    const page = integratedOnboardingPage(link, {
      client: String(channel["client_id"]),
      channels,
      returnsState: scenario !== "stateless",
    });
    return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
  };

  const leave = ({ search }: URL): Response => {
    const isLate = scenario === "late";
    if (isLate) Object.assign(channel, { status: "created", hub_status: "created", integration: { state: "created" } });
    else goLive();
    return new Response(null, { status: 302, headers: { location: `${serverUrl}/connected${search}` } });
  };

  const loopback = await listenOnLoopback(answer, {
    scenarios,
    choose: (chosen) => {
      scenario = chosen;
    },
    actions: [
      { label: "Let the channel go live", run: goLive },
      { label: "Let it go live, but lose the event", run: () => void goLiveUnnoticed() },
      { label: "Send a message", run: () => sendAsNumber(echoChange(message("Your cake is ready."))) },
      { label: "Receive a message", run: () => sendAsNumber(messageChange(message("Great, I am on my way."))) },
    ],
  });

  return {
    partnerId: world.partnerId,
    apiKey: world.partnerKey,
    ...{ platformSecret, webhookToken },
    publicUrl: "https://example.com",
    hubUrl: `${loopback.url}/api/v2`,
    messagingUrl: loopback.url,
    onboardingUrl: loopback.url,
    page: { standIn: loopback.panelUrl },
    deliverTo: (url: string) => {
      serverUrl = url;
      courier.deliverTo(`${url}/webhook`);
    },
    close: () => loopback.close(),
  };
}
