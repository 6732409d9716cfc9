import { randomBytes } from "node:crypto";
import { bullmqIntake } from "../../../src/bullmq/index.ts";
import type { PrivateServer } from "../../../test/services/index.ts";
import type { Trouble } from "./trouble.ts";

/** A Redis or a PostgreSQL that is ended, and started again on the same data. */
export function stoppedServer(server: PrivateServer, how: "stop" | "kill"): Trouble {
  const name = `prove-${randomBytes(6).toString("hex")}`;
  return {
    intake: bullmqIntake(server.url, { name }),
    isTotal: true,
    perSecond: 20,
    begin: () => server[how](),
    end: () => server.start(),
    close: async () => undefined,
  };
}
