// What an application's bundle grows by, minified and compressed. The check bundles for the browser, so a `node:` import
// that slips into one of these entry points fails it as well.
const dependencies = ["zod", "eventemitter3"];

export default [
  { name: "root, own code", path: "dist/index.js", ignore: dependencies, limit: "20 kB" },
  { name: "root, verify only", path: "dist/index.js", import: "{ verify }", limit: "3 kB" },
  { name: "client, own code", path: "dist/client.js", ignore: [...dependencies, "ky"], limit: "22 kB" },
  { name: "client with zod and ky", path: "dist/client.js", limit: "50 kB" },
  { name: "signup", path: "dist/signup.js", limit: "5 kB" },
  { name: "hono mount, own code", path: "dist/hono.js", ignore: dependencies, limit: "20 kB" },
  { name: "schemas, own code", path: "dist/schemas.js", ignore: dependencies, limit: "10 kB" },
];
