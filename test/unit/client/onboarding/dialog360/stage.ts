// Everything an onboarding at 360dialog needs, over real HTTP on this machine: the stand-in, a table for the states, and
// the moments at which a process can end.
import {
  createDialog360StandIn,
  type Dialog360StandIn,
  type Dialog360World,
} from "../../../../../examples/stand-in/dialog360.ts";
import {
  type Dialog360Onboarding,
  type Dialog360OnboardingState,
  Dialog360PartnerClient,
  type OnboardDialog360Options,
  onboardDialog360,
} from "../../../../../src/client/index.ts";
import { type Dialog360Server, startDialog360Server } from "../../../../servers/dialog360-server.ts";

export const channelId = "AbCdEfCH";
export const partnerWebhook = "https://webhooks.example.com/360dialog/partner";
export const numberWebhook = "https://webhooks.example.com/360dialog/number";

/** The calls that cost something, as they are counted. */
export interface Spent {
  readonly keys: number;
  readonly contacts: number;
  readonly history: number;
}

export const nothing: Spent = { keys: 0, contacts: 0, history: 0 };
export const everything: Spent = { keys: 1, contacts: 1, history: 1 };

/** Asked at every step: before and after each call and each saving. What it throws is what the step throws. */
export type Watch = (moment: "before" | "after", step: string) => void;

export class Stage {
  readonly #server: Dialog360Server;
  standIn: Dialog360StandIn = createDialog360StandIn();
  readonly stored = new Map<string, Dialog360OnboardingState>();
  watch: Watch = () => undefined;

  private constructor(server: Dialog360Server) {
    this.#server = server;
  }

  static async open(): Promise<Stage> {
    const stage: Stage = new Stage(await startDialog360Server(() => stage.standIn));
    return stage;
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  /** A new world, in which everything is ready, and an empty table. */
  reset(changes: Partial<Dialog360World> = {}): void {
    const partner = { webhook_url: partnerWebhook, partner_redirect_url: null };
    this.standIn = createDialog360StandIn({ partner, ...changes });
    this.stored.clear();
    this.watch = () => undefined;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.port}/stage`;
  }

  get state(): Dialog360OnboardingState | undefined {
    return this.stored.get(channelId);
  }

  /** What the provider saw of the calls that cost something. */
  get spent(): Spent {
    const count = (path: RegExp, sync_type?: string): number =>
      this.standIn.requests.filter(
        (request) =>
          request.method === "POST" && path.test(request.path) && request.parameters["sync_type"] === sync_type,
      ).length;
    return {
      keys: count(/\/api_keys$/),
      contacts: count(/^\/synchronization$/, "smb_app_state_sync"),
      history: count(/^\/synchronization$/, "history"),
    };
  }

  /** The requests, as `GET /…`, with the partner's part of the path left out. */
  get calls(): string[] {
    return this.standIn.requests.map(({ method, path }) => nameOf(method, path));
  }

  options(changes: Partial<OnboardDialog360Options> = {}): OnboardDialog360Options {
    const { partnerId, partnerKey } = this.standIn.world;
    const fetch: typeof globalThis.fetch = (input, init) => this.#fetch(new Request(input, init));
    return {
      partner: new Dialog360PartnerClient({
        partnerId,
        apiKey: partnerKey,
        baseUrl: `${this.url}/api/v2`,
        maxAttempts: 1,
        fetch,
      }),
      messaging: { baseUrl: this.url, maxAttempts: 1, fetch },
      channelId,
      webhook: { url: numberWebhook, headers: { authorization: "Bearer invented" } },
      save: (state) => this.#save(state),
      ...changes,
    };
  }

  /** Begins an onboarding, or goes on with what is stored. */
  run(changes: Partial<OnboardDialog360Options> = {}): Promise<Dialog360Onboarding> {
    return onboardDialog360(this.options({ state: this.state, ...changes }));
  }

  async #fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const step = nameOf(request.method, pathname.replace(/^\/stage(\/api\/v2)?/, ""));
    this.watch("before", step);
    const answer = await fetch(request);
    this.watch("after", step);
    return answer;
  }

  #save(state: Dialog360OnboardingState): boolean {
    const step = `save ${state.revision}`;
    this.watch("before", step);
    if ((this.stored.get(state.id)?.revision ?? 0) !== state.revision - 1) return false;
    // As a database would keep it.
    this.stored.set(state.id, JSON.parse(JSON.stringify(state)));
    this.watch("after", step);
    return true;
  }
}

/** A state as it was after the first saving. */
export function begunState(changes: Partial<Dialog360OnboardingState> = {}): Dialog360OnboardingState {
  return {
    shape: 1,
    provider: "360dialog",
    id: channelId,
    revision: 1,
    startedAt: new Date().toISOString(),
    channelId,
    keyMinting: { status: "open" },
    contacts: { status: "open" },
    history: { status: "open" },
    ...changes,
  };
}

function nameOf(method: string, path: string): string {
  return `${method} ${path.replace("/partners/AbCdEfPA", "")}`;
}
