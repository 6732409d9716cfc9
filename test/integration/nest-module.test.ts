import { Body, Controller, Inject, Injectable, Module, type OnModuleInit, Post } from "@nestjs/common";
import { HttpAdapterHost, NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import { Test } from "@nestjs/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Coexistence, type CoexistenceError } from "../../src/index.ts";
import { CoexistenceModule } from "../../src/nest/index.ts";
import { listenNest, rootModule } from "./mounts/nest.ts";
import type { RunningReceiver } from "./mounts/running-receiver.ts";
import { options, post, signed, textWebhook, webhookOfSize } from "./sender.ts";

const quiet = { logger: false } as const;
const body = textWebhook("Is the shop open?");
const large = webhookOfSize(3 * 1024 * 1024);

let receiver: RunningReceiver | undefined;

afterEach(async () => {
  await receiver?.close();
  receiver = undefined;
});

const platforms = [
  ["Express", () => new ExpressAdapter()],
  ["Fastify", () => new FastifyAdapter()],
] as const;

describe.each(platforms)("CoexistenceModule on %s", (_, makeAdapter) => {
  const at = (path: string): string => new URL(path, receiver?.url).href;

  it("gives the receiver to providers of any module, which register listeners in onModuleInit", async () => {
    const onMessage = vi.fn();
    class Inbox implements OnModuleInit {
      readonly #coexistence: Coexistence;
      constructor(coexistence: Coexistence) {
        this.#coexistence = coexistence;
      }
      onModuleInit(): void {
        this.#coexistence.onMessage(({ message }) => onMessage(message.type));
      }
    }
    Injectable()(Inbox);
    Inject(Coexistence)(Inbox, undefined, 0);
    class InboxModule {}
    Module({ providers: [Inbox] })(InboxModule);
    const root = rootModule({ module: InboxModule }, CoexistenceModule.forRoot(options));

    receiver = await listenNest(await NestFactory.create(root, makeAdapter(), quiet));
    expect((await post(receiver.url, body)).status).toBe(200);
    expect(onMessage).toHaveBeenCalledExactlyOnceWith("text");
  });

  it("takes its options from a factory, with what the factory needs", async () => {
    class Settings {
      readonly path = "whatsapp/webhook/";
    }
    class SettingsModule {}
    Module({ providers: [Settings], exports: [Settings] })(SettingsModule);
    const root = rootModule(
      CoexistenceModule.forRootAsync({
        imports: [SettingsModule],
        inject: [Settings],
        useFactory: async ({ path }: Settings) => ({ ...options, path }),
      }),
    );
    receiver = await listenNest(await NestFactory.create(root, makeAdapter(), quiet));
    expect((await post(at("/whatsapp/webhook"), body)).status).toBe(200);
    expect((await post(at("/webhook"), body)).status).toBe(404);
  });

  it("serves its path exactly, whatever prefix the application has", async () => {
    const app = await NestFactory.create(rootModule(CoexistenceModule.forRoot(options)), makeAdapter(), quiet);
    app.setGlobalPrefix("api");
    receiver = await listenNest(app);
    expect((await post(receiver.url, body)).status).toBe(200);
    expect((await post(at("/api/webhook"), body)).status).toBe(404);
    expect((await post(at("/webhook/more"), body)).status).toBe(404);
  });

  it("leaves the body parsers of other routes as they are", async () => {
    const onOrder = vi.fn();
    class OrderController {
      create(order: unknown): void {
        onOrder(order);
      }
    }
    Controller("orders")(OrderController);
    const method = Object.getOwnPropertyDescriptor(OrderController.prototype, "create") as PropertyDescriptor;
    Post()(OrderController.prototype, "create", method);
    Body()(OrderController.prototype, "create", 0);
    class OrderModule {}
    Module({ controllers: [OrderController] })(OrderModule);
    const root = rootModule({ module: OrderModule }, CoexistenceModule.forRoot(options));

    receiver = await listenNest(await NestFactory.create(root, makeAdapter(), quiet));
    const answer = await post(at("/orders"), '{"item":"tea"}', { "content-type": "application/json" });
    expect(answer.status).toBe(201);
    expect(onOrder).toHaveBeenCalledExactlyOnceWith({ item: "tea" });
  });

  it("stands before the body parsers in Nest's testing module too, which makes the modules before the application", async () => {
    const testing = await Test.createTestingModule({ imports: [CoexistenceModule.forRoot(options)] }).compile();
    const app = testing.createNestApplication(makeAdapter() as ExpressAdapter, quiet);
    receiver = await listenNest(app);
    const onMessage = vi.fn();
    receiver.coexistence.onMessage(onMessage);
    expect((await post(receiver.url, large)).status).toBe(200);
    expect(onMessage).toHaveBeenCalledTimes(768);
  });

  it("waits for the listeners at work when the application closes, and refuses what comes then", async () => {
    const app = await NestFactory.create(rootModule(CoexistenceModule.forRoot(options)), makeAdapter(), quiet);
    receiver = await listenNest(app);
    const { coexistence, url } = receiver;
    const steps: string[] = [];
    let finish = (): void => undefined;
    const isStarted = new Promise<void>((started) => {
      coexistence.onMessage(async () => {
        started();
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        steps.push("listener done");
      });
    });
    const first = post(url, body);
    await isStarted;
    const closed = app
      .get(CoexistenceModule)
      .onModuleDestroy()
      .then(() => steps.push("module destroyed"));
    expect((await post(url, textWebhook("late"))).status).toBe(503);
    finish();
    expect((await first).status).toBe(200);
    await closed;
    expect(steps).toEqual(["listener done", "module destroyed"]);
  });

  it("refuses to start with credentials that would let nobody in", async () => {
    const root = rootModule(CoexistenceModule.forRoot({ appSecret: "", logger: false }));
    const starting = NestFactory.create(root, makeAdapter(), { ...quiet, abortOnError: false });
    await expect(starting).rejects.toMatchObject({ code: "secret_missing" });
  });

  it.each(["", "/", 7])("refuses to start with the path %j", async (path) => {
    const root = rootModule(CoexistenceModule.forRoot({ ...options, path: path as string }));
    const starting = NestFactory.create(root, makeAdapter(), { ...quiet, abortOnError: false });
    await expect(starting).rejects.toMatchObject({ code: "invalid_option" });
  });
});

describe("CoexistenceModule", () => {
  it("writes its log lines with Nest's logger", async () => {
    const lines: unknown[] = [];
    const keep = (...line: unknown[]): void => void lines.push(line);
    const logger = { log: () => undefined, warn: keep, error: keep };
    const { logger: _, ...others } = options;
    const root = rootModule(CoexistenceModule.forRoot(others));
    receiver = await listenNest(await NestFactory.create(root, new ExpressAdapter(), { logger }));
    await post(receiver.url, body, {});
    expect(lines).toEqual([[expect.stringContaining("refused a webhook with 401"), "CoexistenceModule"]]);
  });

  it("provides the receiver where there is no HTTP server", async () => {
    const root = rootModule(CoexistenceModule.forRoot(options));
    const context = await NestFactory.createApplicationContext(root, quiet);
    const answer = await context
      .get(Coexistence)
      .fetch(new Request("https://example.com/webhook", { method: "POST", headers: signed(body), body }));
    expect(answer.status).toBe(200);
    await context.close();
  });

  it("says what to do on a platform it does not know", () => {
    const host = new HttpAdapterHost();
    host.httpAdapter = Object.assign(new ExpressAdapter(), { getType: () => "other" });
    const coexistence = {} as Coexistence;
    expect(() => new CoexistenceModule(host, coexistence, options)).toThrow(
      expect.objectContaining<Partial<CoexistenceError>>({
        code: "invalid_option",
        message: expect.stringContaining("make the receiver with createCoexistence and mount it there"),
      }),
    );
  });

  it("says what to change where it cannot get before the body parsers", () => {
    const host = new HttpAdapterHost();
    host.httpAdapter = Object.assign(new ExpressAdapter(), { getInstance: () => ({ all: () => undefined }) });
    expect(() => new CoexistenceModule(host, {} as Coexistence, options)).toThrow(
      expect.objectContaining<Partial<CoexistenceError>>({
        code: "raw_body_unavailable",
        message: expect.stringContaining("{ bodyParser: false }"),
      }),
    );
  });
});
