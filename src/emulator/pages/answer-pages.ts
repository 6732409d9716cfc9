import type { SignUp, SignUpOptions } from "../sign-up.ts";
import type { World } from "../world/world.ts";
import { embeddedSignupWindow } from "./embedded-signup-window.ts";
import { facebookSdk } from "./facebook-sdk.ts";
import { answerIntegratedOnboarding } from "./integrated-onboarding.ts";

/** What the pages let a business do. */
export interface Open {
  signUp(options: SignUpOptions): SignUp;
}

/**
 * Answers what a browser asks for during a sign-up: Facebook's SDK and the window it opens, and 360dialog's hosted sign-up.
 * Nothing for other paths.
 */
export async function answerPages(emulator: Open, world: World, request: Request): Promise<Response | undefined> {
  const url = new URL(request.url);
  if (/^(\/[a-z]{2}_[A-Z]{2})?\/sdk\.js$/.test(url.pathname)) {
    const script = facebookSdk(new URL("/v26.0/dialog/oauth", url));
    // Pages ask for it as `crossorigin`.
    return new Response(script, {
      headers: { "content-type": "text/javascript", "access-control-allow-origin": "*" },
    });
  }
  if (/^(\/v[\d.]+)?\/dialog\/oauth$/.test(url.pathname)) {
    if (request.method === "POST") return Response.json(emulator.signUp({ provider: "meta" }), { status: 201 });
    return page(embeddedSignupWindow(url));
  }
  return answerIntegratedOnboarding(emulator, world, url);
}

function page(html: string): Response {
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}
