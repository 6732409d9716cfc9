// Plays the part of Facebook's SDK and of the window it opens, for trying Embedded Signup without an account. The window
// asks nothing and checks nothing: its buttons end the sign-up as a business would.

/** How the sign-up ends when the business goes through it. */
export interface EmbeddedSignupAnswer {
  code: string;
  /** What the message says. Default: what Meta documents for coexistence, which is `waba_id` alone. */
  data?: Readonly<Record<string, unknown>>;
  /** What comes first. Default: the message. */
  first?: "message" | "code";
  /** Whether there is a message at all. */
  sendsMessage?: boolean;
}

/**
 * Answers requests for the SDK, `…/sdk.js`, and for the window it opens, `…/dialog/oauth`, on whichever host they are
 * asked for. Undefined for other requests.
 */
export function answerEmbeddedSignup(
  address: string | URL,
  createAnswer: () => EmbeddedSignupAnswer,
): Response | undefined {
  const url = new URL(address);
  const isFacebook = url.hostname === "connect.facebook.net";
  if (url.pathname.endsWith("/sdk.js")) {
    const script = facebookSdk(new URL("/v26.0/dialog/oauth", isFacebook ? "https://www.facebook.com" : url.origin));
    // Pages ask for it as `crossorigin`, as Meta's own do.
    return new Response(script, { headers: { "content-type": "text/javascript", "access-control-allow-origin": "*" } });
  }
  if (!url.pathname.endsWith("/dialog/oauth")) return undefined;
  const html = embeddedSignupWindow(url, createAnswer());
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}

/** The SDK as a script. It is as strict as Facebook's where that tells mistakes apart. */
function facebookSdk(dialog: URL): string {
  return `(() => {
  let settings;
  window.FB = {
    init(options) {
      settings = options;
    },
    login(callback, options) {
      if (settings === undefined) throw new Error("FB.login() called before FB.init().");
      if (callback.constructor.name !== "Function") throw new Error("Expression is of type asyncfunction, not function");
      const link = new URL(${JSON.stringify(dialog)});
      const { extras, ...others } = options;
      const query = { client_id: settings.appId, origin: location.origin, extras: JSON.stringify(extras), ...others };
      for (const [name, value] of Object.entries(query)) link.searchParams.set(name, value);
      const popup = window.open(link, "_blank", "popup,width=600,height=700");
      if (popup === null) return; // blocked: the SDK never calls back

      const answer = (authResponse) => {
        clearInterval(polling);
        removeEventListener("message", onMessage);
        callback({ authResponse, status: authResponse ? "connected" : "unknown" });
      };
      const onMessage = ({ source, origin, data }) => {
        if (source !== popup || origin !== link.origin) return;
        if (data?.authResponse !== undefined) answer(data.authResponse);
        // Where the window is not Facebook's own, its messages are passed on as if it were.
        else if (!origin.endsWith(".facebook.com")) {
          dispatchEvent(new MessageEvent("message", { data, origin: "https://www.facebook.com" }));
        }
      };
      let wasClosed = false; // a second look, for messages that are still on their way
      const polling = setInterval(() => {
        if (wasClosed) answer(null);
        wasClosed = popup.closed;
      }, 200);
      addEventListener("message", onMessage);
    },
  };
  if (window.fbAsyncInit && !window.fbAsyncInit.hasRun) {
    window.fbAsyncInit.hasRun = true;
    window.fbAsyncInit();
  }
})();
`;
}

function embeddedSignupWindow({ searchParams }: URL, answer: EmbeddedSignupAnswer): string {
  const { code, data = { waba_id: "100000000000001" }, first = "message", sendsMessage = true } = answer;
  const messageOf = (event: string, about: object): string =>
    JSON.stringify({ data: about, type: "WA_EMBEDDED_SIGNUP", event, version: 3 });
  const finish = messageOf("FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING", data);
  const authResponse = { authResponse: { code } };
  const posts = {
    finish: [...(sendsMessage ? [finish] : []), authResponse],
    leave: [messageOf("CANCEL", { current_step: "PHONE_NUMBER_SETUP" })],
    report: [
      messageOf("CANCEL", {
        error_message: "The verified name is not allowed.",
        error_code: "524126",
        session_id: "f0e1d2c3b4a59687",
        timestamp: "1790000000",
      }),
    ],
  };
  if (first === "code") posts.finish.reverse();
  const script = `
      const posts = ${escapeScript(posts)};
      const origin = ${escapeScript(searchParams.get("origin"))};
      for (const button of document.querySelectorAll("button")) {
        button.addEventListener("click", () => {
          for (const post of posts[button.id] ?? []) opener.postMessage(post, origin);
          close();
        });
      }`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Embedded Signup (stand-in for Facebook)</title>
    <style>
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 32rem; padding: 0 1rem; }
      button { display: block; margin: 0 0 0.75rem; padding: 0.6rem 1rem; font: inherit; }
    </style>
  </head>
  <body>
    <h1>Connect your WhatsApp Business app</h1>
    <p>The app ${escapeHtml(searchParams.get("client_id"))} would like to use your number. This window stands in for
      Facebook's.</p>
    <button type="button" id="finish">Connect the number</button>
    <button type="button" id="leave">Leave</button>
    <button type="button" id="report">Report an error</button>
    <script>${script}
    </script>
  </body>
</html>
`;
}

function escapeHtml(text: string | null): string {
  return (text ?? "").replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON that cannot end the script it stands in. */
function escapeScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
