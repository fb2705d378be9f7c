/**
 * What was asked could not be done now, and nothing is known to be wrong: the same again can succeed. A caller over HTTP
 * is asked to come back in some seconds, a record of the stream comes again.
 */
export class Busy extends Error {
  override readonly name = "Busy";
}
