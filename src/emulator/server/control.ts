import { isCoexistenceError } from "../../errors/index.ts";
import type { Delivery } from "../../traffic/courier/delivery.ts";
import { readSteps } from "../../traffic/scenario/read-scenario.ts";
import type { ScenarioStep } from "../../traffic/scenario/scenario.ts";
import type { EmulatedRequest } from "../options.ts";
import type { SignUp, SignUpOptions } from "../sign-up.ts";
import type { EmulatedBusiness } from "../world/describe-business.ts";
import { readSignUp } from "./read-sign-up.ts";

/** What can be steered over HTTP: what an emulator's own methods do. */
export interface Steered {
  readonly url: string | undefined;
  readonly businesses: readonly EmulatedBusiness[];
  readonly deliveries: readonly Delivery[];
  readonly requests: readonly EmulatedRequest[];
  signUp(options: SignUpOptions): SignUp;
  play(phoneNumberId: string, steps: readonly ScenarioStep[]): Promise<void>;
  settled(): Promise<void>;
}

/** Answers requests below `/emulator`, for applications in any language. Nothing for other paths. */
export async function answerControl(emulator: Steered, request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (!/^\/emulator(\/|$)/.test(pathname)) return undefined;
  try {
    return (await answer(emulator, request, pathname.replace(/\/+$/, ""))) ?? refuse(404, "There is nothing here.");
  } catch (error) {
    if (!isCoexistenceError(error)) throw error;
    return refuse(400, error.message);
  }
}

async function answer(emulator: Steered, request: Request, path: string): Promise<Response | undefined> {
  const { businesses, deliveries, requests } = emulator;
  const [, phoneNumberId] = /^\/emulator\/businesses\/(\d+)\/steps$/.exec(path) ?? [];
  if (phoneNumberId !== undefined && request.method === "POST") {
    if (!businesses.some((business) => business.phoneNumberId === phoneNumberId)) {
      return refuse(404, "No business with this phoneNumberId signed up.");
    }
    const steps = readSteps(await readJson(request));
    // Not waited for: a step may be a wait of hours.
    emulator.play(phoneNumberId, steps).catch(() => undefined);
    return Response.json({ steps: steps.length }, { status: 202 });
  }
  switch (`${request.method} ${path}`) {
    case "GET /emulator":
      return Response.json({ businesses, deliveries: count(deliveries), requests: requests.length });
    case "POST /emulator/sign-ups":
      return Response.json(emulator.signUp(readSignUp(await readJson(request))), { status: 201 });
    case "GET /emulator/businesses":
      return Response.json({ businesses });
    case "GET /emulator/deliveries":
      return Response.json({ deliveries });
    case "GET /emulator/requests":
      return Response.json({ requests });
    case "POST /emulator/settled":
      await emulator.settled();
      return Response.json({ deliveries: count(emulator.deliveries) });
    default:
      return undefined;
  }
}

function count(deliveries: readonly Delivery[]): Readonly<Record<Delivery["state"], number>> {
  const counts = { waiting: 0, accepted: 0, dropped: 0 };
  for (const { state } of deliveries) counts[state] += 1;
  return counts;
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(status: number, message: string): Response {
  return Response.json({ error: { message } }, { status });
}
