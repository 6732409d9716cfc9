export { CoexistenceError, type CoexistenceErrorCode, isCoexistenceError } from "./coexistence-error.ts";
export { EventGivenUpError, isEventGivenUpError } from "./event-given-up-error.ts";
export { IntakeError } from "./intake-error.ts";
export { InvalidInputError } from "./invalid-input-error.ts";
export { isListenerError, ListenerError, type ListenerFailure } from "./listener-error.ts";
export { ObserverError } from "./observer-error.ts";
