export { Dispatcher, type ErrorListener, type Listener, type Unsubscribe } from "./dispatcher.ts";
