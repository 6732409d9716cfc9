import { createServer } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import { type DynamicModule, Module } from "@nestjs/common";
import express from "express";
import fastify from "fastify";
import fastify4 from "fastify4";
import { Hono } from "hono";
import { describe, expectTypeOf, it } from "vitest";
import { expressMount } from "../../src/express/index.ts";
import { fastifyMount } from "../../src/fastify/index.ts";
import { honoMount } from "../../src/hono/index.ts";
import { createCoexistence } from "../../src/index.ts";
import { CoexistenceModule } from "../../src/nest/index.ts";
import { nodeMount } from "../../src/node/index.ts";

const appSecret = "0123456789abcdef0123456789abcdef";
const coexistence = createCoexistence({ appSecret });

describe("the types of the frameworks accept the mounts", () => {
  it("node:http and node:http2", () => {
    createServer(nodeMount(coexistence));
    createServer((request, response) => nodeMount(coexistence)(request, response));
    createHttp2Server(nodeMount(coexistence));
  });

  it("Express", () => {
    const app = express();
    app.all("/webhook", expressMount(coexistence));
    app.use("/webhook", expressMount(coexistence));
    express.Router().post("/webhook", expressMount(coexistence));
  });

  it("Fastify 5 and 4", () => {
    fastify().register(fastifyMount(coexistence), { prefix: "/webhook" });
    fastify4().register(fastifyMount(coexistence), { prefix: "/webhook" });
  });

  it("Hono", () => {
    new Hono().all("/webhook", honoMount(coexistence));
    new Hono<{ Bindings: { APP_SECRET: string } }>().all("/webhook", honoMount(coexistence));
    new Hono().mount("/webhook", coexistence.fetch);
  });

  it("Nest", () => {
    expectTypeOf(CoexistenceModule.forRoot({ appSecret, path: "webhook" })).toEqualTypeOf<DynamicModule>();
    class Settings {
      readonly appSecret = appSecret;
    }
    const useFactory = async ({ appSecret }: Settings) => ({ appSecret });
    Module({ imports: [CoexistenceModule.forRootAsync({ inject: [Settings], useFactory })] });
  });

  it("anything that takes a function from Request to Response", () => {
    expectTypeOf(coexistence.fetch).toEqualTypeOf<(request: Request) => Promise<Response>>();
  });
});

describe("what must not compile", () => {
  it("a mount of something else", () => {
    // @ts-expect-error: options are not a receiver
    nodeMount({ appSecret });
    // @ts-expect-error: a mount is made of a receiver, and is not a handler itself
    createServer(nodeMount);
  });

  it("a mount of one framework in another", () => {
    // @ts-expect-error: Hono hands out a context, not a request and a response
    new Hono().all("/webhook", expressMount(coexistence));
    // @ts-expect-error: a server hands out a request and a response, not a context
    createServer(honoMount(coexistence));
    // @ts-expect-error: a Fastify plugin is no request listener
    createServer(fastifyMount(coexistence));
  });

  it("options of Nest's module that are none", () => {
    // @ts-expect-error: a path is text
    CoexistenceModule.forRoot({ appSecret, path: 7 });
    // @ts-expect-error: a factory is needed
    CoexistenceModule.forRootAsync({ inject: [] });
    // @ts-expect-error: what the factory makes has to be options
    CoexistenceModule.forRootAsync({ useFactory: () => ({ secret: appSecret, appSecret: 7 }) });
  });
});
