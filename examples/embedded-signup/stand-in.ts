// Plays Meta, the business in the window of the sign-up, and its phone.

import {
  accountOffboardedChange,
  accountReconnectedChange,
  type Change,
  echoChange,
  messageChange,
  metaWebhook,
  numberRemovedChange,
  type OnboardingStep,
  recordOnboarding,
  textMessage,
} from "whatsapp-coexistence/testing";
import { answerEmbeddedSignup } from "../stand-in/facebook-sdk.ts";
import { Courier, listenOnLoopback } from "../stand-in/loopback.ts";
import { createMetaStandIn } from "../stand-in/meta.ts";

const scenarios = {
  shared: "goes well",
  declined: "goes well, without the history",
  unsubscribed: "finds the app without a webhook field",
  lost: "loses the answer to the request for history",
};

export async function startStandIn() {
  const meta = createMetaStandIn();
  const { world } = meta;
  const { appId, appSecret } = world;
  const allFields = world.fields;
  const courier = new Courier();
  let scenario = "shared";
  let signUps = 0;

  const send = (webhooks: readonly object[]) => courier.send(webhooks, { appSecret });
  const sendChange = (change: Change, time?: number) => send([metaWebhook(change, time === undefined ? {} : { time })]);
  const now = () => Math.floor(Date.now() / 1000);
  const message = (text: string) => textMessage(text, { id: `wamid.${crypto.randomUUID()}`, timestamp: String(now()) });

  const recordSteps = (...steps: OnboardingStep[]) => {
    const history = scenario === "declined" ? "declined" : "shared";
    const recording = recordOnboarding({ seed: signUps, disconnect: false, onboardedAt: new Date(), history });
    return recording.filter(({ step }) => steps.includes(step)).map(({ webhook }) => webhook);
  };

  const setOnBusinessApp = (is_on_biz_app: boolean) => {
    for (const number of world.numbers) Object.assign(number, { is_on_biz_app });
  };

  const createCode = () => {
    signUps += 1;
    const code = `a-code-${crypto.randomUUID()}`;
    world.codes.add(code);
    setOnBusinessApp(true);
    return { code };
  };

  const answer = async (request: Request): Promise<Response> => {
    const signUp = answerEmbeddedSignup(request.url, createCode);
    if (signUp !== undefined) return signUp;
    const isSync = new URL(request.url).pathname.endsWith("/smb_app_data");
    const { sync_type } = isSync ? JSON.parse(await request.clone().text()) : {};
    const response = await meta.fetch(request);
    if (!response.ok) return response;
    if (sync_type === "smb_app_state_sync") send(recordSteps("contacts").slice(0, 1));
    if (sync_type === "history") send(recordSteps("history", "media", "declined"));
    const isLost = scenario === "lost" && sync_type === "history";
    return isLost ? new Response("Something between was too slow.", { status: 504 }) : response;
  };

  const loopback = await listenOnLoopback(answer, {
    scenarios,
    choose: (chosen) => {
      scenario = chosen;
      world.fields = chosen === "unsubscribed" ? allFields.filter((field) => field !== "history") : allFields;
    },
    actions: [
      { label: "Send a message", run: () => sendChange(echoChange(message("Your cake is ready."))) },
      { label: "Receive a message", run: () => sendChange(messageChange(message("Great, I am on my way."))) },
      {
        label: "Reinstall the app",
        run: () => {
          setOnBusinessApp(false);
          sendChange(accountOffboardedChange(), now());
        },
      },
      {
        label: "Let it reconnect",
        run: () => {
          setOnBusinessApp(true);
          sendChange(accountReconnectedChange(), now());
        },
      },
      {
        label: "Leave it unused for two weeks",
        run: () => {
          setOnBusinessApp(false);
          world.synchronized.clear();
          sendChange(numberRemovedChange({ reason: "PRIMARY_INACTIVITY", initiatedBy: "SYSTEM" }), now());
        },
      },
    ],
  });

  return {
    ...{ appId, appSecret, configId: "700000000000007", verifyToken: "a-token-of-the-examples" },
    graphUrl: loopback.url,
    page: { standIn: loopback.panelUrl, sdkUrl: `${loopback.url}/sdk.js` },
    deliverTo: (url: string) => courier.deliverTo(url),
    close: () => loopback.close(),
  };
}
