import { type DynamicModule, Inject, Logger, Module, type OnModuleDestroy, type OnModuleInit } from "@nestjs/common";
import { HttpAdapterHost } from "@nestjs/core";
import { Coexistence, createCoexistence } from "../receive/index.ts";
import { type CoexistenceModuleAsyncOptions, type CoexistenceModuleOptions, readPath } from "./module-options.ts";
import { mountOnAdapter } from "./mount-on-adapter.ts";

const optionsToken = Symbol("CoexistenceModuleOptions");

/**
 * Receives webhooks in a Nest application, and provides {@link Coexistence} to all of its modules.
 *
 * Import it once, in the root module. Where listeners are registered, ask for the receiver in the constructor,
 * `constructor(private readonly coexistence: Coexistence) {}`, and register them in `onModuleInit()`. When the
 * application closes, the module waits for the listeners that are still at work, and webhooks that arrive meanwhile are
 * answered 503, so that they come again.
 *
 * The webhook is mounted in front of Nest: its body parsers do not reach it, so bodies of 3 MB pass without any setting,
 * and neither the global prefix, versioning, guards, interceptors nor middleware apply to it.
 *
 * @throws `CoexistenceError` at start-up, for options that cannot be used; with code `invalid_option` on a platform
 * that is neither Express nor Fastify.
 * @example
 * ```ts
 * import { Module } from "@nestjs/common";
 * import { NestFactory } from "@nestjs/core";
 * import { Coexistence } from "whatsapp-coexistence";
 * import { CoexistenceModule } from "whatsapp-coexistence/nest";
 *
 * class AppModule {}
 * Module({
 *   imports: [CoexistenceModule.forRoot({ appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" })],
 * })(AppModule);
 *
 * const app = await NestFactory.create(AppModule, { logger: false });
 * app.get(Coexistence).onEcho(({ message, customer }) => console.log(message.type, customer.waId));
 * await app.close();
 * ```
 */
export class CoexistenceModule implements OnModuleInit, OnModuleDestroy {
  readonly #host: HttpAdapterHost;
  readonly #coexistence: Coexistence;
  readonly #path: string;
  #isMounted = false;

  /** Called by Nest. */
  constructor(host: HttpAdapterHost, coexistence: Coexistence, options: CoexistenceModuleOptions) {
    this.#host = host;
    this.#coexistence = coexistence;
    this.#path = readPath(options.path);
    // Nest adds its body parsers after it has made all modules, so this is in time to be before them.
    this.#mount();
  }

  /**
   * Provides the receiver with these options.
   *
   * @example
   * ```ts
   * import { CoexistenceModule } from "whatsapp-coexistence/nest";
   *
   * CoexistenceModule.forRoot({
   *   path: "whatsapp/webhook",
   *   appSecret: "0123456789abcdef0123456789abcdef",
   *   verifyToken: "my-token",
   * });
   * ```
   */
  static forRoot(options: CoexistenceModuleOptions): DynamicModule {
    return describeModule({ useFactory: () => options });
  }

  /**
   * Provides the receiver with options that a factory makes, for example from a configuration service.
   *
   * @example
   * ```ts
   * import { Module } from "@nestjs/common";
   * import { CoexistenceModule } from "whatsapp-coexistence/nest";
   *
   * class Settings {
   *   readonly appSecret = process.env.APP_SECRET;
   *   readonly verifyToken = process.env.VERIFY_TOKEN;
   * }
   * class SettingsModule {}
   * Module({ providers: [Settings], exports: [Settings] })(SettingsModule);
   *
   * CoexistenceModule.forRootAsync({
   *   imports: [SettingsModule],
   *   inject: [Settings],
   *   useFactory: ({ appSecret, verifyToken }: Settings) => ({ appSecret, verifyToken }),
   * });
   * ```
   */
  static forRootAsync(options: CoexistenceModuleAsyncOptions): DynamicModule {
    return describeModule(options);
  }

  /** Called by Nest. */
  onModuleInit(): void {
    // Nest's testing module makes the modules first and the application later.
    if (!this.#isMounted) this.#mount();
  }

  /** Called by Nest. */
  async onModuleDestroy(): Promise<void> {
    await this.#coexistence.close();
  }

  #mount(): void {
    const { httpAdapter } = this.#host;
    // An application context and a microservice have no HTTP server; there the receiver can still be injected.
    if (!httpAdapter) return;
    mountOnAdapter(httpAdapter, this.#path, this.#coexistence);
    this.#isMounted = true;
  }
}

// What the decorators of a class would do, without asking for their syntax and its compiler options.
Module({})(CoexistenceModule);
Inject(HttpAdapterHost)(CoexistenceModule, undefined, 0);
Inject(Coexistence)(CoexistenceModule, undefined, 1);
Inject(optionsToken)(CoexistenceModule, undefined, 2);

// Not in the class: a bundler gives another name to a class that names itself, and this one's is in every log line.
function describeModule({ imports = [], inject = [], useFactory }: CoexistenceModuleAsyncOptions): DynamicModule {
  return {
    module: CoexistenceModule,
    global: true,
    imports,
    providers: [
      // Nest calls it with what `inject` names; that the two agree is the application's own knowledge.
      { provide: optionsToken, inject, useFactory: useFactory as (...dependencies: unknown[]) => unknown },
      { provide: Coexistence, inject: [optionsToken], useFactory: makeCoexistence },
    ],
    exports: [Coexistence],
  };
}

function makeCoexistence({ path: _, ...options }: CoexistenceModuleOptions): Coexistence {
  return createCoexistence({ logger: new Logger(CoexistenceModule.name), ...options });
}
