import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { basicAuth } from "hono/basic-auth";
import { secureHeaders } from "hono/secure-headers";
import Database from "libsql"; // or better-sqlite3, which has the same methods
import { type Coexistence, type CoexistenceOptions, createCoexistence } from "whatsapp-coexistence";
import { honoMount } from "whatsapp-coexistence/hono";
import { type SqliteIntakeOptions, sqliteIntake } from "whatsapp-coexistence/sqlite";
import { onlyThisMachine } from "./access.ts";
import { addressOf, readSelection } from "./addresses.ts";
import { Live } from "./live.ts";
import { type FetchMedia, Media } from "./media.ts";
import { renderPage, renderRegions } from "./page.ts";
import { Queries } from "./queries.ts";
import { receive } from "./receive.ts";
import { prepareSchema } from "./schema.ts";
import { serveMedia } from "./serve-media.ts";
import { Sql } from "./sql.ts";
import { Store } from "./store.ts";
import { Views } from "./view.ts";

/** How to set an inbox up. The credentials are those of `createCoexistence`. */
export interface InboxOptions extends Omit<CoexistenceOptions, "intake"> {
  /** The file that everything is kept in. */
  readonly database: string;
  /** Options of the durable intake. */
  readonly intake?: SqliteIntakeOptions;
  /** Fetches files, for example with `MetaClient.media.download`. Without it they stay placeholders. */
  readonly media?: FetchMedia | undefined;
  /** How you call a number. Default: by its digits. */
  readonly nameOf?: (phoneNumberId: string) => string | undefined;
  /**
   * Asked for before anything is shown, with the user name `inbox`. Put your own log-in in its place. Without it the page
   * answers this machine only.
   */
  readonly password?: string | undefined;
}

/** An inbox that receives. */
export interface Inbox {
  /** The webhook and the page. */
  readonly app: Hono;
  readonly coexistence: Coexistence;
  /** Ends the streams of open pages, which would go on for ever. */
  endLive(): void;
  /** Lets the listeners finish, and closes the file. */
  close(): Promise<void>;
}

/** Makes an inbox: a webhook at `/webhook`, and a page that shows what arrives. */
export function createInbox({
  database: file,
  intake,
  media: fetchMedia,
  nameOf,
  password,
  ...options
}: InboxOptions): Inbox {
  const database = new Database(file, { timeout: 20 });
  prepareSchema(database);
  const sql = new Sql(database);
  const coexistence = createCoexistence({ ...options, intake: sqliteIntake(database, intake) });
  const live = new Live();
  const media = fetchMedia && new Media(sql, fetchMedia, live.changed);
  receive(coexistence, new Store(sql), () => {
    live.changed();
    // In a moment, when the transaction that this is called in is over.
    if (media) setImmediate(media.look);
  });
  media?.look();

  const queries = new Queries(sql);
  const views = new Views(queries, coexistence, nameOf ?? (() => undefined));
  const show = async (context: Context) => {
    const selection = readSelection(context.req.param(), context.req.query());
    const view = await views.read(selection);
    if (view === undefined) return context.notFound();
    context.header("cache-control", "no-store");
    context.header("vary", "accept");
    if (!context.req.header("accept")?.includes("text/event-stream"))
      return context.html(renderPage(view, queries.media));
    return live.stream(context, addressOf(selection), async () =>
      renderRegions((await views.read(selection)) ?? view, queries.media),
    );
  };

  const app = new Hono();
  app.all("/webhook", honoMount(coexistence));
  app.use(password === undefined ? onlyThisMachine : basicAuth({ username: "inbox", password }));
  app.get("/media/:id", ({ req }) => serveMedia(sql, req.param("id"), req.header("range")));
  app.use(secureHeaders({ contentSecurityPolicy, strictTransportSecurity: false }));
  for (const [name, type] of Object.entries(pageFiles)) {
    const body = readFileSync(new URL(name, import.meta.url), "utf8");
    app.get(`/${name}`, (context) => context.body(body, 200, { "content-type": `${type}; charset=utf-8` }));
  }
  for (const path of ["/", "/numbers/:number", "/numbers/:number/chats/:chat"]) app.get(path, show);

  return {
    app,
    coexistence,
    endLive: () => live.end(),
    async close() {
      live.end();
      media?.close();
      await coexistence.close();
      database.close();
    },
  };
}

const pageFiles = { "page.css": "text/css", "live.js": "text/javascript" };

// Nothing that arrives can run or fetch anything, should it ever get past the escaping.
const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  mediaSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};
