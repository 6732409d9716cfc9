import {
  findPostgres,
  findPostgresProgram,
  findRedis,
  findRedisProgram,
  type PostgresOptions,
  type PrivateServer,
  type RedisOptions,
  type Service,
  startPostgres,
  startRedis,
} from "../../test/services/index.ts";
import type { ProofContext } from "../proof.ts";

type Leaving = Pick<ProofContext, "leaveOut">;

// What was acknowledged has to be there after a restart.
const durableRedis: RedisOptions = { appendFsync: "always" };
const durablePostgres: PostgresOptions = { fsync: true };

/** Does something with a Redis: one of its own, else the one that is there. */
export async function withRedis({ leaveOut }: Leaving, work: (url: string) => Promise<void>): Promise<void> {
  const found = findRedisProgram() === undefined ? await findRedis() : await startedRedis();
  if (found === undefined) leaveOut("the part with Redis. Set REDIS_URL, or install redis-server.");
  else await use(found, work);
}

/** Does something with a PostgreSQL: one of its own, else the one that is there. */
export async function withPostgres({ leaveOut }: Leaving, work: (url: string) => Promise<void>): Promise<void> {
  const found = findPostgresProgram() === undefined ? await findPostgres() : await startedPostgres();
  if (found === undefined) leaveOut("the part with PostgreSQL. Set DATABASE_URL, or install postgresql.");
  else await use(found, work);
}

/** Starts a Redis that can be stopped. Undefined where that cannot be done here. */
export async function stoppableRedis({ leaveOut }: Leaving): Promise<PrivateServer | undefined> {
  if (findRedisProgram() !== undefined) return startRedis(durableRedis);
  leaveOut("the part that stops Redis. Install redis-server.");
  return undefined;
}

/** Starts a PostgreSQL that can be stopped. Undefined where that cannot be done here. */
export async function stoppablePostgres({ leaveOut }: Leaving): Promise<PrivateServer | undefined> {
  if (findPostgresProgram() !== undefined) return startPostgres(durablePostgres);
  leaveOut("the part that stops PostgreSQL. Install postgresql.");
  return undefined;
}

type Found = Pick<Service, "url" | "stop">;

const startedRedis = async (): Promise<Found> => ofServer(await startRedis(durableRedis));
const startedPostgres = async (): Promise<Found> => ofServer(await startPostgres(durablePostgres));
const ofServer = (server: PrivateServer): Found => ({ url: server.url, stop: () => server.remove() });

async function use({ url, stop }: Found, work: (url: string) => Promise<void>): Promise<void> {
  try {
    await work(url);
  } finally {
    await stop();
  }
}
