export { makeObserver } from "./make-observer.ts";
export type {
  Answered,
  Backlog,
  Delivered,
  Failed,
  GivenUp,
  Observation,
  Observer,
  Repeated,
} from "./observation.ts";
