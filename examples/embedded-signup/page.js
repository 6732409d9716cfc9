import { launchEmbeddedSignup, loadFacebookSdk } from "whatsapp-coexistence/signup";
import {
  hideAccount,
  hideProblem,
  post,
  showConnected,
  showHelp,
  showProblem,
  showStep,
  watch,
} from "../onboarding-page/steps.js";

const connect = document.getElementById("connect");
const { appId, configId, sdkUrl, standIn } = await (await fetch("/settings")).json();
if (standIn) await import(standIn);

let events; // what the page listens to, once there is a number

// Loaded before the click: a window that opens long after it is blocked as one that nobody asked for.
const sdk = await loadFacebookSdk({ appId, ...(sdkUrl && { url: sdkUrl }) }).catch(showFailure);
if (sdk) {
  setConnectable(true);
  connect.addEventListener("click", signUp);
}

function setConnectable(isConnectable) {
  connect.disabled = !isConnectable;
}

async function signUp() {
  hideProblem();
  hideAccount();
  setConnectable(false);
  showStep("sign-up", "working", "Go on in the window of Facebook.");
  try {
    const signup = await launchEmbeddedSignup({ sdk, configId });
    showStep("sign-up", "done", "Signed up.");
    await onboard("/signup", signup); // at once: the code lives 30 seconds
  } catch (error) {
    showFailure(error);
  }
}

async function onboard(path, body) {
  hideProblem();
  showStep("number", "working", "Checking, and asking for contacts and history.");
  const { id, phoneNumberId, help } = await post(path, body);
  if (phoneNumberId) {
    events?.close();
    events = watch(`/numbers/${phoneNumberId}/events`, { onDisconnected: () => setConnectable(true) });
  }
  if (help === undefined) return showConnected();
  setConnectable(help.next === "sign_up");
  showHelp(help, (settlement) => onboard(`/signup/${id}`, settlement).catch(showFailure));
}

// A sign-up that the business left, or that failed, can begin again.
function showFailure(error) {
  showStep("sign-up", "waiting", "Facebook opens in a window of its own.");
  const isCancelled = error.code === "signup_cancelled";
  const title = isCancelled ? "You left the sign-up." : "The sign-up did not work.";
  showProblem({
    title,
    fixes: [isCancelled ? "You can begin again at any time." : (error.errorMessage ?? error.message)],
  });
  setConnectable(true);
}
