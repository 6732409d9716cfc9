import { escapeHtml, escapeScript, htmlPage } from "./html.ts";

/**
 * The window of Embedded Signup. Its first button lets a business sign up, when it is pressed: the code lives 30 seconds.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
export function embeddedSignupWindow({ searchParams }: URL): string {
  const messages = {
    leave: messageOf("CANCEL", { current_step: "PHONE_NUMBER_SETUP" }),
    report: messageOf("CANCEL", {
      error_message: "The verified name is not allowed.",
      error_code: "524126",
      session_id: "f0e1d2c3b4a59687",
      timestamp: "1790000000",
    }),
  };
  const body = `<p>The app ${escapeHtml(searchParams.get("client_id") ?? "")} would like to use your number. This window
      is the emulator's, not Facebook's.</p>
    <button type="button" id="finish">Connect the number</button>
    <button type="button" id="leave">Leave</button>
    <button type="button" id="report">Report an error</button>
    <script>
      const origin = ${escapeScript(searchParams.get("origin") ?? "")};
      const messages = ${escapeScript(messages)};
      const send = (message) => opener.postMessage(message, origin);
      const finish = async () => {
        const answer = await fetch(location.pathname, { method: "POST" });
        const { code, wabaId } = await answer.json();
        // What Meta documents for coexistence: the account alone.
        send(JSON.stringify({
          data: { waba_id: wabaId },
          type: "WA_EMBEDDED_SIGNUP",
          event: "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING",
          version: 3,
        }));
        send({ authResponse: { code } });
      };
      for (const button of document.querySelectorAll("button")) {
        button.addEventListener("click", async () => {
          if (button.id === "finish") await finish();
          else send(messages[button.id]);
          close();
        });
      }
    </script>`;
  return htmlPage("Embedded Signup (emulator)", "Connect your WhatsApp Business app", body);
}

function messageOf(event: string, data: object): string {
  return JSON.stringify({ data, type: "WA_EMBEDDED_SIGNUP", event, version: 3 });
}
