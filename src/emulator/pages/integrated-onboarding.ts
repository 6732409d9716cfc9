import { withQuery } from "../redirect.ts";
import type { SignUp, SignUpOptions } from "../sign-up.ts";
import type { World } from "../world/world.ts";
import { escapeHtml, htmlPage } from "./html.ts";

const paths = [/^\/dashboard\/app\/(\w+)(\/permissions)?\/?$/, /^\/onboarding\/(\w+)\/?$/];

/** What the person chose: a parameter that no link to the sign-up has. */
const choice = "emulator_choice";

/**
 * Answers as 360dialog's hosted sign-up: a page whose links lead back to the partner, as if a number had been connected, or
 * as if nothing had been shared. Nothing for other paths.
 *
 * @see https://docs.360dialog.com/partner/onboarding/integrated-onboarding
 */
export function answerIntegratedOnboarding(
  emulator: { signUp(options: SignUpOptions): SignUp },
  { partner }: World,
  url: URL,
): Response | undefined {
  const [, partnerId] = paths.map((path) => path.exec(url.pathname)).find((found) => found !== null) ?? [];
  if (partnerId === undefined) return undefined;
  const chosen = url.searchParams.get(choice);
  const target = url.searchParams.get("redirect_url") ?? partner.redirectUrl;
  if (partnerId !== partner.id) return page("There is no such partner.", "", 404);
  if (target === null || !/^https?:/i.test(target) || !URL.canParse(target))
    return page("No redirect URL is set for this partner.", "", 400);
  if (chosen === null) {
    const links = `<p>The partner ${escapeHtml(partnerId)} would like to use it. This page is the emulator's, not 360dialog's.</p>
    <a id="connect" href="${linkOf(url, "connect")}">Connect the number</a>
    <a id="decline" href="${linkOf(url, "decline")}">Share nothing</a>`;
    return page(`Connect ${url.searchParams.get("number") ?? "your number"}`, links);
  }
  const query = queryOf(url, chosen === "connect" ? connect(emulator, url) : undefined);
  const location = withQuery(target, query);
  return new Response(null, { status: 302, headers: { location } });
}

function connect(emulator: { signUp(options: SignUpOptions): SignUp }, { searchParams }: URL): SignUp {
  const number = searchParams.get("number")?.replaceAll(/\D/g, "") ?? "";
  // What was filled in for the business may be anything; only a whole number is one.
  return emulator.signUp({ provider: "360dialog", ...(/^[1-9]\d{6,14}$/.test(number) ? { number } : {}) });
}

/** As 360dialog writes it: the lists in brackets, without quotes. That `state` comes back is not documented. */
function queryOf({ searchParams }: URL, signUp: SignUp | undefined): string {
  const shared = signUp?.provider === "360dialog" ? signUp : { client: "", channels: [] };
  const state = searchParams.get("state");
  const query = [
    ...(shared.client === "" ? [] : [`client=${shared.client}`]),
    `channels=[${shared.channels.join(",")}]`,
    ...(state === null ? [] : [`state=${encodeURIComponent(state)}`]),
  ];
  return query.join("&");
}

function linkOf(url: URL, chosen: string): string {
  const link = new URL(url);
  link.searchParams.set(choice, chosen);
  return escapeHtml(`${link.pathname}${link.search}`);
}

function page(heading: string, body: string, status = 200): Response {
  const html = htmlPage("Sign-up (emulator)", heading, body);
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}
