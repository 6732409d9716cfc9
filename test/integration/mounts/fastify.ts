import { PassThrough } from "node:stream";
import fastify5, { type FastifyInstance } from "fastify";
import fastify4 from "fastify4";
import { fastifyMount } from "../../../src/fastify/index.ts";
import { createCoexistence } from "../../../src/index.ts";
import { closeServer, type Mount, urlOf } from "./running-receiver.ts";

const versions = [
  ["Fastify 5", fastify5],
  // The same calls in both; the types of one are enough.
  ["Fastify 4", fastify4 as unknown as typeof fastify5],
] as const;

function mountsWith(prepare: (app: FastifyInstance) => void, what: string): Mount[] {
  return versions.map(([name, fastify]) => ({
    name: `${name}, ${what}`,
    start: async (options) => {
      const coexistence = createCoexistence(options);
      const app = fastify();
      prepare(app);
      app.register(fastifyMount(coexistence), { prefix: "/webhook" });
      await app.listen({ port: 0, host: "127.0.0.1" });
      const close = async (): Promise<void> => {
        await closeServer(app.server);
        await app.close();
      };
      return { coexistence, url: urlOf(app.server), close };
    },
  }));
}

export const fastifyWithoutParser = mountsWith((app) => app.removeAllContentTypeParsers(), "no body parser");
export const fastifyWithDefaults = mountsWith(() => undefined, "its own body parsers");
export const fastifyWithOtherParser = mountsWith((app) => {
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
}, "a parser for every content type");
export const fastifyWithReadingHook = mountsWith((app) => {
  app.addHook("preParsing", async (_request, _reply, payload) => payload.pipe(new PassThrough()));
}, "a hook that reads the body");
