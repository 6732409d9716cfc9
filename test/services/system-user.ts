import { execFileSync } from "node:child_process";

/** A user of the operating system, as `spawn` takes it. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: who runs it instead. Undefined where this process is not root's. */
export function userForPostgres(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      return { uid: idOf("-u", name), gid: idOf("-g", name) };
    } catch {
      // There is no such user.
    }
  }
  throw new Error("PostgreSQL refuses to run as root, and there is no user named postgres or nobody.");
}

const idOf = (what: "-u" | "-g", name: string): number =>
  Number(execFileSync("id", [what, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
