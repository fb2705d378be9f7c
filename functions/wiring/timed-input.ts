/**
 * What entries/end-offers.ts is called with by one-time schedules. Who puts a schedule and who reads it, days later, agree
 * here.
 */
import * as z from "zod/mini";
import { lazily } from "../kernel/lazily.ts";
import { branded } from "../kernel/id-schemas.ts";
import { wordKinds } from "../approval/follow/tell-word.ts";
import { storedNames } from "../table/stored-names.ts";

const siteDay = lazily(() => z.object({ siteId: branded("SiteId"), date: branded("PlainDate") }));
const offerMade = lazily(() =>
  z.object({
    familyCode: branded("FamilyCode"),
    childId: branded("ChildId"),
    date: branded("PlainDate"),
    activityId: branded("ActivityId"),
    unitId: branded("UnitId"),
    siteId: branded("SiteId"),
    generation: z.int(),
    until: branded("Instant"),
  }),
);
const officeAct = lazily(() => z.object({ familyCode: branded("FamilyCode"), requestToken: z.string() }));
const basket = lazily(() => z.object({ familyCode: branded("FamilyCode"), idempotencyKey: branded("IdempotencyKey") }));

const quotientWarning = lazily(() =>
  z.object({ familyCode: branded("FamilyCode"), quotientUntil: branded("PlainDate"), days: z.int() }),
);

const wordToTell = lazily(() =>
  z.object({ familyCode: branded("FamilyCode"), word: z.enum(wordKinds), reference: z.string(), said: z.string() }),
);
/** The same of a request, from before other things were told so. */
const decisionToTell = lazily(() =>
  z.object({ familyCode: branded("FamilyCode"), requestId: branded("RequestId"), requestVersion: z.int() }),
);

const changesToTell = lazily(() =>
  z.object({
    familyCode: branded("FamilyCode"),
    childId: branded("ChildId"),
    changedIn: z.string(),
    byOffice: z.boolean(),
  }),
);

const childStayToEnd = lazily(() => z.object({ familyCode: branded("FamilyCode"), leavingChild: branded("ChildId") }));

const stayToEnd = lazily(() => z.object({ familyCode: branded("FamilyCode"), leavingGuardian: branded("GuardianId") }));

/**
 * An offer whose end has come, an act of the office or a family's basket that must be over, a quotient about to end, a decision
 * that can no longer be taken back, changes of a child's file that an hour has gathered, an adult or a child whose departure has come, or a day whose waiting list is to be walked.
 */
const timedInput = lazily(() =>
  z.union([
    offerMade(),
    officeAct(),
    basket(),
    quotientWarning(),
    wordToTell(),
    decisionToTell(),
    changesToTell(),
    stayToEnd(),
    childStayToEnd(),
    siteDay(),
  ]),
);
export type TimedInput = z.infer<ReturnType<typeof timedInput>>;

/** A schedule waits for days: one that was put before the code found better names calls with the old ones. */
const namesBefore = storedNames({ generation: "turn", requestToken: "mark" });

/** Reads the input of a call; throws when it is none. */
export const readTimedInput = (event: unknown): TimedInput => z.parse(timedInput(), namesBefore.read(event));
