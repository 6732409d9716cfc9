import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { mustRun } from "./command.ts";
import { createProject } from "./project.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder for everything the tests make, removed at the end. */
    workshop: string;
    /** The packed package. */
    tarball: string;
    /** A project that has installed the packed package and nothing else. */
    bareProject: string;
  }
}

const root = resolve(import.meta.dirname, "../../..");

/** Builds and packs the package, or takes the one that PACKED_PACKAGE names, and installs it. Once for all tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "whatsapp-coexistence-"));
  const tarball = process.env["PACKED_PACKAGE"] ?? (await buildAndPack(folder));
  const bareProject = await createProject(join(folder, "bare"), { packages: [tarball] });
  project.provide("workshop", folder);
  project.provide("tarball", tarball);
  project.provide("bareProject", bareProject);
  return () => rm(folder, { recursive: true, force: true });
}

async function buildAndPack(folder: string): Promise<string> {
  await mustRun(root, "npm", "run", "build");
  const { stdout } = await mustRun(root, "npm", "pack", "--json", "--pack-destination", folder);
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf("["))) as { filename: string }[];
  return join(folder, packed?.filename ?? "");
}
