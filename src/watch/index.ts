export { type ExpectedSync, type SyncListener, Watch } from "./watch.ts";
