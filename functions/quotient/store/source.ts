/**
 * Where a family's quotient can be asked for, with its consent.
 *
 *     pk FAMILY#code, sk QUOTIENTSOURCE
 *     fund, number       its file at the CAF or the MSA; gone once the consent is withdrawn
 *     identity           whom API Particulier is asked about; gone with it
 *     consents           given and withdrawn, with the text's version, who and when, latest last: these stay
 *     asking, asked      an asking under way, since when; how the last one ended
 *     version            grows with each change of what the family says
 *
 *     pk PORTAL, sk APIPARTICULIER#PAUSE      until when the State's service wants to be left alone
 *     pk PORTAL, sk APIPARTICULIER#<second>   askings of one second, all families together
 */
import * as z from "zod/mini";
import { epochSeconds, instantOf } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { put, update } from "../../table/write.ts";
import {
  askOutcomes,
  funds,
  type AskedIdentity,
  type AskOutcome,
  type ConsentAct,
  type Fund,
} from "../rules/source.ts";

export interface QuotientSource {
  readonly fund?: Fund | undefined;
  readonly number?: string | undefined;
  readonly identity?: AskedIdentity | undefined;
  readonly consents: readonly ConsentAct[];
  readonly asked?: { readonly at: Instant; readonly outcome: AskOutcome } | undefined;
  readonly version: number;
}

const sourceRecord = lazily(() =>
  z.object({
    fund: z.optional(z.enum(funds)),
    number: z.optional(z.string()),
    identity: z.optional(
      z.object({
        birthName: z.string(),
        firstNames: z.array(z.string()),
        birthDate: branded("PlainDate"),
        sex: z.enum(["F", "M"]),
        birthPlace: z.string(),
      }),
    ),
    consents: z.array(
      z.object({
        what: z.enum(["given", "withdrawn"]),
        text: z.string(),
        at: branded("Instant"),
        by: branded("Login"),
        byName: z.string(),
        reason: z.optional(z.string()),
      }),
    ),
    asked: z.optional(z.object({ at: branded("Instant"), outcome: z.enum(askOutcomes) })),
    version: z.int(),
  }),
);

const none: QuotientSource = { consents: [], version: 0 };

export async function readSource(table: Table, code: FamilyCode): Promise<QuotientSource> {
  const item = await readRecord(table, keys.quotientSource(code));
  return item ? z.parse(sourceRecord(), item) : none;
}

/** Consents kept of one family: more is somebody's game. */
export const mostConsents = 100;

type Said = Pick<QuotientSource, "fund" | "number" | "identity">;

/**
 * Writes what the family says, with its act of consent, if nobody has written since. What is not said goes: that is how
 * a withdrawal forgets. False: somebody has.
 */
export async function saySource(
  table: Table,
  code: FamilyCode,
  { fund, number, identity }: Said,
  act: ConsentAct,
  seen: number,
): Promise<boolean> {
  const said = Object.entries({ fund, number, identity });
  const kept = said.filter(([, value]) => value !== undefined);
  const gone = said.filter(([, value]) => value === undefined);
  const { written } = await update(table, {
    Key: keys.quotientSource(code),
    UpdateExpression: [
      "SET #entity = :entity, #version = :next, consents = list_append(if_not_exists(consents, :none), :act)",
      ...kept.map(([name]) => `, #${name} = :${name}`),
      // Whoever says something else may ask at once.
      ` REMOVE asked, asking${gone.map(([name]) => `, #${name}`).join("")}`,
    ].join(""),
    ConditionExpression: seen === 0 ? "attribute_not_exists(pk)" : "#version = :seen",
    ExpressionAttributeNames: {
      "#entity": "entity",
      "#version": "version",
      ...Object.fromEntries(said.map(([name]) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ":entity": "quotientSource" satisfies Entity,
      ":next": seen + 1,
      ":none": [],
      ":act": [act],
      ...(seen === 0 ? {} : { ":seen": seen }),
      ...Object.fromEntries(kept.map(([name, value]) => [`:${name}`, value])),
    },
  });
  return written;
}

/** Seconds after which an asking that never ended is thought dead. */
const longestAsking = 60;

/** Takes the right to ask now, for what the family said in that version; false: an asking is under way, or it says something else by now. */
export async function beginAsking(table: Table, code: FamilyCode, version: number, now: Instant): Promise<boolean> {
  const { written } = await update(table, {
    Key: keys.quotientSource(code),
    UpdateExpression: "SET asking = :now",
    ConditionExpression: "#version = :version AND (attribute_not_exists(asking) OR asking < :dead)",
    ExpressionAttributeNames: { "#version": "version" },
    ExpressionAttributeValues: {
      ":now": now,
      ":version": version,
      ":dead": instantOf(Date.parse(now) - longestAsking * 1000),
    },
  });
  return written;
}

/** Keeps how it ended; nothing when the family has withdrawn, or said something else, meanwhile. */
export async function endAsking(
  table: Table,
  code: FamilyCode,
  version: number,
  asked: NonNullable<QuotientSource["asked"]>,
): Promise<void> {
  await update(table, {
    Key: keys.quotientSource(code),
    UpdateExpression: "SET asked = :asked REMOVE asking",
    ConditionExpression: "#version = :version",
    ExpressionAttributeNames: { "#version": "version" },
    ExpressionAttributeValues: { ":asked": asked, ":version": version },
  });
}

/** Askings of a second: the State allows twenty. */
const mostASecond = 15;

/** Takes one call of this second; false: there are no more, or the service wants to be left alone. */
export async function takeCall(table: Table, now: Instant): Promise<boolean> {
  const item = await readRecord(table, keys.apiParticulier("PAUSE"));
  const until = item ? z.parse(z.object({ until: branded("Instant") }), item).until : null;
  if (until !== null && until > now) return false;
  const { written } = await update(table, {
    Key: keys.apiParticulier(now),
    UpdateExpression: "SET #entity = :entity, expiresAt = :end ADD #count :one",
    ConditionExpression: "attribute_not_exists(#count) OR #count < :most",
    ExpressionAttributeNames: { "#entity": "entity", "#count": "count" },
    ExpressionAttributeValues: {
      ":entity": "apiPace" satisfies Entity,
      ":one": 1,
      ":most": mostASecond,
      ":end": epochSeconds(now) + 3600,
    },
  });
  return written;
}

/** Leaves the service alone until then, whoever asks: ignoring its wish has the town shut out for half a day. */
export async function pauseCalls(table: Table, until: Instant): Promise<void> {
  await put(table, {
    Item: { ...keys.apiParticulier("PAUSE"), entity: "apiPace", until, expiresAt: epochSeconds(until) + 3600 },
    ConditionExpression: "attribute_not_exists(pk) OR #until < :until",
    ExpressionAttributeNames: { "#until": "until" },
    ExpressionAttributeValues: { ":until": until },
  });
}
