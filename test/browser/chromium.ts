import { accessSync, constants } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { build } from "esbuild";
import { type Browser, type BrowserContext, chromium } from "playwright-core";

/** Where Chromium is on this machine: `CHROMIUM_PATH`, or one of the usual names. Without one, its tests are left out. */
export const chromiumPath = findChromium();

/** For `describe.skipIf(…)`: the reason goes into the title, so that it is read. */
export const withoutChromium = chromiumPath === undefined;

function findChromium(): string | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
  const folders = ["/usr/bin", ...(process.env["PATH"] ?? "").split(delimiter)];
  const configured = process.env["CHROMIUM_PATH"];
  if (configured) return configured;
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts Chromium. No name leads anywhere but to this machine, so that no test can lean on the network by accident. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"],
  });
}

/** The import path `whatsapp-coexistence/signup` as one script, from its sources. */
export async function bundleSignup(): Promise<string> {
  const entryPoints = [resolve(import.meta.dirname, "../../src/signup/index.ts")];
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: "esm", logLevel: "silent" });
  return outputFiles[0]?.text ?? "";
}

/** An answer of a page that is not there. */
export interface Reply {
  readonly body: string;
  /** Default: `text/html`. */
  readonly contentType?: string;
  /** Default: 200. */
  readonly status?: number;
}

/**
 * Answers every request of a context, whatever its host: the pages have the origins of the real ones. Undefined is a
 * server that does not answer.
 */
export async function answerEverything(
  context: BrowserContext,
  answer: (url: URL) => Reply | undefined | Promise<Reply | undefined>,
): Promise<void> {
  await context.route("**/*", async (route) => {
    const reply = await answer(new URL(route.request().url()));
    if (reply === undefined) return route.abort();
    const headers = { "access-control-allow-origin": "*" };
    return route.fulfill({ contentType: "text/html", status: 200, headers, ...reply });
  });
}
