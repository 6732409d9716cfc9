// Loaded into a process before an example, so that what it does with an echo fails, as a database does: with the row that it
// did not take in the text of its error.
class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

const { log } = console;
console.log = (...line) => {
  if (line[0] === "echo") throw new DatabaseError('The row is too long: "Until six."');
  log(...line);
};
