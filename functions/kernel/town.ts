/**
 * The town's configuration: one file, `town.json`, read at deploy (and at start, locally). Nothing in the code names a
 * town.
 *
 * The site serves it whole at `/town.json`, and without its long texts at `/town-on-pages.json`; functions receive `TownForFunctions` (town-for-functions.ts) in their
 * environment.
 */
import * as z from "zod/mini";
import { payfipModes } from "./payfip-modes.ts";
import {
  monthDay,
  quotientHints,
  quotientKinds,
  quotientValidity,
  schoolZone,
  timeZone,
  type TownForFunctions,
} from "./town-for-functions.ts";

const text = (most: number) =>
  z
    .string()
    .check(z.trim(), z.minLength(1, "Ce champ est obligatoire."), z.maxLength(most, `${most} caractères au plus.`));
const colour = z.string().check(z.regex(/^#[0-9a-f]{6}$/, "Une couleur s’écrit #rrggbb, en minuscules."));
const clock = z.string().check(z.regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, "Une heure s’écrit hh:mm."));
const span = z.strictObject({ from: clock, to: clock });
const openingDay = z.strictObject({ morning: z.nullable(span), afternoon: z.nullable(span) });

export const townSchema = z.strictObject({
  /** `Communauté de Communes du Pithiverais`. */
  name: text(80),
  /** With its article, as in « les enfants de … »: `la Communauté de Communes du Pithiverais`. */
  nameInSentence: text(90),
  office: z.strictObject({
    name: text(60),
    addressLines: z.array(text(80)).check(z.minLength(1)),
    postcode: z.string().check(z.regex(/^[0-9]{5}$/)),
    town: text(60),
    phone: text(20),
    email: z.email(),
    hours: z.strictObject({
      monday: openingDay,
      tuesday: openingDay,
      wednesday: openingDay,
      thursday: openingDay,
      friday: openingDay,
      saturday: openingDay,
      sunday: openingDay,
    }),
    /** One sentence above the hours, such as « Le service reçoit sur rendez-vous ». */
    note: z.optional(text(300)),
  }),
  /** Printed on tax certificates. */
  siret: z.optional(z.string().check(z.regex(/^[0-9]{14}$/, "Un SIRET a 14 chiffres."))),
  colours: z.strictObject({ brand: colour, accent: colour }),
  /** SVG file beside the configuration. */
  logo: text(80),
  schoolZone,
  timeZone,
  mail: z.strictObject({
    senderName: text(60),
    /** Verified in SES; without one, Cognito's own sender is used. */ senderAddress: z.nullable(z.email()),
    /** Mails a second that reminders may take: 14 is what SES gives at first, once out of its sandbox. */
    perSecond: z._default(z.int().check(z.gte(1), z.lte(500)), 14),
  }),
  /** Which quotient prices are asked by, and how long one counts unless staff says otherwise. */
  quotient: z._default(
    z
      .strictObject({
        kind: z.enum(quotientKinds),
        validity: z._default(quotientValidity, { months: 12 }),
        homeHint: z._default(z.enum(quotientHints), "ending"),
        /** Access to the State's API Particulier, by which the CAF and the MSA tell their quotient; absent: none. */
        apiParticulier: z.optional(
          z.strictObject({
            /** SIRET of the town, in whose name it is asked. */
            recipient: z.string().check(z.regex(/^[0-9]{14}$/, "Un SIRET a 14 chiffres.")),
            environment: z._default(z.enum(["production", "staging"]), "production"),
          }),
        ),
      })
      .check(
        z.refine(
          ({ kind, apiParticulier }) => kind === "caf" || apiParticulier === undefined,
          "API Particulier dit le quotient de la CAF et de la MSA : il ne sert qu’avec le mode de calcul « caf ».",
        ),
      ),
    { kind: "caf", validity: { months: 12 }, homeHint: "ending" },
  ),
  /**
   * PayFiP, the treasury's online payment: rehearsals without money, the payments that open an account, or real ones; absent:
   * nothing is paid online. Which account of the treasury is paid is said in the catalogue, account by account.
   */
  payfip: z.optional(z.strictObject({ mode: z.enum(payfipModes) })),
  /**
   * From which day of each year on families confirm their file anew, for the activities that ask for it (`dossier` of the
   * catalogue).
   */
  certification: z._default(z.strictObject({ from: monthDay }), { from: "07-01" }),
  /**
   * Families who have no code yet may send a first request from « Absence d’identifiant »; absent: the page says whom to
   * ask, and no more.
   */
  firstRequests: z.optional(
    z.strictObject({
      /** Days for which one is kept once it is decided; what nobody has decided is kept three times as long. */
      keptDays: z._default(z.int().check(z.gte(7), z.lte(365)), 60),
      /** What to join: `Livret de famille`. */
      documents: z._default(z.array(text(80)).check(z.maxLength(6)), []),
    }),
  ),
  /** The portal's own domain name; null: CloudFront's. */
  domain: z.nullable(z.string().check(z.regex(/^[a-z0-9.-]+\.[a-z]{2,}$/))),
  terms: z.strictObject({
    version: z.string().check(z.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/)),
    paragraphs: z.array(z.strictObject({ title: text(120), text: text(3000) })).check(z.minLength(1)),
  }),
  /** Shown wherever personal data is asked. */
  privacyNotice: z.array(text(3000)).check(z.minLength(1)),
  dataProtectionContact: text(200),
  /** How long records are kept, in days: settings that the data-protection officer validates. */
  retention: z.strictObject({
    /** Sign-ins, failures and changes of an account. */ auditDays: z.int().check(z.gte(30), z.lte(730)),
    /** Changes of bookings: two years of invoices and a month. */ historyDays: z.int().check(z.gte(90), z.lte(1130)),
  }),
});
export type Town = z.infer<typeof townSchema>;

/** What every page of the site needs of the town: its long texts are fetched by the pages that show them. */
export type TownOnPages = Omit<Town, "terms" | "privacyNotice"> & { readonly terms: Pick<Town["terms"], "version"> };

export const townOnPages = ({ terms: { version }, privacyNotice: _, ...town }: Town): TownOnPages => ({
  ...town,
  terms: { version },
});

export const townForFunctions = (town: Town): TownForFunctions => ({
  name: town.name,
  ...(town.siret === undefined ? {} : { siret: town.siret }),
  officeName: town.office.name,
  officeAddress: [...town.office.addressLines, `${town.office.postcode} ${town.office.town}`].join(", "),
  officePhone: town.office.phone,
  officeEmail: town.office.email,
  brand: town.colours.brand,
  auditKeptDays: town.retention.auditDays,
  historyKeptDays: town.retention.historyDays,
  mailsPerSecond: town.mail.perSecond,
  schoolZone: town.schoolZone,
  timeZone: town.timeZone,
  termsVersion: town.terms.version,
  quotient: { kind: town.quotient.kind, validity: town.quotient.validity, homeHint: town.quotient.homeHint },
  certification: town.certification,
  ...(town.firstRequests ? { firstRequests: { keptDays: town.firstRequests.keptDays } } : {}),
});
