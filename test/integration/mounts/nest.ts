import { type DynamicModule, type INestApplication, Module } from "@nestjs/common";
import { type AbstractHttpAdapter, NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import express from "express";
import { Coexistence } from "../../../src/index.ts";
import { CoexistenceModule } from "../../../src/nest/index.ts";
import { closeServer, type Mount, type RunningReceiver, urlOf } from "./running-receiver.ts";

/** Makes the root module of an application out of what it imports. */
export function rootModule(...imports: DynamicModule[]): new () => object {
  class AppModule {}
  Module({ imports })(AppModule);
  return AppModule;
}

/** Starts an application on a free port. */
export async function listenNest(app: INestApplication): Promise<RunningReceiver> {
  await app.listen(0, "127.0.0.1");
  const server = app.getHttpServer();
  const close = async (): Promise<void> => {
    await closeServer(server);
    await app.close();
  };
  return { coexistence: app.get(Coexistence), url: urlOf(server), close };
}

function mountOn(name: string, adapter: () => AbstractHttpAdapter, settings: { bodyParser?: boolean } = {}): Mount {
  return {
    name,
    start: async (options) => {
      const root = rootModule(CoexistenceModule.forRoot(options));
      return listenNest(await NestFactory.create(root, adapter(), { logger: false, ...settings }));
    },
  };
}

function expressWithParser(): AbstractHttpAdapter {
  const app = express();
  app.use(express.json());
  return new ExpressAdapter(app);
}

export const nestOnExpress = mountOn("Nest on Express", () => new ExpressAdapter());
export const nestOnExpressWithoutParser = mountOn("Nest on Express, no body parser", () => new ExpressAdapter(), {
  bodyParser: false,
});
export const nestOnExpressWithParserBefore = mountOn(
  "Nest on an Express application that has express.json() already",
  expressWithParser,
);
export const nestOnFastify = mountOn("Nest on Fastify", () => new FastifyAdapter());
export const nestOnFastifyWithoutParser = mountOn("Nest on Fastify, no body parser", () => new FastifyAdapter(), {
  bodyParser: false,
});
