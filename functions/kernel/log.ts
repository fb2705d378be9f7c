/**
 * The log: one line of JSON each, for machines. Codes are stable and name what happened; fields never carry personal
 * data.
 *
 * Lambda writes the line: with its JSON log format (infra/function.ts) it adds time, level and request id to what
 * `console` is given, and unfolds errors. A logging library would do the same work again: Powertools' is 21 kB and 5 to
 * 12 ms of every cold start.
 */
export type Fields = Readonly<Record<string, unknown>>;

export type Write = (code: string, fields?: Fields) => void;

export interface Log {
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

export const log: Log = {
  info: (code, fields) => {
    console.info({ code, ...fields });
  },
  warn: (code, fields) => {
    console.warn({ code, ...fields });
  },
  error: (code, fields) => {
    console.error({ code, ...fields });
  },
};
