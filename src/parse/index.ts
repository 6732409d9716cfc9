export { type ParseOptions, type ParseResult, parseWebhook, safeParseWebhook } from "./parse-webhook.ts";
