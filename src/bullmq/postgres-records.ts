import type { Records } from "./records.ts";

/** What is used of a pool of pg. */
export interface PostgresQueries {
  query(sql: string, values?: readonly unknown[]): Promise<{ rows: unknown[]; rowCount?: number | null }>;
}

/** The table, in the schema of BullMQ's own. */
export const recordsTable = `CREATE TABLE IF NOT EXISTS coexistence_records (
  name text NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz,
  PRIMARY KEY (name, kind, key)
)`;

/**
 * Records in PostgreSQL.
 *
 * @param remember - for how long they are remembered, in milliseconds.
 */
export function postgresRecords(pool: PostgresQueries, name: string, remember: number): Records {
  const values = async (sql: string, ...parameters: unknown[]): Promise<Record<string, string>[]> =>
    (await pool.query(sql, [name, ...parameters])).rows as Record<string, string>[];
  return {
    async read(keys) {
      if (keys.length === 0) return [];
      const rows = await values(
        "SELECT key, value FROM coexistence_records WHERE name = $1 AND kind = 'lane' AND key = ANY($2)",
        keys,
      );
      const found = new Map(rows.map(({ key, value }) => [key, value]));
      return keys.map((key) => found.get(key));
    },
    async write(texts) {
      if (texts.size === 0) return;
      await values(
        `INSERT INTO coexistence_records (name, kind, key, value, expires_at)
         SELECT $1, 'lane', key, value, now() + $4 * interval '1 millisecond'
         FROM unnest($2::text[], $3::text[]) AS given (key, value)
         ON CONFLICT (name, kind, key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
        [...texts.keys()],
        [...texts.values()],
        remember,
      );
    },
    async take(key) {
      const sql = "DELETE FROM coexistence_records WHERE name = $1 AND kind = 'lane' AND key = $2 RETURNING value";
      return (await values(sql, key))[0]?.["value"];
    },
    async stateIds() {
      const rows = await values("SELECT key FROM coexistence_records WHERE name = $1 AND kind = 'state' ORDER BY key");
      return rows.flatMap(({ key }) => key ?? []);
    },
    async readState(id) {
      const sql = "SELECT value FROM coexistence_records WHERE name = $1 AND kind = 'state' AND key = $2";
      return (await values(sql, id))[0]?.["value"];
    },
    async replaceState(id, before, after) {
      const sql =
        before === undefined
          ? "INSERT INTO coexistence_records (name, kind, key, value) VALUES ($1, 'state', $2, $3) ON CONFLICT DO NOTHING"
          : "UPDATE coexistence_records SET value = $3 WHERE name = $1 AND kind = 'state' AND key = $2 AND value = $4";
      const parameters = before === undefined ? [name, id, after] : [name, id, after, before];
      return (await pool.query(sql, parameters)).rowCount === 1;
    },
    async removeState(id) {
      const sql = "DELETE FROM coexistence_records WHERE name = $1 AND kind = 'state' AND key = $2";
      return (await pool.query(sql, [name, id])).rowCount === 1;
    },
    async purge() {
      await values("DELETE FROM coexistence_records WHERE name = $1 AND expires_at < now()");
    },
  };
}
