import type { FactoryProvider, ModuleMetadata } from "@nestjs/common";
import { CoexistenceError } from "../errors/index.ts";
import type { CoexistenceOptions } from "../receive/index.ts";

/**
 * Options of {@link CoexistenceModule.forRoot}: those of `createCoexistence`, and where the webhook is mounted. Log lines
 * go to Nest's own logger unless `logger` says otherwise.
 *
 * @example
 * ```ts
 * import type { CoexistenceModuleOptions } from "whatsapp-coexistence/nest";
 *
 * const options: CoexistenceModuleOptions = {
 *   path: "whatsapp/webhook",
 *   appSecret: "0123456789abcdef0123456789abcdef",
 *   verifyToken: "my-token",
 * };
 * ```
 */
export interface CoexistenceModuleOptions extends CoexistenceOptions {
  /** The path of the webhook, without the application's global prefix and version. Default: `webhook`. */
  path?: string;
}

/**
 * Options of {@link CoexistenceModule.forRootAsync}: a factory for the options, and what it needs.
 *
 * @example
 * ```ts
 * import type { CoexistenceModuleAsyncOptions } from "whatsapp-coexistence/nest";
 *
 * const options: CoexistenceModuleAsyncOptions = {
 *   inject: ["APP_SECRET"],
 *   useFactory: (appSecret: string) => ({ appSecret, verifyToken: "my-token" }),
 * };
 * ```
 */
export interface CoexistenceModuleAsyncOptions {
  /** Modules whose providers the factory needs. */
  imports?: NonNullable<ModuleMetadata["imports"]>;
  /** The providers the factory is called with, in this order. */
  inject?: NonNullable<FactoryProvider["inject"]>;
  /** Makes the options. */
  useFactory: (...dependencies: never[]) => CoexistenceModuleOptions | Promise<CoexistenceModuleOptions>;
}

/**
 * Brings a path into the form `/webhook`, whether it is written with slashes around it or without.
 *
 * @internal
 */
export function readPath(path: unknown = "webhook"): string {
  const segments = typeof path === "string" ? path.split("/").filter((segment) => segment !== "") : [];
  if (segments.length === 0) {
    throw new CoexistenceError("invalid_option", 'CoexistenceModule: path is not a path such as "webhook".');
  }
  return `/${segments.join("/")}`;
}
