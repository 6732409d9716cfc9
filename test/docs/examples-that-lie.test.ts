import { describe, expect, it } from "vitest";
import { type CodeBlock, readBlocks } from "./code-block.ts";
import { runExample } from "./run.ts";
import { checkCommands } from "./shell-commands.ts";
import { typeCheck } from "./type-check.ts";

const example = (code: string, language = "ts"): CodeBlock => ({ place: "here:1", language, code });

const imports = `import { createServer } from "node:http";
import { createCoexistence } from "whatsapp-coexistence";
import { nodeMount } from "whatsapp-coexistence/node";
const secrets = { appSecret: "0123456789abcdef0123456789abcdef", verifyToken: "my-token" };
`;

describe("the check of the examples", () => {
  it.each([
    ["prints something else", `console.log(1 + 1); // 3`, "line 1 printed 2, where its comment says 3"],
    ["never prints it", `if (process.argv.length > 99) console.log(1); // 1`, "line 1 never printed 1"],
    ["throws", `throw new Error("no");`, "it ended with 1"],
    ["starts no server", "const app = { listen: (_port: number) => 1 };\napp.listen(3000);", "it started no server"],
    [
      "answers everything with 200",
      `${imports}createServer((_, response) => response.end()).listen(3000); void secrets;`,
      'a forged webhook was answered 200 "", not 401 ""',
    ],
    [
      "has another token",
      `${imports}createServer(nodeMount(createCoexistence({ ...secrets, verifyToken: "x" }))).listen(3000);`,
      'the verification request was answered 403 "", not 200 "31415"',
    ],
  ])("fails one that %s", async (_, code, problem) => {
    expect(await runExample(example(code))).toContainEqual(expect.stringContaining(problem));
  });

  it.each([
    ["a value", "console.log(401); // 401"],
    ["a quoted text", `console.log("message"); // "message"`],
    ["a list", `console.log(["a", "b"]); // ["a", "b"]`],
    ["several values", `console.log("a", 1); // "a" 1`],
    ["a value and a remark", "console.log(false); // false: it is a landline"],
    [
      "a value printed by CommonJS",
      `const { verify } = require("whatsapp-coexistence");\nconsole.log(verify.name); // verify`,
    ],
  ])("passes one that promises %s", async (_, code) => {
    expect(await runExample(example(code, code.includes("require") ? "js" : "ts"))).toEqual([]);
  });

  it("passes a server that answers as it should", async () => {
    const code = `${imports}createServer(nodeMount(createCoexistence(secrets))).listen(3000);`;
    expect(await runExample(example(code))).toEqual([]);
  });

  it.each([
    ["a type", `const count: number = "one";`, "line 1: Type 'string' is not assignable to type 'number'."],
    [
      "an entry point",
      `import "whatsapp-coexistence/nowhere";\nimport { nothing } from "whatsapp-coexistence/nowhere";`,
      "line 2: Cannot find module",
    ],
    ["an export", `import { receive } from "whatsapp-coexistence";`, "has no exported member 'receive'"],
  ])("fails one that gets %s wrong", (_, code, problem) => {
    const block = example(code);
    expect(typeCheck([block]).get(block)).toContainEqual(expect.stringContaining(problem));
  });

  it.each([
    ["npm run fly", "package.json has no such script"],
    ["npm ci && npm run fly", "package.json has no such script"],
    ["npm install left-pad", "the package does not know this one"],
  ])("fails the command %s", (code, problem) => {
    expect(checkCommands(example(code, "sh"))).toContainEqual(expect.stringContaining(problem));
  });

  it("lets a block go on where the one before it ended", () => {
    const [, second] = readBlocks("a.md", "```ts\nconst a = 1;\n```\ntext\n\n```ts continues\nconsole.log(a);\n```\n");
    expect(second).toEqual({ place: "a.md:6", language: "ts", code: "const a = 1;\n\nconsole.log(a);\n" });
  });
});
