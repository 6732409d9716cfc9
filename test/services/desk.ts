import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { WantedName } from "./ask-desk.ts";

/** What was found: a URL or a path, and how it ends where it was started for this. */
export interface Found {
  readonly place: string;
  stop?(): Promise<void>;
}

/** Something to look for. */
export interface Wanted {
  readonly find: () => Promise<Found | undefined>;
  /** A sentence for those who have to do without: what is missing, and how to get it. */
  readonly missing: string;
}

/** Hands out services to processes that cannot share one otherwise. */
export interface Desk {
  readonly url: string;
  /** Ends what it has started. */
  close(): Promise<void>;
}

/** How a desk does its work. */
export interface DeskOptions {
  readonly wanted: Readonly<Record<WantedName, Wanted>>;
  /** Whether something missing is an error. */
  readonly isRequired: boolean;
  readonly print: (line: string) => void;
}

/**
 * Opens a desk on this machine. Each service is looked for once, when it is asked for first: a run that needs none waits
 * for none.
 */
export async function openDesk({ wanted, isRequired, print }: DeskOptions): Promise<Desk> {
  const searches = new Map<WantedName, Promise<Found | undefined>>();
  const look = (name: WantedName): Promise<Found | undefined> => {
    const search = searches.get(name) ?? wanted[name].find();
    searches.set(name, search);
    return search;
  };

  const answer = async (request: IncomingMessage): Promise<string> => {
    const name = request.url?.slice(1) as WantedName;
    const part = await text(request);
    const found = await look(name);
    if (found !== undefined) return found.place;
    const what = `tests of ${part}. ${wanted[name].missing}`;
    if (isRequired) throw new Error(`With REQUIRE_SERVICES nothing may be left out: ${what}`);
    print(`Left out: ${what}`);
    return "";
  };

  const server = createServer((request, response) => {
    answer(request).then(
      (place) => response.end(place),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      const results = await Promise.allSettled(searches.values());
      await Promise.all(results.map((result) => (result.status === "fulfilled" ? result.value?.stop?.() : undefined)));
    },
  };
}
