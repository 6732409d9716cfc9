import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, inject } from "vitest";
import { createProject, type ProjectParts } from "./project.ts";

/** Creates a project that has the packed package and others installed. It is removed after the tests of the file. */
export async function createTemporaryProject({ packages = [], ...parts }: ProjectParts): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "whatsapp-coexistence-consumer-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return createProject(folder, { ...parts, packages: [inject("tarball"), ...packages] });
}
