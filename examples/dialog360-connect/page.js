import { defineConnectButton } from "whatsapp-coexistence/signup";
import { hideProblem, post, showConnected, showHelp, showProblem, showStep, watch } from "../onboarding-page/steps.js";

const { standIn } = await (await fetch("/settings")).json();
if (standIn) await import(standIn);

let events; // what the page listens to, once there is a number

const button = document.querySelector("whatsapp-connect-button");
button.createLink = () => {
  hideProblem();
  showStep("sign-up", "working", "Go on in the window of 360dialog.");
  return post("/signup/link");
};
button.addEventListener("connect", ({ detail }) => connect(detail));
button.addEventListener("cancel", () => showBeginAgain("You closed the window.", "You can begin again at any time."));
button.addEventListener("error", ({ detail }) => {
  const isBlocked = detail.reason === "popup_blocked";
  const fix = isBlocked ? "Allow this page to open windows, then begin again." : "Please begin again in a minute.";
  showBeginAgain("The sign-up could not begin.", fix);
});
defineConnectButton();

// The way back without a second window.
const returned = sessionStorage.getItem("result");
sessionStorage.removeItem("result");
if (returned) await connect(JSON.parse(returned));

async function connect(result) {
  hideProblem();
  if (result.channels.length === 0) return showBeginAgain("No number was shared.", "Begin again, and choose one.");
  try {
    const { channelId, toConfirm, help } = await post("/signup/result", result);
    if (toConfirm) return confirm(result, toConfirm);
    if (help) return showBeginAgain(help.title, ...help.fixes);
    showStep("sign-up", "done", "Signed up.");
    events?.close();
    events = watch(`/channels/${channelId}/events`, {
      onOnboarding: (onboarding) => showOnboarding(onboarding, channelId),
    });
  } catch (error) {
    showBeginAgain("The sign-up did not work.", error.message);
  }
}

function confirm(result, endings) {
  const label = "Yes, connect it";
  showProblem({
    title: `Did you choose the number that ends in ${endings.join(", ")}?`,
    fixes: ["360dialog did not say to which sign-up its answer belongs."],
    actions: [{ label, run: () => connect({ ...result, isConfirmed: true }) }],
  });
}

function showOnboarding({ state, help }, channelId) {
  if (state === "working") showStep("number", "working", "Checking, and asking for contacts and history.");
  if (state === "done") {
    hideProblem();
    showConnected();
  }
  if (help?.next === "wait") showStep("number", "working", help.fixes.join(" "));
  else if (help) showHelp(help, (settlement) => post(`/channels/${channelId}`, settlement).then(hideProblem));
}

function showBeginAgain(title, ...fixes) {
  showStep("sign-up", "waiting", "360dialog opens in a window of its own.");
  showProblem({ title, fixes });
}
