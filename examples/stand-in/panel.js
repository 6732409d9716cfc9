// Shows what the stand-in can do, below the page it was loaded into.

const panel = new URL("panel", import.meta.url).href;
const { scenarios, actions } = await (await fetch(panel)).json();
const tell = (name, value) => fetch(`${panel}?${new URLSearchParams({ [name]: value })}`, { method: "POST" });

const aside = document.createElement("aside");
aside.className = "stand-in";
aside.setAttribute("aria-labelledby", "stand-in-title");
aside.innerHTML = `<h2 id="stand-in-title">Stand-in: nothing here leaves this machine</h2>
<label for="scenario">The next sign-up</label>
<select id="scenario"></select>
<h3 id="what-happens">What happens next</h3>
<div class="actions" role="group" aria-labelledby="what-happens"></div>`;

const select = aside.querySelector("select");
for (const [value, label] of Object.entries(scenarios)) select.add(new Option(label, value));
select.addEventListener("change", () => tell("scenario", select.value));

for (const label of actions) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = label;
  button.addEventListener("click", () => tell("action", label));
  aside.querySelector(".actions").append(button);
}
document.body.append(aside);
