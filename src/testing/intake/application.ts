/** What a listener of the kit throws: an application's own error, and none of this package. */
export function failure(message = "The CRM is away."): Error {
  return new Error(message);
}
