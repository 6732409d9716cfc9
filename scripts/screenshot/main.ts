// Takes the pictures of the inbox for the README, while the demo runs: `npm run screenshot`.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { launchChromium } from "../../test/browser/chromium.ts";

const root = join(import.meta.dirname, "../..");
// Long enough for a history that is half there.
const untilHalf = 13_000;

const demo = spawn(process.execPath, ["--import", "tsx", "examples/demo/main.ts"], {
  cwd: root,
  stdio: ["ignore", "pipe", "inherit"],
});
const address = await findAddress();
const browser = await launchChromium();
try {
  await wait(untilHalf);
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({ viewport: { width: 1_280, height: 760 }, colorScheme, locale: "en-GB" });
    await page.goto(address);
    await page.getByRole("link", { name: /Corner Bakery/ }).click();
    await page.locator(`a[href*="/chats/"]`).nth(3).click();
    await wait(1_000);
    const suffix = colorScheme === "dark" ? "-dark" : "";
    await page.screenshot({ path: join(root, `docs/inbox${suffix}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  demo.kill("SIGINT");
  await once(demo, "exit");
}

async function findAddress(): Promise<string> {
  for await (const line of createInterface({ input: demo.stdout })) {
    const [found] = /http:\S+/.exec(line) ?? [];
    if (found !== undefined) {
      demo.stdout.resume();
      return found;
    }
  }
  throw new Error("The demo ended without an address.");
}
