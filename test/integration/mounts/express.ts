import type { IncomingMessage, RequestListener } from "node:http";
import express5, { type RequestHandler } from "express";
import express4 from "express4";
import { expressMount } from "../../../src/express/index.ts";
import { createCoexistence } from "../../../src/index.ts";
import { listen, type Mount } from "./running-receiver.ts";

/** The versions that the mount is for. */
export const versions = [
  ["Express 5", express5],
  ["Express 4", express4],
] as const;

type ParserOf = (express: typeof express5) => RequestHandler;

export const keepBytes = (request: IncomingMessage & { rawBody?: Uint8Array }, _: unknown, bytes: Uint8Array): void => {
  request.rawBody = bytes;
};

function mountsWith(before: readonly ParserOf[], after: readonly ParserOf[], what: string): Mount[] {
  return versions.map(([name, express]) => ({
    name: `${name}, ${what}`,
    start: (options) => {
      const coexistence = createCoexistence(options);
      const app = express();
      for (const parser of before) app.use(parser(express));
      app.all("/webhook", expressMount(coexistence));
      for (const parser of after) app.use(parser(express));
      return listen(coexistence, app as RequestListener);
    },
  }));
}

const json: ParserOf = (express) => express.json();

export const expressWithoutParser = mountsWith([], [], "no body parser");
export const expressBeforeParser = mountsWith([], [json], "express.json() after the webhook");
export const expressAfterParser = mountsWith([json], [], "express.json() before the webhook");
export const expressAfterTextParser = mountsWith(
  [(express) => express.text({ type: "*/*" })],
  [],
  "express.text() before the webhook",
);
export const expressAfterOtherParsers = mountsWith(
  [(express) => express.urlencoded({ extended: false }), (express) => express.text(), (express) => express.raw()],
  [],
  "parsers of other content types before the webhook",
);
export const expressAfterRawParser = mountsWith(
  [(express) => express.raw({ type: "*/*", limit: "4mb" })],
  [],
  "express.raw() with a limit of 4mb before the webhook",
);
export const expressAfterKeepingParser = mountsWith(
  [(express) => express.json({ limit: "4mb", verify: keepBytes })],
  [],
  "express.json() that keeps the bytes, with a limit of 4mb, before the webhook",
);
