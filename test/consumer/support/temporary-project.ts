import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import { createProject, type ProjectParts } from "./project.ts";

/** Creates a project that has the packed package and others installed. It is removed when all tests are done. */
export async function createTemporaryProject({ packages = [], ...parts }: ProjectParts): Promise<string> {
  const folder = await mkdtemp(join(inject("workshop"), "project-"));
  return createProject(folder, { ...parts, packages: [inject("tarball"), ...packages] });
}
