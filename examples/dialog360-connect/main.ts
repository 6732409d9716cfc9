// 360dialog's Integrated Onboarding, from the connect button to the history: the page with the button, the page that
// 360dialog redirects to, the server behind them, and the webhook receiver. With `--stand-in` it needs no account: a
// stand-in plays 360dialog, the business and its phone, on this machine.
//
// Two addresses are set once for your partner account, in the Hub or with `partner.settings.update`: the webhook URL
// `https://…/webhook`, and the redirect URL `https://…/connected`.

import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { streamSSE } from "hono/streaming";
import { createCoexistence } from "whatsapp-coexistence";
import {
  type Dialog360OnboardingState,
  Dialog360PartnerClient,
  onboardDialog360,
  type Settlement,
} from "whatsapp-coexistence/client";
import { honoMount } from "whatsapp-coexistence/hono";
import { integratedOnboardingLink, OneTimeStates, signIntegratedOnboarding } from "whatsapp-coexistence/signup";
import { helpWith } from "../onboarding-page/help.ts";
import { Inboxes } from "../onboarding-page/inboxes.ts";
import { readPageFiles } from "../onboarding-page/page-files.ts";

const {
  PARTNER_ID = "",
  PARTNER_API_KEY,
  PLATFORM_SECRET,
  WEBHOOK_TOKEN = "",
  PUBLIC_URL,
  PORT = "3000",
} = process.env;
const standIn = process.argv.includes("--stand-in") ? await (await import("./stand-in.ts")).startStandIn() : undefined;
const { partnerId, apiKey, platformSecret, webhookToken, publicUrl } = standIn ?? {
  partnerId: PARTNER_ID,
  apiKey: PARTNER_API_KEY,
  platformSecret: PLATFORM_SECRET,
  webhookToken: WEBHOOK_TOKEN, // a long random value of your own
  publicUrl: PUBLIC_URL, // https://…, where 360dialog reaches this server
};

const webhookUrl = new URL("/webhook", publicUrl).href;

// The receiver. History and contacts come to the partner's webhook URL, signed with the platform secret; messages come
// to the number's, which nobody signs, so that it gets a header of its own.
const webhookHeaders = { authorization: webhookToken };
const coexistence = createCoexistence({ platformSecret, webhookHeaders });
const inboxes = new Inboxes(({ displayPhoneNumber }) => displayPhoneNumber);
inboxes.follow(coexistence);

// The onboarding.
const partner = new Dialog360PartnerClient({ partnerId, apiKey, baseUrl: standIn?.hubUrl });
const states = new Map<string, Dialog360OnboardingState>(); // a table in your database: a restart forgets these
const channels = new Map<string, { owner: string; number: string }>(); // another one: whose channel it is
const turns = new Map<string, Promise<void>>();

// In SQL: insert … on conflict (id) do update … where onboarding.revision = $revision - 1
function save(state: Dialog360OnboardingState): boolean {
  if ((states.get(state.id)?.revision ?? 0) !== state.revision - 1) return false;
  states.set(state.id, state);
  return true;
}

/** Onboards a channel, or goes on with it. The redirect and the event may come at once: one waits for the other. */
function goOn(channelId: string, number: string, settlement?: Settlement): Promise<void> {
  const before = turns.get(channelId) ?? Promise.resolve();
  const turn = before.then(() => onboard(channelId, number, settlement)).catch(console.error);
  turns.set(channelId, turn);
  return turn;
}

async function onboard(channelId: string, number: string, settlement: Settlement | undefined): Promise<void> {
  const inbox = inboxes.of(number);
  const state = states.get(channelId);
  // What a person says about calls whose outcome is unknown. A key that got lost can only be minted again.
  const unknown = (["contacts", "history"] as const).filter((kind) => state?.[kind].status === "sent");
  const settle = {
    ...Object.fromEntries(unknown.map((kind) => [kind, settlement])),
    ...(settlement === "repeat" && { apiKey: settlement }),
  };
  inbox.saveOnboarding({ state: "working" });
  try {
    await onboardDialog360({
      partner,
      ...(state === undefined ? { channelId } : { state }),
      webhook: { url: webhookUrl, headers: webhookHeaders },
      messaging: { baseUrl: standIn?.messagingUrl },
      expectSync: coexistence.expectSync, // so that a silence is noticed
      save,
      settle,
    });
    inbox.saveOnboarding({ state: "done" });
  } catch (error) {
    inbox.saveOnboarding({ state: "failed", help: helpWith(error, true) });
  }
}

// What a crash or a failure of the network left over goes on a minute later. It has 24 hours.
setInterval(() => {
  for (const [id, { number }] of channels) {
    if ((states.get(id)?.history.status ?? "open") === "open") void goOn(id, number);
  }
}, 60_000).unref();

// It may come before the redirect. Then nobody knows yet whose channel it is, and the redirect will find it live.
coexistence.onPartner(({ event, data }) => {
  const { id } = Object(data) as { id?: unknown };
  const channel = typeof id === "string" ? channels.get(id) : undefined;
  // Not waited for: 360dialog wants its answer within 5 seconds. What fails is shown on the page, and goes on as above.
  if (event === "channel_live" && typeof id === "string" && channel !== undefined) void goOn(id, channel.number);
});

// The server. Your own session goes before every route but the webhook, and says who is signed in.
const user = "user-1";
const oneTimeStates = new OneTimeStates();
const app = new Hono();
app.all("/webhook", honoMount(coexistence));
app.use(csrf()); // so that no other site can sign a user up
app.get("/settings", (context) => context.json({ ...standIn?.page }));

// A link for every attempt: its state and its signature can be used once.
app.post("/signup/link", async (context) => {
  const state = await oneTimeStates.issue(user);
  const signature = await signIntegratedOnboarding({ partnerId, platformSecret });
  return context.json(integratedOnboardingLink({ partnerId, state, signature, baseUrl: standIn?.onboardingUrl }));
});

// What the redirect says. Anybody can write one, so nothing of it is believed.
app.post("/signup/result", async (context) => {
  const { client, channels: ids, state, isConfirmed } = await context.req.json();
  if (state !== undefined && !(await oneTimeStates.redeem(state, user))) return context.json({ help: foreign });
  try {
    const found = await Promise.all([...new Set<string>(ids)].map((id) => findChannel(id, client)));
    // 360dialog does not promise that the state comes back. Without it the person who is signed in has to say yes.
    if (state === undefined && isConfirmed !== true) {
      return context.json({ toConfirm: found.map(({ number }) => number.slice(-4)) });
    }
    for (const { id, number } of found) {
      channels.set(id, { owner: user, number });
      void goOn(id, number);
    }
    return context.json({ channelId: found[0]?.id });
  } catch (error) {
    return context.json({ help: error === foreign ? foreign : helpWith(error, false) });
  }
});

const foreign = {
  title: "This number cannot be connected here.",
  fixes: ["It did not come from a sign-up that you began on this page. Begin again with the button."],
  next: "sign_up",
} as const;

/** Finds a channel, if the Partner API says that it is the client's, and no other user has it. */
async function findChannel(id: string, client: unknown): Promise<{ id: string; number: string }> {
  const channel = await partner.channels.get(id);
  const number = channel?.setup_info?.phone_number;
  const isFree = (channels.get(id)?.owner ?? user) === user;
  if (number === undefined || channel?.client_id !== client || !isFree) throw foreign;
  return { id, number };
}

app.post("/channels/:channelId", async (context) => {
  const channelId = context.req.param("channelId");
  const channel = channels.get(channelId);
  if (channel?.owner !== user) return context.notFound();
  const { settlement }: { settlement?: Settlement } = await context.req.json();
  await goOn(channelId, channel.number, settlement);
  return context.json({});
});
app.get("/channels/:channelId/events", (context) => {
  const channel = channels.get(context.req.param("channelId"));
  if (channel?.owner !== user) return context.notFound();
  return streamSSE(context, (stream) => inboxes.show(channel.number, stream));
});

const files = await readPageFiles(new URL(".", import.meta.url), [
  "page.html",
  "page.js",
  "connected.html",
  "connected.js",
  "../onboarding-page/page.css",
]);
app.get("/:file?", (context) => {
  const name = context.req.param("file") ?? "page.html";
  const file = files.get(name === "connected" ? "/connected.html" : `/${name}`);
  return file === undefined ? context.notFound() : context.body(file.body, 200, { "content-type": file.type });
});

const server = serve({ fetch: app.fetch, port: Number(PORT) }, ({ port }: AddressInfo) => {
  standIn?.deliverTo(`http://localhost:${port}`);
  console.log(`Open http://localhost:${port}`);
});

process.on("SIGINT", end).on("SIGTERM", end);

async function end(): Promise<void> {
  process.off("SIGINT", end).off("SIGTERM", end); // a second signal ends at once
  server.close(); // not waited for: a page that follows its number has a connection that never ends
  await coexistence.close();
  await standIn?.close();
  setTimeout(() => process.exit(), 100); // after the last answers
}
