/**
 * The sign-up of a business: Meta's Embedded Signup in the browser, and 360dialog's Integrated Onboarding.
 *
 * @module
 */

// Errors
export { CoexistenceError, type CoexistenceErrorCode, InvalidInputError, isCoexistenceError } from "../errors/index.ts";
