/**
 * Configuration from the environment, parsed once at start: a missing or malformed setting stops the function with its
 * name.
 *
 * Each schema is made when its setting is read: a function reads a few of them, and making the others would delay its
 * start.
 */
import * as z from "zod/mini";
import { payfipModes } from "../kernel/payfip-modes.ts";
import { townForFunctionsSchema } from "../kernel/town-for-functions.ts";
import type { Setting } from "../manifest.ts";

/** `Timers` of the schedule kit. */
const oneTimeSchedulesSchema = () =>
  z.object({
    group: z.string().check(z.minLength(1)),
    /** By name of the function that is called. */
    targets: z.record(z.string(), z.object({ arn: z.string(), roleArn: z.string(), deadLettersArn: z.string() })),
  });

/** Whoever asks the State for quotients: where, in whose name, by which secret. */
const apiParticulierSchema = () =>
  z.object({
    endpoint: z.url(),
    recipient: z.string().check(z.regex(/^[0-9]{14}$/)),
    secretId: z.string().check(z.minLength(1)),
  });

/** Whoever asks the treasury. */
const payfipSchema = () => z.object({ endpoint: z.url(), mode: z.enum(payfipModes) });

const schemas = {
  TABLE_NAME: () => z.string().check(z.minLength(3)),
  USER_POOL_ID: () => z.string().check(z.regex(/^[a-z0-9-]+_[A-Za-z0-9]+$/)),
  USER_POOL_CLIENT_ID: () => z.string().check(z.minLength(1)),
  MAIL_SENDER: () => z.string(),
  MAIL_CONFIGURATION_SET: () => z.string(),
  FILES_BUCKET: () => z.string().check(z.minLength(3)),
  PORTAL_SECRET_ID: () => z.string().check(z.minLength(1)),
  USER_POOL_CLIENT_SECRET_ID: () => z.string().check(z.minLength(1)),
  TOWN: () =>
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text): unknown => JSON.parse(text)),
      ),
      townForFunctionsSchema,
    ),
  API_PARTICULIER: () =>
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text): unknown => (text === "" ? null : JSON.parse(text))),
      ),
      z.nullable(apiParticulierSchema()),
    ),
  PAYFIP: () =>
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text): unknown => (text === "" ? null : JSON.parse(text))),
      ),
      z.nullable(payfipSchema()),
    ),
  ONE_TIME_SCHEDULES: () =>
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text): unknown => JSON.parse(text)),
      ),
      oneTimeSchedulesSchema(),
    ),
} as const satisfies Record<Setting, () => z.ZodMiniType>;

type Values = { readonly [S in Setting]: z.output<ReturnType<(typeof schemas)[S]>> };

/** Reads the named settings. Throws an Error that names the setting, never its value. */
export function readSetting<S extends Setting>(
  name: S,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Values[S] {
  const parsed = z.safeParse(schemas[name](), environment[name]);
  if (!parsed.success)
    throw new Error(
      `Setting ${name} is missing or malformed: ${parsed.error.issues.map(({ path, message }) => [...path, message].join(" ")).join("; ")}`,
    );
  return parsed.data as Values[S];
}
