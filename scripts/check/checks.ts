/** One thing that must be green. */
export interface Check {
  readonly name: string;
  /** For the shell, in the folder of the repository. */
  readonly command: string;
}

/** The static checks and what needs no test runner, in the order that fails fastest. */
export const checks: readonly Check[] = [
  { name: "lint", command: "npm run --silent lint" },
  { name: "unused code", command: "npm run --silent unused" },
  { name: "types", command: "npm run --silent typecheck" },
  { name: "build", command: "npm run --silent build" },
  { name: "size", command: "npm run --silent size" },
  { name: "package", command: "npm run --silent check:package" },
  { name: "reference", command: "npm run --silent docs" },
  { name: "demo", command: "npm run --silent demo -- --once" },
];

/** The Node lines that are supported beside the one that runs the checks. The newest first: most is different there. */
export const otherNodeLines = ["26", "22", "24"] as const;

/** How long all of it may take, in seconds. On a machine that is slower, lines of Node are left out, which is said. */
export const timeLimit = 85 * 60;
