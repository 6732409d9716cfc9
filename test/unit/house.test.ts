import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { subpaths } from "../../tsup.config.ts";

const source = join(dirname(fileURLToPath(import.meta.url)), "../../src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"))
  .sort();
const read = (path: string): string => readFileSync(join(source, path), "utf8");
/** The folder of src that a file belongs to; the front door belongs to none. */
const roomOf = (path: string): string => (path.includes("/") ? (path.split("/")[0] as string) : "front door");
const rooms = [...new Set(files.map(roomOf))];

/** What each file imports: files of src by their path in it, packages by their name. */
const imports = new Map(
  files.map((path) => [
    path,
    ts
      .preProcessFile(read(path))
      .importedFiles.map(({ fileName }) =>
        fileName.startsWith(".") ? posix.join(posix.dirname(path), fileName) : fileName,
      ),
  ]),
);
const isOurs = (name: string): boolean => imports.has(name);

const ground = ["errors", "runtime"];
const words = ["schemas", "model"];

// The way of a webhook, in its direction: a room knows what stands here beside it, and nothing else of the house. A new
// room is written down here first.
const knows: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  runtime: ["errors"],
  "phone-number": [],
  schemas: [],
  model: ["schemas"],
  observe: ["errors", "model"],
  synchronization: ["errors", "model"],
  digest: ["runtime"],
  verify: [...ground, "digest"],
  decode: [...ground],
  split: ["runtime", "schemas", "decode"],
  parse: [...ground, ...words, "phone-number", "digest", "decode"],
  dispatch: ["errors", "model"],
  dedupe: [],
  intake: [...ground, "model", "observe", "dedupe"],
  watch: ["errors", "model", "synchronization", "intake"],
  deliver: [...ground, "model", "intake"],
  receive: [...ground, "model", "observe", "synchronization", "verify", "parse", "dispatch", "intake", "watch"],
  payloads: [...ground, ...words],
  traffic: [...ground, ...words, "payloads"],
  emulator: [...ground, ...words, "payloads", "traffic"],
  // Beside the stream, and opened by the front door as well.
  eligibility: ["errors", "phone-number"],
  probe: [...ground, "schemas", "payloads"],
  simulation: [...ground, ...words, "payloads", "traffic", "probe"],
  testing: [...ground, ...words, "parse", "intake", "payloads", "traffic", "emulator", "simulation"],
  "front door": [
    "errors",
    "phone-number",
    ...words,
    "observe",
    "verify",
    "parse",
    "synchronization",
    "dispatch",
    "intake",
    "watch",
    "receive",
    "eligibility",
    "probe",
  ],
  // Stores know the intake and how it delivers.
  sqlite: [...ground, "model", "observe", "split", "synchronization", "intake", "deliver"],
  bullmq: [...ground, "model", "observe", "split", "synchronization", "intake", "deliver"],
  // Mounts know the receiver, and each other only where one is built on another.
  node: ["runtime", "receive"],
  hono: ["receive"],
  express: ["receive", "node"],
  fastify: ["receive", "node"],
  nest: ["errors", "receive", "node", "express", "fastify"],
  // Beside the stream. Its step `decode` reads any JSON from outside.
  graph: ["errors"],
  client: [...ground, ...words, "digest", "decode", "graph"],
  signup: [...ground, "graph"],
  cli: [
    "errors",
    ...words,
    "verify",
    "decode",
    "parse",
    "payloads",
    "traffic",
    "eligibility",
    "probe",
    "simulation",
    "client",
    "emulator",
  ],
};

// Who may import what is not ours. The rooms that are not named run on Node, Bun, Deno and edge runtimes alike.
const packages: Readonly<Record<string, (path: string) => boolean>> = {
  zod: (path) => ["schemas", "parse", "traffic", "client", "cli"].includes(roomOf(path)),
  ky: (path) => path === "client/transport/send.ts",
  "libphonenumber-js/core": (path) => path === "eligibility/phone-number/read-phone-number.ts",
  "libphonenumber-js/max/metadata": (path) => path === "eligibility/phone-number/read-phone-number.ts",
  eventemitter3: (path) => path === "dispatch/dispatcher.ts",
  "@nestjs/common": (path) => roomOf(path) === "nest",
  "@nestjs/core": (path) => roomOf(path) === "nest",
  bullmq: (path) => roomOf(path) === "bullmq",
  // There it is a type, and gone when the package is built.
  "node:crypto": (path) =>
    path === "runtime/node-crypto.ts" || ["payloads", "emulator", "sqlite", "bullmq"].includes(roomOf(path)),
  "node:diagnostics_channel": (path) => path === "observe/channels.ts",
};
const runsOnNode = new Set([
  "node",
  "express",
  "fastify",
  "nest",
  "sqlite",
  "bullmq",
  "testing",
  "traffic",
  "emulator",
  "cli",
]);

describe("the imports of the house", () => {
  it("are looked at", () => {
    expect(files.length).toBeGreaterThan(80);
    expect([...imports.values()].flat().filter(isOurs).length).toBeGreaterThan(150);
  });

  it("lead to files that are there", () => {
    const lost = [...imports].flatMap(([path, names]) =>
      names.filter((name) => name.endsWith(".ts") && !isOurs(name)).map((name) => `${path} → ${name}`),
    );
    expect(lost).toEqual([]);
  });

  it.each(rooms)("of %s lead to rooms it may know", (room) => {
    expect(knows, `${room} is not written down`).toHaveProperty([room]);
    const strangers = [...imports]
      .filter(([path]) => roomOf(path) === room)
      .flatMap(([path, names]) => names.filter(isOurs).map((name) => [path, name] as const))
      .filter(([, name]) => roomOf(name) !== room && !knows[room]?.includes(roomOf(name)));
    expect(strangers).toEqual([]);
  });

  it("go in one direction", () => {
    const order = Object.keys(knows);
    const upwards = Object.entries(knows).flatMap(([room, known]) =>
      known.filter((other) => order.indexOf(other) >= order.indexOf(room)).map((other) => `${room} → ${other}`),
    );
    expect(upwards).toEqual([]);
    expect(order.filter((room) => !rooms.includes(room))).toEqual([]);
  });

  it("never lead back to where they began", () => {
    expect(findCycles(imports)).toEqual([]);
  });

  it("of packages stand where they are allowed", () => {
    const strangers = [...imports].flatMap(([path, names]) =>
      names
        .filter((name) => !isOurs(name))
        .filter((name) => {
          const mayImport = packages[name] ?? (() => name.startsWith("node:") && runsOnNode.has(roomOf(path)));
          return !mayImport(path);
        })
        .map((name) => `${path} → ${name}`),
    );
    expect(strangers).toEqual([]);
  });
});

describe("the search for cycles", () => {
  it("notices one", () => {
    const graph = new Map([
      ["a", ["b"]],
      ["b", ["c", "d"]],
      ["c", []],
      ["d", ["b"]],
    ]);
    expect(findCycles(graph)).toEqual(["b → d → b"]);
  });

  it("does not take two ways to one file for one", () => {
    const graph = new Map([
      ["a", ["b", "c"]],
      ["b", ["d"]],
      ["c", ["d"]],
      ["d", []],
    ]);
    expect(findCycles(graph)).toEqual([]);
  });
});

describe("a file", () => {
  it("has no more than 250 lines", () => {
    const long = files.filter((path) => read(path).split("\n").length > 251);
    expect(long).toEqual([]);
  });

  it("is named in kebab-case", () => {
    expect(files.filter((path) => !/^([a-z0-9-]+\/)*[a-z0-9-]+\.ts$/.test(path))).toEqual([]);
  });
});

// A mount is so small that it stands in the file its import path names.
const mounts = ["node", "hono", "express", "fastify"];
const doors = files.filter((path) => /^([^/]+\/)?index\.ts$/.test(path) && !mounts.includes(roomOf(path)));

describe.each(doors)("%s", (path) => {
  it("only exports", () => {
    const { statements } = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest);
    const others = statements.filter((statement) => !ts.isExportDeclaration(statement));
    expect(others.map(({ kind }) => ts.SyntaxKind[kind])).toEqual([]);
  });
});

describe("an import path", () => {
  const exported = Object.keys(packageJson.exports)
    .filter((path) => ![".", "./package.json"].includes(path))
    .map((path) => path.slice("./".length));

  it("is built when it is exported", () => {
    expect([...exported].sort()).toEqual([...subpaths].sort());
  });

  it("has types for resolvers that do not read exports", () => {
    expect(Object.keys(packageJson.typesVersions["*"]).sort()).toEqual([...subpaths].sort());
  });

  it.each(subpaths)("%s is a folder with an index.ts, and leads to its build in every condition", (subpath) => {
    expect(files).toContain(`${subpath}/index.ts`);
    expect(Reflect.get(packageJson.exports, `./${subpath}`)).toEqual({
      import: { types: `./dist/${subpath}.d.ts`, default: `./dist/${subpath}.js` },
      require: { types: `./dist/${subpath}.d.cts`, default: `./dist/${subpath}.cjs` },
    });
    expect(Reflect.get(packageJson.typesVersions["*"], subpath)).toEqual([`./dist/${subpath}.d.cts`]);
  });

  it("is there for every folder with an index.ts that the front door does not open", () => {
    // The emulator and the simulation are opened by the door to testing.
    const opened = ["index.ts", "testing/index.ts"]
      .flatMap((door) => imports.get(door) ?? [])
      .filter((name) => name.endsWith("/index.ts"))
      .map(roomOf);
    const all = files.filter((path) => /^[^/]+\/index\.ts$/.test(path)).map(roomOf);
    expect(all.filter((door) => !subpaths.includes(door) && !opened.includes(door))).toEqual([]);
  });
});

describe("an error", () => {
  // The program's own end on its screen and are nobody's to catch.
  const api = files.filter((path) => roomOf(path) !== "cli");
  const found = api.flatMap((path) => [
    ...read(path).matchAll(/^(?:export )?class (\w+)(?:<.*>)? extends (\w*Error)\b/gm),
  ]);
  const parents = new Map(found.map(([, name, parent]) => [name as string, parent as string]));
  const ancestors = (name: string): string[] => {
    const parent = parents.get(name);
    return parent === undefined ? [] : [parent, ...ancestors(parent)];
  };

  it("is looked for", () => {
    expect([...parents.keys()]).toEqual(expect.arrayContaining(["CoexistenceError", "IntakeError", "ListenerError"]));
  });

  it("extends CoexistenceError", () => {
    const others = [...parents.keys()].filter((name) => name !== "CoexistenceError");
    expect(others.filter((name) => !ancestors(name).includes("CoexistenceError"))).toEqual([]);
  });

  it("that is thrown is one of them", () => {
    const thrown = api.flatMap((path) =>
      [...withoutComments(read(path)).matchAll(/\bthrow new (\w+)/g)].map(([, name]) => `${path}: ${name}`),
    );
    expect(thrown.length).toBeGreaterThan(10);
    expect(thrown.filter((line) => !parents.has(line.split(": ")[1] as string))).toEqual([]);
  });
});

/** Examples in comments throw what they like. */
function withoutComments(text: string): string {
  return text.replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, "");
}

/** Every way through the graph that comes back to where it was, once. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const cycles: string[] = [];
  const finished = new Set<string>();
  const visit = (name: string, way: readonly string[]): void => {
    if (way.includes(name)) {
      cycles.push([...way.slice(way.indexOf(name)), name].join(" → "));
    } else if (!finished.has(name)) {
      for (const next of graph.get(name) ?? []) visit(next, [...way, name]);
      finished.add(name);
    }
  };
  for (const name of graph.keys()) visit(name, []);
  return cycles;
}
