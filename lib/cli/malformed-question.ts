/** A line that is no question, with what is wrong with it. */
export class MalformedQuestion extends Error {
  override readonly name = 'MalformedQuestion';
}
