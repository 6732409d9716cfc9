import { cp, mkdir, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { mustRun } from "./command.ts";

/** What a project of a user consists of. */
export interface ProjectParts {
  /** What it installs: names with a version, or tarballs. */
  readonly packages?: readonly string[];
  /** More members of its package.json. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** A package asks for a newer Node than this one: npm warns instead of refusing it. */
  readonly engineWarningExpected?: boolean;
}

/** Creates a project in a folder, as a user would. A package that this Node is too old for is an error. */
export async function createProject(folder: string, parts: ProjectParts): Promise<string> {
  const { packages = [], manifest = {}, engineWarningExpected = false } = parts;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, ...manifest }));
  if (packages.length > 0) {
    const flags = ["--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"];
    if (!engineWarningExpected) flags.push("--engine-strict");
    await mustRun(folder, "npm", "install", ...flags, ...packages);
  }
  return folder;
}

const programs = resolve(import.meta.dirname, "../programs");

/** Copies one of the programs into a project, and returns its name there. */
export async function addProgram(folder: string, program: string): Promise<string> {
  await cp(join(programs, program), join(folder, basename(program)));
  return basename(program);
}
