import { answerMeta } from "../../../../src/emulator/meta/answer.ts";
import type { EmulatorOptions } from "../../../../src/emulator/options.ts";
import { type MetaSignUp, type SignUpOptions, signUp } from "../../../../src/emulator/sign-up.ts";
import type { Business, SyncType } from "../../../../src/emulator/world/business.ts";
import { createWorld } from "../../../../src/emulator/world/create-world.ts";
import type { World } from "../../../../src/emulator/world/world.ts";

/** What a call is made with. */
export interface Sent {
  /** Default: the token of the app. */
  readonly token?: string | undefined;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

/** An answer of Graph, read. */
export interface Answered {
  readonly status: number;
  /** Each test knows the answer it looks at. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** A world, and what was asked for in it. */
export interface Graph {
  readonly world: World;
  readonly synchronised: [phoneNumberId: string, kind: SyncType][];
  readonly appToken: string;
  call(method: string, path: string, sent?: Sent): Promise<Answered>;
  signUp(options?: SignUpOptions): MetaSignUp & { readonly business: Business; readonly token: string };
}

export function createGraph(options: EmulatorOptions = {}): Graph {
  const synchronised: [string, SyncType][] = [];
  const world = createWorld(options, {
    onSync: ({ phoneNumberId }, kind) => void synchronised.push([phoneNumberId, kind]),
    onMessage: () => undefined,
    onNews: () => undefined,
  });
  const appToken = `${world.app.id}|${world.app.secret}`;
  return {
    world,
    synchronised,
    appToken,
    call: (method, path, sent = {}) => call(world, method, path, "token" in sent ? sent : { ...sent, token: appToken }),
    signUp: (signUpOptions = {}) => {
      const signedUp = signUp(world, { ...signUpOptions, provider: "meta" }, {});
      const business = world.businesses.get(signedUp.phoneNumberId);
      if (signedUp.provider !== "meta" || business === undefined) throw new Error("There is no such business.");
      return { ...signedUp, business, token: business.atMeta.accessToken };
    },
  };
}

async function call(world: World, method: string, path: string, sent: Sent): Promise<Answered> {
  const { token, query = {}, form, json } = sent;
  const url = new URL(`https://graph.facebook.com/v26.0${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  if (json !== undefined) headers["content-type"] = "application/json";
  const body = json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json);
  const response = await answerMeta(
    world,
    new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }),
  );
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
}
