export { CoexistenceError, type CoexistenceErrorCode, isCoexistenceError } from "./coexistence-error.ts";
export { ListenerError, type ListenerFailure } from "./listener-error.ts";
