import { html } from "hono/html";
import type { Problem } from "./problem.ts";

/** A piece of a page. What was put into it is escaped. */
export type Html = ReturnType<typeof html>;

/** A field, with what it is for. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

/** A field for a line of text. */
export interface TextField extends Field {
  readonly type: "tel" | "text" | "date";
  readonly isRequired?: boolean;
  readonly autocomplete?: "tel";
}

/** A field to choose in, with its values and what they are called. Before one is chosen, it is `""` or the first. */
export interface Choice extends Field {
  readonly options: Readonly<Record<string, string>>;
}

/** The answers to a question. */
export const yesOrNo: Choice["options"] = { yes: "Yes", no: "No", "": "Not known" };

/** Makes a field for a line of text, with what is wrong with it. */
export function textField({ name, label, hint, ...field }: TextField, form: URLSearchParams, problem?: Problem): Html {
  const isWrong = problem?.field === name;
  const notes = [...(hint === undefined ? [] : [`${name}-hint`]), ...(isWrong ? [`${name}-problem`] : [])];
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}" name="${name}" type="${field.type}" value="${form.get(name) ?? ""}"
      autocomplete="${field.autocomplete ?? "off"}" ${field.isRequired && "required"}
      ${notes.length > 0 && html`aria-describedby="${notes.join(" ")}"`} ${isWrong && html`aria-invalid="true" autofocus`}
    />
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${isWrong && html`<p class="wrong" id="${name}-problem">${problem.text}</p>`}
  </div>`;
}

/** Makes a field to choose in. It belongs to the form `facts`, wherever it stands. */
export function choice({ name, label, hint, options }: Choice, form: URLSearchParams): Html {
  const values = Object.keys(options);
  const chosen = values.find((value) => value === (form.get(name) ?? "")) ?? values[0];
  return html`<fieldset class="field" id="${name}">
    <legend>${label}</legend>
    <div class="options">
      ${Object.entries(options).map(
        ([value, text]) => html`<label>
          <input type="radio" form="facts" name="${name}" value="${value}" ${value === chosen && "checked"} />
          ${text}
        </label>`,
      )}
    </div>
    ${hint !== undefined && html`<p class="hint">${hint}</p>`}
  </fieldset>`;
}
