/** What to do about answers that take too long. */
export const answerSoon = "Answer as soon as the webhook is stored, and work on it after that.";
