/** A page of the emulator, to look at: with one heading, and whatever stands below it. */
export function htmlPage(title: string, heading: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${escapeHtml(title)}</title>
    <style>
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 32rem; padding: 0 1rem; }
      button, a { display: block; margin: 0 0 0.75rem; padding: 0.6rem 1rem; font: inherit; }
    </style>
  </head>
  <body>
    <h1>${escapeHtml(heading)}</h1>
    ${body}
  </body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON that cannot end the script it stands in. */
export function escapeScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
