// What an application's bundle grows by, minified and compressed. The check bundles for the browser, so a `node:` import
// that slips into one of these entry points fails it as well.
const dependencies = ["zod", "eventemitter3"];
const phoneNumbers = "libphonenumber-js"; // its data; of its code, the part that is used is in the build

export default [
  { name: "root, everything", path: "dist/index.js", ignore: [...dependencies, phoneNumbers], limit: "47 kB" },
  {
    name: "root, receive",
    path: "dist/index.js",
    import: "{ createCoexistence }",
    ignore: dependencies,
    limit: "22 kB",
  },
  { name: "root, verify only", path: "dist/index.js", import: "{ verify }", limit: "3 kB" },
  { name: "root, eligibility with its data", path: "dist/index.js", import: "{ checkEligibility }", limit: "60 kB" },
  { name: "root, briefing", path: "dist/index.js", import: "{ ownerBriefing }", limit: "10 kB" },
  { name: "root, probe", path: "dist/index.js", import: "{ probeWebhook }", ignore: dependencies, limit: "12 kB" },
  { name: "client, own code", path: "dist/client.js", ignore: [...dependencies, "ky"], limit: "28 kB" },
  { name: "client with zod and ky", path: "dist/client.js", limit: "55 kB" },
  { name: "signup", path: "dist/signup.js", limit: "5 kB" },
  { name: "hono mount, own code", path: "dist/hono.js", ignore: dependencies, limit: "20 kB" },
  { name: "schemas, own code", path: "dist/schemas.js", ignore: dependencies, limit: "10 kB" },
];
