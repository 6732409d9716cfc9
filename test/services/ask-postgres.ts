import pg from "pg";

/** Asks a PostgreSQL whether one can work in it, and what else is asked. Rejects with the reason where that is not so. */
export async function askPostgres(url: string, ask?: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, query_timeout: 5000 });
  client.on("error", () => {}); // Comes again as the rejection of what was asked.
  try {
    await client.connect();
    const { rows } = await client.query("SELECT has_database_privilege(current_database(), 'CREATE') AS may_create");
    if (rows[0]?.may_create !== true) throw new Error("This user may not create a schema.");
    await ask?.(client);
  } finally {
    await client.end().catch(() => {});
  }
}
