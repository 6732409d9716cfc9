import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askRedis } from "./ask-redis.ts";
import { Guard } from "./guard.ts";
import { findFreePort } from "./port.ts";
import { findRedisProgram } from "./program.ts";
import { launch, type PrivateServer } from "./server.ts";

/** How to start a Redis. */
export interface RedisOptions {
  /** When the append-only file is brought to the disk. Default: there is none, and a restart forgets everything. */
  readonly appendFsync?: "always" | "everysec";
  /** Default: a free one. */
  readonly port?: number;
}

/** A new Redis of its own, in a temporary folder, whatever else is there. */
export async function startRedis(options: RedisOptions = {}): Promise<PrivateServer> {
  const command = findRedisProgram();
  if (command === undefined) throw new Error("There is no redis-server in PATH.");
  const { appendFsync, port = await findFreePort() } = options;
  const folder = mkdtempSync(join(tmpdir(), "whatsapp-coexistence-redis-"));
  const url = `redis://127.0.0.1:${port}`;
  const durability = appendFsync === undefined ? ["no"] : ["yes", "--appendfsync", appendFsync];
  return launch({
    command,
    args: ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", ...durability],
    folder,
    guard: new Guard(folder, "TERM"),
    port,
    url,
    user: undefined,
    stopSignal: "SIGTERM",
    // Another Redis may have taken the port in the meantime.
    ask: () =>
      askRedis(url, async (redis) => {
        const [, dir] = (await redis.config("GET", "dir")) as string[];
        if (!dir?.endsWith(folder)) throw new Error("Another Redis answers.");
      }),
  });
}
