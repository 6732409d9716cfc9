// One page that tells whether a number can come over, and what its owner should know before they agree.

import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { judge } from "./judge.ts";
import { page } from "./page.ts";
import { describeProblem } from "./problem.ts";

const { PORT = "3000" } = process.env;

const app = new Hono();
app.use(
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["data:"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: false, // it speaks for the whole domain, which is not this page's
  }),
);
app.get("/", (context) => context.html(page({ form: new URLSearchParams() })));

// Posted, so that the number is in no address: those end up in logs and in the history of the browser.
app.post("/", bodyLimit({ maxSize: 16 * 1024 }), async (context) => {
  const form = new URLSearchParams(await context.req.text());
  context.header("cache-control", "no-store");
  try {
    return context.html(page({ form, judgement: judge(form) }));
  } catch (error) {
    const problem = describeProblem(error);
    if (problem === undefined) throw error;
    return context.html(page({ form, problem }), 422);
  }
});

for (const file of ["../onboarding-page/page.css", "eligibility.css"]) {
  const css = await readFile(new URL(file, import.meta.url), "utf8");
  app.get(`/${file.split("/").at(-1)}`, (context) => context.body(css, 200, { "content-type": "text/css" }));
}

const server = serve({ fetch: app.fetch, port: Number(PORT) }, ({ port }: AddressInfo) => {
  console.log(`Open http://localhost:${port}`);
});

process.once("SIGINT", end).once("SIGTERM", end);

function end(): void {
  server.close();
  // Browsers open connections ahead of need.
  if ("closeAllConnections" in server) server.closeAllConnections();
}
