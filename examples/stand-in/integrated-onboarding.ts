// Plays the part of 360dialog's hosted sign-up, for trying the way there and back without an account. It asks nothing
// and checks nothing: two links lead on, one as if a number had been connected, one as if it had not been shared.

/** What the stand-in sends back. */
export interface IntegratedOnboardingAnswer {
  /** Where the business is sent, unless the link has a `redirect_url`. At 360dialog it is set for the partner. */
  redirectUrl?: string;
  client?: string;
  channels?: readonly string[];
  revoked?: readonly string[];
  /** Whether `state` comes back. 360dialog does not say that it does. */
  returnsState?: boolean;
}

/** The page that a link to the sign-up shows, as HTML. */
export function integratedOnboardingPage(link: string | URL, answer: IntegratedOnboardingAnswer = {}): string {
  const { searchParams, pathname } = new URL(link);
  const { client = "ExampleCL", channels = ["FirstCH"], revoked, returnsState = true } = answer;
  const target = searchParams.get("redirect_url") ?? answer.redirectUrl;
  const state = returnsState ? searchParams.get("state") : null;
  const redirectTo = (shared: readonly string[]): string | undefined => {
    if (target === undefined || !/^https?:/i.test(target)) return undefined;
    // As 360dialog writes it: the lists in brackets, without quotes.
    const query = [`client=${client}`, `channels=[${shared.join(",")}]`];
    if (revoked !== undefined) query.push(`revoked=[${revoked.join(",")}]`);
    if (state !== null) query.push(`state=${encodeURIComponent(state)}`);
    return `${target}${target.includes("?") ? "&" : "?"}${query.join("&")}`;
  };
  const partnerId = pathname.split("/").find((part) => part.endsWith("PA")) ?? "nobody";
  const number = searchParams.get("number") ?? "your number";
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Sign-up (stand-in for 360dialog)</title>
    <style>
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 32rem; padding: 0 1rem; }
      a { display: inline-block; margin-right: 1rem; }
    </style>
  </head>
  <body>
    <h1>Connect ${escapeHtml(number)}</h1>
    <p>The partner ${escapeHtml(partnerId)} would like to use it. This page stands in for 360dialog's.</p>
    ${linkTo(redirectTo(channels), "connect", "Connect the number")}
    ${linkTo(redirectTo([]), "decline", "Share nothing")}
  </body>
</html>
`;
}

function linkTo(address: string | undefined, id: string, label: string): string {
  if (address === undefined) return `<p>No redirect URL is set for this partner.</p>`;
  return `<a id="${id}" href="${escapeHtml(address)}">${label}</a>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
