/** What the arguments of the library's functions are called on the command line. */
export const argumentNames: Readonly<Record<string, string>> = {
  phoneNumber: "The number",
  region: "--region",
  appVersion: "--app-version",
  inUseSince: "--in-use-since",
  on: "--on",
  overrides: "--answer or --leave-out",
  url: "The address behind --probe",
  appSecret: "APP_SECRET",
  platformSecret: "PLATFORM_SECRET",
  webhookHeaders: "WEBHOOK_TOKEN",
  verifyToken: "VERIFY_TOKEN",
};
