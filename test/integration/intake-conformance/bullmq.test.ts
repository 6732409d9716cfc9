import { afterAll, beforeAll, describe, it } from "vitest";
import { bullmqIntake } from "../../../src/bullmq/index.ts";
import { type IntakeUnderTest, intakeCases } from "../../../src/testing/index.ts";
import { usePostgresServer, useRedisServer } from "../../services/in-tests.ts";
import { type PrivateServer, startPostgres, startRedis } from "../../services/index.ts";
import { Cord } from "./cord.ts";

// Servers of their own, because what an intake remembers for eight days is left behind.
const engines = [
  { engine: "Redis", start: startRedis, server: await useRedisServer("the promises of the BullMQ intake on Redis") },
  {
    engine: "PostgreSQL",
    start: startPostgres,
    server: await usePostgresServer("the promises of the BullMQ intake on PostgreSQL"),
  },
];

for (const { engine, start, server } of engines) {
  describe.skipIf(server.isMissing)(`the BullMQ intake on ${engine}`, () => {
    let database: PrivateServer;
    const cords = new Map<string, Cord[]>();
    beforeAll(async () => {
      database = await start();
    });
    afterAll(async () => {
      for (const store of cords.keys()) cut(store);
      await database?.remove();
    });

    const make: IntakeUnderTest = async (store) => {
      const cord = await Cord.to(database.url);
      cords.set(store, [...(cords.get(store) ?? []), cord]);
      const settings = { name: store, attempts: 3, retryAfter: 20, lease: 1_000, grace: 500 };
      return bullmqIntake(cord.urlOf(database.url), settings);
    };
    const cut = (store: string): void => {
      for (const cord of cords.get(store) ?? []) cord.cut();
      cords.delete(store);
    };
    for (const { part, name, run } of intakeCases(make, { crash: cut })) it(`${part}: ${name}`, run, 90_000);
  });
}
