/** What to do about a body limit. */
export const bodyLimits =
  "Allow bodies of 4 MB. Mount the webhook before express.json(), which stops at 100 kB, or raise its limit; look at the limits of the proxy before it as well.";
