import { accessSync, constants, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where `redis-server` is: in PATH. */
export const findRedisProgram = (): string | undefined => findIn("redis-server", foldersOfPath());

/** Where `postgres` is: in PATH, or where Debian and Ubuntu keep it, the newest first. `initdb` stands beside it. */
export const findPostgresProgram = (): string | undefined =>
  findIn("postgres", [...foldersOfPath(), ...foldersOfDebian()]);

function findIn(name: string, folders: readonly string[]): string | undefined {
  if (process.platform === "win32") return undefined; // The guard is written for a POSIX shell.
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

const foldersOfPath = (): string[] => (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");

function foldersOfDebian(): string[] {
  const home = "/usr/lib/postgresql";
  try {
    const versions = readdirSync(home).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(home, version, "bin"));
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
