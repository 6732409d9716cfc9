// Takes the pictures of the inbox for the README, while the demo runs: `npm run screenshot`.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { launchChromium } from "../../test/browser/chromium.ts";

const root = join(import.meta.dirname, "../..");
const bakery = "Corner Bakery";

const demo = spawn(process.execPath, ["--import", "tsx", "examples/demo/main.ts"], {
  cwd: root,
  stdio: ["ignore", "pipe", "inherit"],
});
let browser: Awaited<ReturnType<typeof launchChromium>> | undefined;
try {
  const address = await findAddress();
  browser = await launchChromium();
  const overview = await browser.newPage();
  await overview.goto(address);
  const progress = overview.getByRole("progressbar", { name: bakery });
  while (Number(await progress.getAttribute("value")) < 50) {
    if (demo.exitCode !== null) throw new Error("The demo ended before the history was half there.");
    await wait(200);
  }
  await overview.close();
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({ viewport: { width: 1_280, height: 760 }, colorScheme, locale: "en-GB" });
    await page.goto(address);
    await page.getByRole("link", { name: bakery }).click();
    await page.locator(`a[href*="/chats/"]`).nth(3).click();
    await wait(1_000);
    const suffix = colorScheme === "dark" ? "-dark" : "";
    await page.screenshot({ path: join(root, `docs/inbox${suffix}.png`) });
    await page.close();
  }
} finally {
  await browser?.close();
  if (demo.exitCode === null) {
    demo.kill("SIGINT");
    await once(demo, "exit");
  }
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
