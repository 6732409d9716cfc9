// Shows an onboarding: its steps, what arrives, and what to do when something fails.

const byId = (id) => document.getElementById(id);
const steps = [...document.querySelectorAll(".steps li")].map(({ id, innerHTML }) => ({ id, innerHTML }));

/** Shows how far a step is: `waiting`, `working`, `done` or `failed`. What a screen reader says is the text. */
export function showStep(id, state, text) {
  byId(id).dataset.state = state;
  byId(id).querySelector("p").textContent = text;
}

/** Shows all steps as they were in the beginning. */
export function resetSteps() {
  for (const { id, innerHTML } of steps) {
    byId(id).innerHTML = innerHTML;
    byId(id).dataset.state = "waiting";
  }
}

/** Sends JSON to the server and hands back its answer. */
export async function post(path, body = {}) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}

/** Shows a problem, what to do about it, and buttons that do it. */
export function showProblem({ title, fixes = [], actions = [] }) {
  const buttons = element("div", "", "actions");
  for (const { label, run } of actions) {
    const button = element("button", label, "quiet");
    button.type = "button";
    button.addEventListener("click", run);
    buttons.append(button);
  }
  const texts = fixes.map((fix) => element("p", fix));
  byId("problem").replaceChildren(element("h2", title), ...texts, ...(actions.length > 0 ? [buttons] : []));
  byId("problem").hidden = false;
}

export function hideProblem() {
  byId("problem").hidden = true;
}

export function hideAccount() {
  byId("account").hidden = true;
}

/** Shows what arrives, as it arrives, and hands over how far the onboarding is, and when it is over. */
export function watch(path, { onOnboarding = () => {}, onDisconnected = () => {} }) {
  const events = new EventSource(path);
  events.addEventListener("message", ({ data }) => {
    const { onboarding, ...inbox } = JSON.parse(data);
    if (onboarding) onOnboarding(onboarding);
    showInbox(inbox);
    if (!inbox.account?.actions.includes("forget_access_token")) return;
    events.close();
    resetSteps();
    onDisconnected();
  });
  return events;
}

function showInbox({ contacts, history, phone, latest, account }) {
  if (contacts > 0) showStep("contacts", "done", `${contacts} contacts`);
  showHistory(history);
  const total = phone.sent + phone.received;
  if (total > 0) showStep("phone", "done", `${phone.sent} sent from the phone, ${phone.received} received`);
  byId("latest").replaceChildren(...latest.map((line) => element("li", line)));
  byId("latest").parentElement.hidden = latest.length === 0;
  showAccount(account);
}

/** Says that the number is connected, and that the rest arrives by itself. */
export function showConnected() {
  const expect = (id, text) => {
    if (byId(id).dataset.state === "waiting") showStep(id, "working", text);
  };
  showStep("number", "done", "Connected.");
  expect("contacts", "Requested. They arrive within minutes.");
  expect("history", "Requested. It arrives within minutes, and later for many chats.");
}

/** Says what to do about a failure. `goOn` asks the server to go on with the saved state. */
export function showHelp({ title, fixes, next }, goOn) {
  const actions = {
    continue: [{ label: "Try again", run: () => goOn({}) }],
    settle: [
      { label: "Its data arrive: go on", run: () => goOn({ settlement: "done" }) },
      { label: "Nothing arrived: ask once more", run: () => goOn({ settlement: "repeat" }) },
    ],
  };
  showStep("number", "failed", "Not connected yet.");
  showProblem({ title, fixes, actions: actions[next] });
}

function showHistory({ messages, progress, declined }) {
  const bar = byId("progress");
  bar.hidden = messages === 0;
  bar.value = progress;
  if (declined) showStep("history", "done", "The business keeps its history to itself.");
  else if (messages > 0) {
    showStep("history", progress === 100 ? "done" : "working", `${messages} messages, ${progress} %`);
  }
}

// What the business itself can do. The other actions are the server's.
const advice = {
  wait_for_reconnection: "You can wait for it.",
  ask_to_relink_devices: "Please link your other devices in the app again.",
  ask_to_sign_up_again: "You can sign up again at any time.",
  ask_to_return_to_business_app: "Register the number in the WhatsApp Business app, then sign up again.",
  ask_to_sign_up_new_number: "Please sign up with your new number.",
};

function showAccount(account) {
  byId("account").hidden = account === undefined;
  if (account === undefined) return;
  const title = account.canUseApi ? "Your number is connected." : "Your number is not connected.";
  const texts = [account.explanation, ...account.actions.map((action) => advice[action]).filter(Boolean)];
  byId("account").replaceChildren(element("h2", title), element("p", texts.join(" ")));
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}
