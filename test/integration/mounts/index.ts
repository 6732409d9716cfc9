import {
  expressAfterKeepingParser,
  expressAfterOtherParsers,
  expressAfterParser,
  expressAfterRawParser,
  expressAfterTextParser,
  expressBeforeParser,
  expressWithoutParser,
} from "./express.ts";
import {
  fastifyWithDefaults,
  fastifyWithOtherParser,
  fastifyWithoutParser,
  fastifyWithReadingHook,
} from "./fastify.ts";
import { fetchAfterReading, fetchAlone, hono, honoAfterParsing, honoBeforeParsing } from "./hono.ts";
import {
  nestOnExpress,
  nestOnExpressWithoutParser,
  nestOnExpressWithParserBefore,
  nestOnFastify,
  nestOnFastifyWithoutParser,
} from "./nest.ts";
import { node, nodeAfterParsing } from "./node.ts";
import type { Mount } from "./running-receiver.ts";

export type { Mount, RunningReceiver } from "./running-receiver.ts";

/** Every framework once, as its documentation shows how to mount. */
export const mounts: readonly Mount[] = [
  node,
  ...expressBeforeParser,
  ...fastifyWithDefaults,
  hono,
  fetchAlone,
  nestOnExpress,
  nestOnFastify,
];

/** Other arrangements in which the raw bytes reach the mount, whatever their number. */
export const arrangementsThatKeepTheBytes: readonly Mount[] = [
  ...mounts,
  ...expressWithoutParser,
  ...expressAfterOtherParsers,
  ...expressAfterRawParser,
  ...expressAfterKeepingParser,
  ...fastifyWithoutParser,
  ...fastifyWithOtherParser,
  honoBeforeParsing,
  nestOnExpressWithoutParser,
  nestOnExpressWithParserBefore,
  nestOnFastifyWithoutParser,
];

/** Arrangements in which something has parsed the body before, and what the error must tell to change. */
export const arrangementsThatLoseTheBytes: readonly (readonly [mount: Mount, advice: string])[] = [
  [nodeAfterParsing, "before anything else reads its body"],
  ...[...expressAfterParser, ...expressAfterTextParser].map(
    (mount) => [mount, "Mount the webhook before express.json()"] as const,
  ),
  ...fastifyWithReadingHook.map((mount) => [mount, "keep hooks from reading the body"] as const),
  [honoAfterParsing, "before anything else reads its body"],
  [fetchAfterReading, "before anything else reads its body"],
];
