import { runMigrations } from "bullmq";
import { within } from "../runtime/within.ts";
import { type Connect, longestReconnectWait } from "./connections.ts";
import { loadDriver } from "./load-driver.ts";
import { type PostgresQueries, postgresRecords, recordsTable } from "./postgres-records.ts";
import type { PostgresPool } from "./store.ts";

type Client = Parameters<typeof runMigrations>[0] & {
  release(destroy?: boolean): void;
  readonly connection?: { readonly stream?: { destroy(): void } };
};

/** What is used of a pool of pg. */
interface Pool extends PostgresQueries {
  connect(): Promise<Client>;
  end(): Promise<void>;
  on(event: "error", listener: (error: unknown) => void): unknown;
  on(event: "connect" | "remove", listener: (client: Client) => void): unknown;
}

type PoolClass = new (options: object) => Pool;

/** BullMQ's name for its own schema, where nothing else is said. */
const schema = "bullmq";

// Two of the connections listen, one for each worker.
const workingSize = 12;
const addingSize = 3;

// A connection that has not answered for longer, in milliseconds, has died without a word.
const longestSilence = 15_000;

// For how long connections may take to end, in milliseconds.
const closingPatience = 500;

/**
 * Connects to a PostgreSQL.
 *
 * @throws CoexistenceError `driver_missing`.
 */
export function connectPostgres(settings: string | PostgresPool | object): Connect {
  const make = makerOf(settings);
  return async ({ name, patience, remember }) => {
    const adding = make({ max: addingSize, connectionTimeoutMillis: patience, query_timeout: patience });
    const working = make({
      max: workingSize,
      connectionTimeoutMillis: longestReconnectWait * 10,
      query_timeout: longestSilence,
    });
    const pools = [adding, working];
    const clients = new Set<Client>();
    for (const pool of pools) {
      // A connection that breaks while nobody uses it: the pool makes another one.
      pool.on("error", () => undefined);
      pool.on("connect", (client) => clients.add(client));
      pool.on("remove", (client) => clients.delete(client));
    }
    const close = async (): Promise<void> => {
      const ended = Promise.all(pools.map((pool) => pool.end()));
      await within(closingPatience, ended, () => new Error("late")).catch(() => {
        // They would keep the process alive.
        for (const { connection } of clients) connection?.stream?.destroy();
      });
    };
    try {
      await prepare(adding);
    } catch (error) {
      await close();
      throw error;
    }
    return { adding, working, records: postgresRecords(adding, name, remember), close };
  };
}

/** Makes the tables, one process at a time: `IF NOT EXISTS` alone lets two of them meet. */
async function prepare(pool: Pool): Promise<void> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    await runMigrations(client, schema);
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(hashtext('coexistence_records'))");
    await client.query(recordsTable);
    await client.query("COMMIT");
    isBroken = false;
  } finally {
    client.release(isBroken);
  }
}

function makerOf(settings: string | PostgresPool | object): (options: object) => Pool {
  const own = ownOptions(settings);
  const Pool = poolClass(settings);
  const { options: given } = own as { options?: string };
  // BullMQ's statements name no schema. An acknowledged webhook has to be on the disk, whatever the server's default.
  const options = [given, `-c search_path=${schema}`, "-c synchronous_commit=on"].filter(Boolean).join(" ");
  return (more) => new Pool({ keepAlive: true, ...own, options, ...more });
}

function ownOptions(settings: string | PostgresPool | object): object {
  if (typeof settings === "string") return readUrl(settings);
  if (!isPool(settings)) return settings;
  const { options } = settings;
  // pg hides the password from those who print a pool, and from those who copy it.
  const { password } = options as { password?: unknown };
  return password === undefined ? { ...options } : { ...options, password };
}

/** What stands in a URL wins over everything else, and the options for the server have to be added to. */
function readUrl(text: string): object {
  const [, options] = /[?&]options=([^&]*)/.exec(text) ?? [];
  if (options === undefined) return { connectionString: text };
  const connectionString = text.replace(/([?&])options=[^&]*/, "$1");
  return { connectionString, options: decodeURIComponent(options.replaceAll("+", " ")) };
}

function poolClass(settings: string | PostgresPool | object): PoolClass {
  if (isPool(settings)) return settings.constructor as PoolClass;
  return (loadDriver("pg") as { Pool: PoolClass }).Pool;
}

function isPool(settings: string | PostgresPool | object): settings is PostgresPool {
  return typeof settings === "object" && "options" in settings && "connect" in settings;
}
