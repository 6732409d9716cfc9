export { isSamePhoneNumber, phoneNumberVariants } from "./variants.ts";
