/** What the arguments of the library's function are called on the command line. */
export const argumentNames: Readonly<Record<string, string>> = {
  url: "The address",
  "scenario.history": "--history",
  "scenario.customers": "--customers",
  "scenario.seed": "--seed",
  numbers: "--numbers",
  chaos: "--chaos",
  speed: "--speed",
  appSecret: "APP_SECRET",
  platformSecret: "PLATFORM_SECRET",
  webhookHeaders: "WEBHOOK_TOKEN",
  verifyToken: "VERIFY_TOKEN",
};
