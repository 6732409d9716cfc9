// Your own Embedded Signup, from the button to the history: the page, the server behind it, and the webhook receiver.
// With `--stand-in` it needs no account: a stand-in plays Meta, the business and its phone, on this machine.

import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { streamSSE } from "hono/streaming";
import { createCoexistence } from "whatsapp-coexistence";
import {
  MetaClient,
  type OnboardingStart,
  type OnboardingState,
  onboard,
  type Settlement,
} from "whatsapp-coexistence/client";
import { honoMount } from "whatsapp-coexistence/hono";
import { type Help, helpWith } from "../onboarding-page/help.ts";
import { Inboxes } from "../onboarding-page/inboxes.ts";
import { readPageFiles } from "../onboarding-page/page-files.ts";
import { followAccountEvents } from "./account-events.ts";

const { APP_ID, APP_SECRET, CONFIG_ID, VERIFY_TOKEN, PORT = "3000" } = process.env;
const standIn = process.argv.includes("--stand-in") ? await (await import("./stand-in.ts")).startStandIn() : undefined;
const { appId, appSecret, configId, verifyToken } = standIn ?? {
  appId: APP_ID,
  appSecret: APP_SECRET,
  configId: CONFIG_ID,
  verifyToken: VERIFY_TOKEN,
};

// The receiver. It is there before anybody signs up: what it does not receive is lost for good.
const coexistence = createCoexistence({ appSecret, verifyToken });
const inboxes = new Inboxes(({ phoneNumberId }) => phoneNumberId);
inboxes.follow(coexistence);

// The onboarding.
const meta = new MetaClient({ appId, appSecret, baseUrl: standIn?.graphUrl });
const states = new Map<string, OnboardingState>(); // a table in your database: a restart forgets these

// In SQL: insert … on conflict (id) do update … where onboarding.revision = $revision - 1
function save(state: OnboardingState): boolean {
  if ((states.get(state.id)?.revision ?? 0) !== state.revision - 1) return false;
  states.set(state.id, state);
  return true;
}

type Attempt = OnboardingStart & { settle?: Partial<Record<"contacts" | "history", Settlement>> };

interface Outcome {
  id: string;
  phoneNumberId?: string | undefined;
  help?: Help;
}

/** Onboards, or goes on with it, and says what the page has to know. */
async function goOn(attempt: Attempt): Promise<Outcome> {
  let id = attempt.state?.id ?? "";
  try {
    await onboard({
      ...attempt,
      meta,
      expectSync: coexistence.expectSync, // so that a silence is noticed
      save: (state) => {
        id = state.id;
        return save(state);
      },
    });
    return { id, phoneNumberId: states.get(id)?.phoneNumberId };
  } catch (error) {
    const { phoneNumberId, accessToken } = states.get(id) ?? {};
    return { id, phoneNumberId, help: helpWith(error, accessToken !== undefined) };
  }
}

followAccountEvents(coexistence, { meta, states, inboxes });

// The server. Your own session goes before every route but the webhook: only the business itself may see its number.
const app = new Hono();
app.all("/webhook", honoMount(coexistence));
app.use(csrf()); // so that no other site can sign a user up
app.get("/settings", (context) => context.json({ appId, configId, ...standIn?.page }));
app.post("/signup", async (context) => {
  const { code, wabaId, phoneNumberId, businessId } = await context.req.json();
  return context.json(await goOn({ code, wabaId, phoneNumberId, businessId }));
});
app.post("/signup/:id", async (context) => {
  const state = states.get(context.req.param("id"));
  if (state === undefined) return context.notFound();
  // What a person says about calls whose outcome is unknown.
  const { settlement }: { settlement?: Settlement } = await context.req.json();
  const unknown = (["contacts", "history"] as const).filter((kind) => state[kind].status === "sent");
  const settle = settlement && Object.fromEntries(unknown.map((kind) => [kind, settlement]));
  return context.json(await goOn({ state, ...(settle && { settle }) }));
});
app.get("/numbers/:phoneNumberId/events", (context) => {
  const phoneNumberId = context.req.param("phoneNumberId");
  if (![...states.values()].some((state) => state.phoneNumberId === phoneNumberId)) return context.notFound();
  return streamSSE(context, (stream) => inboxes.show(phoneNumberId, stream));
});

const files = await readPageFiles(new URL(".", import.meta.url), [
  "page.html",
  "page.js",
  "../onboarding-page/page.css",
]);
app.get("/:file?", (context) => {
  const file = files.get(`/${context.req.param("file") ?? "page.html"}`);
  return file === undefined ? context.notFound() : context.body(file.body, 200, { "content-type": file.type });
});

const server = serve({ fetch: app.fetch, port: Number(PORT) }, ({ port }: AddressInfo) => {
  standIn?.deliverTo(`http://127.0.0.1:${port}/webhook`);
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
