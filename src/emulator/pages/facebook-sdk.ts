import { escapeScript } from "./html.ts";

/**
 * Facebook's SDK, as far as Embedded Signup goes. It is as strict as Facebook's where that tells mistakes apart.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/implementation
 */
export function facebookSdk(dialog: URL): string {
  return `(() => {
  let appId;

  // What the window says is passed on as if it came from Facebook, whose origin pages check.
  const passOn = (data) => dispatchEvent(new MessageEvent("message", { data, origin: "https://www.facebook.com" }));

  const login = (callback, { extras, ...options }) => {
    if (appId === undefined) throw Error("FB.login() called before FB.init().");
    if (callback.constructor.name !== "Function") {
      throw Error("Expression is of type asyncfunction, not function");
    }
    const link = new URL(${escapeScript(dialog)});
    const query = { client_id: appId, origin: location.origin, extras: JSON.stringify(extras), ...options };
    for (const [name, value] of Object.entries(query)) link.searchParams.set(name, value);
    const popup = window.open(link, "_blank", "popup,width=600,height=700");
    if (popup === null) return; // blocked: the SDK never calls back

    let closedBefore = false;
    const end = (authResponse) => {
      clearInterval(watch);
      removeEventListener("message", hear);
      callback({ authResponse, status: authResponse ? "connected" : "unknown" });
    };
    const hear = ({ source, origin, data }) => {
      if (source !== popup || origin !== link.origin) return;
      if (data?.authResponse) end(data.authResponse);
      else passOn(data);
    };
    // Looked at twice, for messages that are on their way when the window closes.
    const watch = setInterval(() => {
      if (closedBefore) end(null);
      closedBefore = popup.closed;
    }, 200);
    addEventListener("message", hear);
  };

  window.FB = { init: (options) => { appId = options.appId; }, login };
  const { fbAsyncInit } = window;
  if (fbAsyncInit && !fbAsyncInit.hasRun) {
    fbAsyncInit.hasRun = true;
    fbAsyncInit();
  }
})();
`;
}
