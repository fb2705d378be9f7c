/** The budgets of this house. Deterministic ones also fail `npm test`; timed ones fail `npm run bench` only. */
import type { FunctionName } from "../../functions/manifest.ts";

const kB = 1000;

export const budgets = {
  /**
   * Bytes of a function's bundle above a bare handler with the same SDK clients: a guard against accidents, since the
   * load is what people feel. One that draws PDFs or reads images has a figure of its own in `ownBundleOver`.
   */
  bundleOver: 200 * kB,
  /** Loading a function, as a multiple of loading that bare handler. */
  loadRatio: 1.3,
  /**
   * Data round trips of a parent page's API call, the session's included; one more for a family with a child that waits
   * on a list or has two households, for one that is late in paying, and for the yearly confirmation, which reads the file of each of the children.
   */
  parentTrips: { plain: 2, waitingOrShared: 3 },
  /** Units that what the office's pages about families read and write may take, who looked being one write of each. */
  officeCalls: {
    "Boîte des demandes, une recherche (agent)": { read: 4, write: 1 },
    "Famille, foyer et enfants (agent)": { read: 3, write: 2 },
    "Famille, ses champs (agent)": { read: 9, write: 2 },
    "Famille, réservations (agent)": { read: 5, write: 2 },
    "Famille, demandes (agent)": { read: 5, write: 2 },
    "Famille, accès (agent)": { read: 4, write: 2 },
    "Famille, historique (agent)": { read: 5, write: 2 },
    "Famille, quotient (agent)": { read: 4, write: 2 },
    "Famille, mesures de protection (agent)": { read: 4, write: 2 },
    "Fiche d’un enfant (agent)": { read: 4, write: 2 },
    "Santé d’un enfant, consultation enregistrée (agent)": { read: 5, write: 3 },
    // This, and who resembles a first request, read what was noted since the index was kept: here, the whole town.
    "Doublons (agent)": { read: 75, write: 1 },
    "Réunir deux fiches, aperçu (agent)": { read: 16, write: 2 },
    "Premières demandes (agent)": { read: 3, write: 1 },
    "Première demande, familles qui lui ressemblent (agent)": { read: 75, write: 1 },
  },
  /** Bytes over the wire, every file of the page, gzip. */
  parentFirst: 60 * kB,
  parentLater: 15 * kB,
  staffFirst: 120 * kB,
  /** Milliseconds from a tap on the daily grid to the paint that shows it, on a processor six times slower. */
  tap: { median: 100, worst: 200 },
  /** Milliseconds until the home page is readable, at 400 kbit/s and 400 ms a request, processor six times slower. */
  home: 4_000,
  /** Lighthouse's scores on a phone. */
  lighthouse: { performance: 95, accessibility: 100, "best-practices": 100 },
  /** Milliseconds from `npm start` to « Portail prêt ». */
  startFirst: 20_000,
  startLater: 8_000,
  /** What looking, booking, changing, cancelling and offering cost on a day of a thousand places, against one of 40. */
  places: {
    growth: 1.1,
    /**
     * What this very bench measured on a day of 40 places, nine tenths taken, at the last commit where every claim
     * stayed in its record: units and bytes of each act. (On 200 places booking three days wrote 34 units, a day's sheet
     * read 363.) `time`: milliseconds of processor, as they were taken then of the grid and of booking three days; the
     * other acts are held to what booking took.
     */
    before: {
      grid: { read: 18, write: 0, bytes: 10_735, time: 43 },
      preview: { read: 3.5, write: 0, bytes: 365, time: 25 },
      book: { read: 6, write: 10, bytes: 320, time: 25 },
      change: { read: 5, write: 10, bytes: 115, time: 25 },
      cancel: { read: 6, write: 10, bytes: 329, time: 25 },
      offer: { read: 4.5, write: 8, bytes: 1, time: 25 },
    },
    /** What the stream may do after each act, in units: what it does, as claims leave their record. */
    follows: {
      grid: { read: 0, write: 0 },
      preview: { read: 0, write: 0 },
      book: { read: 9, write: 9 },
      change: { read: 7.5, write: 7 },
      cancel: { read: 15, write: 12 },
      offer: { read: 7.5, write: 7 },
    },
    /** Read units of a day's sheet for each four children. */
    sheet: 0.5,
  },
  rush: {
    /** Lines booked a second, as a share of bare writes of the same shape on the same table. */
    throughput: 0.7,
    /** Bookings a second that a day takes by its write units, of which a partition has 1,000 a second. */
    hotDay: 400,
    /**
     * Cost of a booked line in a larger town, as a multiple of its cost in one of 100 families; what is above 1 is the
     * faults' chance.
     */
    growth: 1.1,
  },
} as const;

const ownBundleOver: Partial<Record<FunctionName, number>> = {
  // It says what each day costs, by the town's tariffs, of a day, of a week or by the time, and why, and when children were there; it reads
  // the invoices of a family that is late in paying.
  look: 236 * kB,
  // They keep with a booking what it was booked for, by the town's tariffs and what else prices turn on, and move
  // the family's money where a day is paid when it is booked, or hold its place while the family pays; families' own bookings
  // read the invoices of who is late in paying.
  book: 236 * kB,
  officeBook: 233 * kB,
  // It shows the office every field of a family's file and what its records hold for other subjects.
  officeFile: 202 * kB,
  // They know the telephone numbers of every country, which are 82 kB of data and 38 of code.
  childRecord: 247 * kB,
  // It shows the office every side of a family, with the words of all that may be missing in its file, and prices as families read them, or as it tries them.
  officeLook: 240 * kB,
  // It confirms a family's file too, of which it says every page; it knows every postcode, which are 8 kB, what waits at home, what several changes
  // that go together may not do at once, and the figures of a quotient.
  ownFile: 327 * kB,
  // It makes two entries of an adult one as well, and two households, with their sign-ins, measures and bookings; it decides
  // of several changes at once, and counts a quotient from a family's papers.
  officeRequest: 366 * kB,
  // It decides of bookings by all of their rules and words, which are 73 kB, and of documents; a change keeps its price. What it
  // decides it takes back, and it says who has what in hand.
  officeDecide: 243 * kB,
  // Every subject follows the table through it, the billing of a month, the merging of households and direct debits too, and what money pays for once it is there; what
  // staff decides is told through it once it can no longer be taken back.
  tableStream: 242 * kB,
  // It speaks the treasury's SOAP, by a library that reads it and one that writes it, and pays from wallets.
  pay: 203 * kB,
  // It writes the treasury's XML and reads it, of every family that is billed.
  treasury: 208 * kB,
  // It asks the treasury over XML, pays from the wallet, says what is kept there for days to come, and shows invoices with
  // what was asked again for them.
  wallet: 206 * kB,
  // It says what a correction of the roll-call, a quotient or a share between two households would bill again, by the rules of each
  // of them.
  officeBilling: 210 * kB,
  // It draws PDFs: pdfkit is 890 kB, the two fonts that each of them holds 200.
  announceInvoices: 1_130 * kB,
  taxCertificates: 1_250 * kB,
};

/** What the bundle of a function may weigh above its bare handler. */
export const bundleOverOf = (name: FunctionName): number => ownBundleOver[name] ?? budgets.bundleOver;
