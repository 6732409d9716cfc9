import { html } from "hono/html";
import { defaultEligibilityPolicy, ownerBriefing } from "whatsapp-coexistence";
import { choice, type Html, textField, yesOrNo } from "./fields.ts";
import type { Judgement, Row } from "./judge.ts";
import type { Problem } from "./problem.ts";
import { conclude, evidence, list, nameCountry, routes, verdicts } from "./words.ts";

/** What stands on the page. */
export interface Content {
  /** What was entered. */
  readonly form: URLSearchParams;
  readonly judgement?: Judgement | undefined;
  readonly problem?: Problem | undefined;
}

/** Makes the page. */
export function page({ form, judgement, problem }: Content): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${problem === undefined ? "" : "Please correct: "}Can this number come over?</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page.css" />
    <link rel="stylesheet" href="/eligibility.css" />
  </head>
  <body>
    <main>
      <h1>Can this number come over?</h1>
      <p>
        For a number that is in use in the WhatsApp Business app, and is to work in our software as well. What you enter
        is not kept.
      </p>
      ${facts({ form, judgement, problem })}
      ${judgement !== undefined && outcome(judgement, form)}
    </main>
  </body>
</html>`;
}

function facts({ form, judgement, problem }: Content): Html {
  const shared = judgement?.number.possibleRegions ?? [];
  const asksForRegion = problem?.asksForRegion || shared.length > 1 || Boolean(form.get("region"));
  const among = list(shared.map((region) => `${region} (${nameCountry(region)})`));
  return html`<form id="facts" method="post" action="/#verdict">
    ${textField(
      {
        name: "phoneNumber",
        label: "Phone number",
        hint: "With + and the calling code of its country.",
        type: "tel",
        autocomplete: "tel",
        isRequired: true,
      },
      form,
      problem,
    )}
    ${
      asksForRegion &&
      textField(
        {
          name: "region",
          label: "Country of the number",
          hint: shared.length > 1 ? `Several share such numbers: ${among}.` : "Two letters, such as DE for Germany.",
          type: "text",
        },
        form,
        problem,
      )
    }
    ${choice({ name: "route", label: "Comes over through", options: routes }, form)}
    ${textField(
      {
        name: "appVersion",
        label: "Version of the app",
        hint: `Such as ${defaultEligibilityPolicy.minimumAppVersion}. In the WhatsApp Business app: Settings > Help.`,
        type: "text",
      },
      form,
    )}
    ${textField({ name: "inUseSince", label: "In use in the app since", type: "date" }, form, problem)}
    ${choice({ name: "hasBusinessPortfolio", label: "Has a Meta business portfolio", options: yesOrNo }, form)}
    <button>Check</button>
  </form>`;
}

function outcome(judgement: Judgement, form: URLSearchParams): Html {
  const { verdict, route, rows } = judgement;
  const counts = ({ decisive, verdict }: Row) => decisive || verdict === "ineligible";
  const others = rows.filter((row) => !counts(row));
  return html`<section class="notice" id="verdict" data-verdict="${verdict}" tabindex="-1" aria-labelledby="conclusion">
      <h2 id="conclusion">${conclude(judgement)}</h2>
      <p>${describeNumber(judgement)} This is advice: whether a number comes over is decided by Meta in the sign-up.</p>
    </section>
    <table>
      <caption>What was checked</caption>
      <thead>
        <tr><th scope="col">Requirement</th><th scope="col">Verdict</th><th scope="col">Reason</th><th scope="col">What to do</th></tr>
      </thead>
      <tbody>${rows.filter(counts).map((row) => tableRow(row, form))}</tbody>
      ${
        others.length > 0 &&
        html`<tbody>
          <tr class="across"><th scope="rowgroup" colspan="4">The verdict does not wait for these. Ask before the sign-up.</th></tr>
          ${others.map((row) => tableRow(row, form))}
        </tbody>`
      }
    </table>
    <p class="actions">
      <button form="facts">Check again</button>
      <a href="/">Check another number</a>
    </p>
    <section>
      <h2>Before you agree</h2>
      <p>What the owner of the number should know, when it comes over through ${routes[route]}.</p>
      <ul class="briefing">${ownerBriefing(route).map(({ text }) => html`<li>${text}</li>`)}</ul>
    </section>`;
}

function describeNumber({ number: { region, possibleRegions }, route }: Judgement): Html {
  if (region === undefined) return html`Judged as a number of no country, through ${routes[route]}.`;
  const others = possibleRegions.slice(1).map(nameCountry);
  return html`Judged as a number of ${nameCountry(region)}, through ${routes[route]}.
    ${others.length > 0 && html`Such numbers are shared with ${list(others)}: <a href="#region">name the country</a> if you know it.`}`;
}

function tableRow(row: Row, form: URLSearchParams): Html {
  return html`<tr>
    <th scope="row">${row.title}</th>
    <td><span class="verdict" data-verdict="${row.verdict}">${verdicts[row.verdict]}</span></td>
    <td>${row.reason} <small>${origin(row)}</small></td>
    <td>${whatToDo(row, form)}</td>
  </tr>`;
}

function whatToDo({ verdict, question = "", fix, field }: Row, form: URLSearchParams): (Html | false)[] {
  return [
    field !== undefined &&
      (field.isYesOrNo
        ? choice({ name: field.name, label: question, options: yesOrNo }, form)
        : html`<a href="#${field.name}">${question}</a>`),
    fix !== undefined && verdict !== "eligible" && html`<p>${fix}</p>`,
  ];
}

/** How well the fact is known, since when, and from where. */
function origin({ url, asOf, evidence: known }: Row): Html {
  const text = `${evidence[known]}, ${asOf}`;
  return url === undefined ? html`${text}` : html`<a href="${url}" rel="noreferrer">${text}</a>`;
}
