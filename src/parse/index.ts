export { type ParseOptions, type ParseResult, parseWebhook, safeParseWebhook } from "./parse-webhook.ts";
export { isSamePhoneNumber, phoneNumberVariants } from "./phone-number.ts";
