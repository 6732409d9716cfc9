import { execFile } from "node:child_process";
import { chownSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { askPostgres } from "./ask-postgres.ts";
import { Guard } from "./guard.ts";
import { findFreePort } from "./port.ts";
import { findPostgresProgram } from "./program.ts";
import { launch, type PrivateServer } from "./server.ts";
import { type SystemUser, userForPostgres } from "./system-user.ts";

/** How to start a PostgreSQL. */
export interface PostgresOptions {
  /** Whether a commit waits for the disk. Default: false, which survives `kill()` but not a loss of power. */
  readonly fsync?: boolean;
  /** Default: a free one. */
  readonly port?: number;
}

const execute = promisify(execFile);

/** A new PostgreSQL of its own, in a temporary folder, whatever else is there. Its user and database are `postgres`. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PrivateServer> {
  const command = findPostgresProgram();
  if (command === undefined) throw new Error("There is no postgres in PATH, nor in /usr/lib/postgresql.");
  const { fsync = false, port = await findFreePort() } = options;
  const user = userForPostgres();
  const folder = createFolder(user);
  const guard = new Guard(folder, "QUIT"); // It does not even write.
  const data = join(folder, "data");
  try {
    await createCluster(command, data, user, guard);
  } catch (error) {
    await guard.finish();
    throw error;
  }
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  return launch({
    command,
    args: ["-D", data, "-p", `${port}`, ...settings({ fsync })],
    folder,
    guard,
    port,
    url,
    user,
    stopSignal: "SIGINT", // does not wait for clients to leave
    // Another PostgreSQL may have taken the port in the meantime.
    ask: () =>
      askPostgres(url, async (client) => {
        const { rows } = await client.query("SHOW data_directory");
        if (!rows[0]?.data_directory.endsWith(data)) throw new Error("Another PostgreSQL answers.");
      }),
  });
}

async function createCluster(
  postgres: string,
  data: string,
  user: SystemUser | undefined,
  guard: Guard,
): Promise<void> {
  const initdb = join(dirname(realpathSync(postgres)), "initdb"); // A link in PATH may be there for postgres alone.
  const options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"];
  const running = execute(initdb, ["--pgdata", data, ...options], { cwd: dirname(data), ...user });
  guard.watch(running.child.pid);
  await running;
  guard.watch(undefined);
}

function settings({ fsync }: { fsync: boolean }): string[] {
  const values = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    fsync: fsync ? "on" : "off",
    full_page_writes: fsync ? "on" : "off",
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

// Nothing may come between a folder and its guard, or a process that is killed there leaves the folder: all in one step.
function createFolder(user: SystemUser | undefined): string {
  // Another user may not pass through a folder for temporary files that is root's own.
  const folder = mkdtempSync(join(user === undefined ? tmpdir() : "/tmp", "whatsapp-coexistence-postgres-"));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}
