import type { CodeBlock } from "./code-block.ts";
import { manifest } from "./entry-points.ts";

/** What is wrong with the commands of a block for the shell: a script, package or program that does not exist. */
export function checkCommands({ code }: CodeBlock): string[] {
  return code
    .split(/\n|&&|\|\|?|;/)
    .map((command) => command.replace(/\s#.*/, "").trim())
    .flatMap((command) => {
      const problem = checkCommand(command.split(/\s+/));
      return problem === undefined ? [] : [`${command}: ${problem}`];
    });
}

function checkCommand([program = "", ...words]: readonly string[]): string | undefined {
  const [first = "", second = ""] = words;
  if (program === "npx") return first === manifest.name ? undefined : unlessPackage(first);
  if (program !== "npm") return undefined;
  if (first === "run") return unlessScript(second);
  if (first === "test") return unlessScript("test");
  if (first === "install") return words.slice(1).filter(isPackageName).map(unlessPackage).find(Boolean);
  return ["ci", "pack", "init", "pkg"].includes(first) ? undefined : "npm has other ways to say this";
}

const isPackageName = (word: string): boolean => !word.startsWith("-");

function unlessScript(name: string): string | undefined {
  return name in manifest.scripts ? undefined : "package.json has no such script";
}

function unlessPackage(name: string): string | undefined {
  const known = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.devDependencies };
  return name === manifest.name || name in known ? undefined : "the package does not know this one";
}
