import { finishIntegratedOnboarding } from "whatsapp-coexistence/signup";

const say = (text) => {
  document.querySelector("[role=status]").textContent = text;
};

try {
  // Hands the result to the page with the button, and closes this window.
  const result = finishIntegratedOnboarding();
  if (result === undefined) say("This page is only for the way back from 360dialog.");
  else if (window.opener === null) {
    // Some browsers and headers cut the two windows apart. Then the result goes on in this one.
    sessionStorage.setItem("result", JSON.stringify(result));
    location.replace("/");
  }
} catch {
  say("The answer of 360dialog cannot be read. Please close this window and begin again.");
}
