import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { type SenderCredentials, signedInit } from "whatsapp-coexistence/testing";

/** Something the person at the page can let the stand-in do. */
export interface StandInAction {
  readonly label: string;
  run(): void | Promise<void>;
}

/** What the person at the page can choose. */
export interface StandInControls {
  /** How the sign-up goes, as value and label. */
  readonly scenarios: Readonly<Record<string, string>>;
  choose(scenario: string): void;
  /** What happens after it, on the phone or at the provider. */
  readonly actions: readonly StandInAction[];
}

/** A stand-in that listens on this machine. */
export interface Loopback {
  /** Where it is. */
  readonly url: string;
  /** The script that shows the controls below a page. */
  readonly panelUrl: string;
  close(): Promise<void>;
}

/** Serves a stand-in on a port of its own, with controls for the person at the page. */
export async function listenOnLoopback(
  answer: (request: Request) => Response | Promise<Response>,
  controls: StandInControls,
): Promise<Loopback> {
  const panel = await readFile(new URL("panel.js", import.meta.url), "utf8");
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    // The page is of another origin, because its port is another one.
    const headers = { "access-control-allow-origin": "*" };
    if (pathname === "/panel.js") {
      return new Response(panel, { headers: { ...headers, "content-type": "text/javascript" } });
    }
    if (pathname === "/favicon.ico") return new Response(null, { status: 204 });
    if (pathname !== "/panel") return answer(request);
    if (request.method === "GET") {
      const actions = controls.actions.map(({ label }) => label);
      return Response.json({ scenarios: controls.scenarios, actions }, { headers });
    }
    const scenario = searchParams.get("scenario");
    if (scenario !== null) controls.choose(scenario);
    await controls.actions.find(({ label }) => label === searchParams.get("action"))?.run();
    return new Response(null, { status: 204, headers });
  };
  const server = serve({ fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    panelUrl: `${url}/panel.js`,
    close: async () => {
      const end = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await end;
    },
  };
}

/** Milliseconds between two webhooks: as slowly as a person can follow. */
const { STAND_IN_PAUSE = "150" } = process.env;

/** Sends signed webhooks, one after the other. */
export class Courier {
  #url = "";
  #queue: Promise<void> = Promise.resolve();

  /** Where webhooks go from now on. */
  deliverTo(url: string): void {
    this.#url = url;
  }

  send(webhooks: readonly object[], credentials: SenderCredentials): void {
    for (const webhook of webhooks) {
      this.#queue = this.#queue
        .then(() => wait(Number(STAND_IN_PAUSE)))
        .then(() => fetch(this.#url, signedInit(webhook, credentials)))
        .then(({ status }) => {
          if (status !== 200) console.error(`The stand-in's webhook was answered ${status}.`);
        })
        .catch(() => console.error("The stand-in's webhook could not be delivered."));
    }
  }
}
