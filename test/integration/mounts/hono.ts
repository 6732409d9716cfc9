import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { honoMount } from "../../../src/hono/index.ts";
import { type Coexistence, createCoexistence } from "../../../src/index.ts";
import { closeServer, type Mount, type RunningReceiver, urlOf } from "./running-receiver.ts";

type Fetch = (request: Request) => Response | Promise<Response>;

async function serveFetch(coexistence: Coexistence, fetch: Fetch): Promise<RunningReceiver> {
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(started as Server));
  });
  return { coexistence, url: urlOf(server), close: () => closeServer(server) };
}

export const hono: Mount = {
  name: "Hono",
  start: (options) => {
    const coexistence = createCoexistence(options);
    const app = new Hono();
    app.all("/webhook", honoMount(coexistence));
    return serveFetch(coexistence, app.fetch);
  },
};

export const honoBeforeParsing: Mount = {
  name: "Hono, middleware that parses the body after the webhook",
  start: (options) => {
    const coexistence = createCoexistence(options);
    const app = new Hono();
    app.all("/webhook", honoMount(coexistence));
    app.use(async (context, next) => {
      await context.req.json();
      await next();
    });
    return serveFetch(coexistence, app.fetch);
  },
};

export const honoAfterParsing: Mount = {
  name: "Hono, middleware that parses the body before the webhook",
  start: (options) => {
    const coexistence = createCoexistence(options);
    const app = new Hono();
    app.use(async (context, next) => {
      if (context.req.method === "POST") await context.req.json();
      await next();
    });
    app.all("/webhook", honoMount(coexistence));
    return serveFetch(coexistence, app.fetch);
  },
};

export const fetchAlone: Mount = {
  name: "fetch",
  start: (options) => {
    const coexistence = createCoexistence(options);
    return serveFetch(coexistence, coexistence.fetch);
  },
};

export const fetchAfterReading: Mount = {
  name: "fetch, after something has read the body",
  start: (options) => {
    const coexistence = createCoexistence(options);
    return serveFetch(coexistence, async (request) => {
      if (request.method === "POST") await request.text();
      return coexistence.fetch(request);
    });
  },
};
