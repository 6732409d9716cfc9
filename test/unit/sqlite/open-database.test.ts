import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../../src/sqlite/open-database.ts";
import { temporaryDatabase } from "../../integration/sqlite/temporary-folder.ts";
import { hasNodeSqlite } from "./has-node-sqlite.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const tsx = pathToFileURL(require.resolve("tsx")).href;
const source = new URL("../../../src/sqlite/open-database.ts", import.meta.url).href;

const programText = `
import { openDatabase } from ${JSON.stringify(source)};
try {
  const database = openDatabase(":memory:");
  console.log(JSON.stringify({ driver: database.constructor.driver ?? database.constructor.name }));
} catch ({ code, message }) {
  console.log(JSON.stringify({ code, message }));
}
`;

/** An application with some drivers among its packages. */
class Application {
  readonly folder: string;

  constructor({ drivers = [] as string[] } = {}) {
    this.folder = join(dirname(temporaryDatabase()), "application");
    mkdirSync(join(this.folder, "node_modules"), { recursive: true });
    writeFileSync(join(this.folder, "program.mjs"), programText);
    for (const name of drivers) this.#install(name);
  }

  async open({ from = this.folder } = {}): Promise<{ driver?: string; code?: string; message?: string }> {
    const { stdout } = await run(process.execPath, ["--import", tsx, join(this.folder, "program.mjs")], { cwd: from });
    return JSON.parse(stdout);
  }

  /** libsql under a name, which it says when it is asked. */
  #install(name: string): void {
    const folder = join(this.folder, "node_modules", name);
    mkdirSync(folder);
    const libsql = JSON.stringify(require.resolve("libsql"));
    const driver = JSON.stringify(name);
    writeFileSync(
      join(folder, "index.js"),
      `module.exports = function (...given) {
        return Object.assign(new (require(${libsql}))(...given), { constructor: { driver: ${driver} } });
      };`,
    );
  }
}

describe("the driver of a path", () => {
  it.each([
    [["better-sqlite3", "libsql"], "better-sqlite3"],
    [["libsql"], "libsql"],
  ])("of %j is %s", async (drivers, driver) => {
    expect(await new Application({ drivers }).open()).toEqual({ driver });
  });

  it("is found beside the program as well, wherever its host starts it", async () => {
    const application = new Application({ drivers: ["libsql"] });
    expect(await application.open({ from: "/" })).toEqual({ driver: "libsql" });
  });

  it.runIf(hasNodeSqlite)("is Node's own where none is installed", async () => {
    expect(await new Application().open()).toEqual({ driver: "DatabaseSync" });
  });

  it.skipIf(hasNodeSqlite)("is missed by name where none is installed, and this Node has none of its own", async () => {
    const { code, message } = await new Application().open();
    expect(code).toBe("driver_missing");
    for (const way of ["better-sqlite3", "libsql", "Node 22.13"]) expect(message).toContain(way);
  });
});

const lockText = `
const Database = require(${JSON.stringify(require.resolve("libsql"))});
const database = new Database(process.argv[2]);
database.exec("BEGIN EXCLUSIVE; CREATE TABLE others (id TEXT)");
process.send("locked");
setTimeout(() => {
  database.exec("COMMIT");
  process.disconnect();
}, 300);
`;

describe("a file that another process is about to make", () => {
  it("is waited for", async () => {
    const path = temporaryDatabase();
    const program = join(dirname(path), "lock.cjs");
    writeFileSync(program, lockText);
    const other = fork(program, [path], { execArgv: [] });
    const end = once(other, "exit");
    await once(other, "message");
    const database = openDatabase(path);
    expect(database.prepare("SELECT count(*) AS count FROM others").get()).toMatchObject({ count: 0 });
    database.close();
    expect(await end).toEqual([0, null]);
  });
});
