/**
 * One row a route: what a right call looks like, and what each of its parts may not be. A route without a row does not
 * compile.
 */
import type { RouteId } from "../../../functions/contract.ts";

export interface Facts {
  readonly familyCode: string;
  readonly childId: string;
  readonly activityId: string;
  readonly unitId: string;
  readonly siteId: string;
  /** A day that is open to booking. */
  readonly date: string;
  readonly robot: string;
}

export interface Row {
  readonly params?: (facts: Facts) => Readonly<Record<string, string>>;
  readonly query?: (facts: Facts) => Readonly<Record<string, string>>;
  /** A body that the route accepts. */
  readonly body?: (facts: Facts) => Readonly<Record<string, unknown>>;
  /** Values that the contract refuses, by the field that holds them. */
  readonly refused?: Readonly<Record<string, readonly unknown[]>>;
}

const notText = [null, 12, true, ["x"], { a: 1 }];
const codes = [...notText, "", "a", "É12345", "AB12CD\u0000", "x".repeat(65)];
const passwords = [...notText, "", "x".repeat(257)];
const mailedCodes = [...notText, "", "12345", "1234567", "12345a", "１２３４５６"];
const appCodes = [...notText, "", "12345", "1234567", "12345a"];
const familyCodes = ["a", "é", "AB-12", "X".repeat(13)];
const names = [...notText, "", "   ", "\u3164\u3164\u3164", "x".repeat(81)];
const emails = [...notText, "", "personne", "a@b", "a@b c.fr", `${"x".repeat(250)}@exemple.fr`];
const days = ["", "demain", "2026-02-30", "2026-13-01", "25/11/2026", "2026-11-25T00:00:00Z"];

/** A first request that nobody has sent, and what its sender would hold. */
const firstRequestId = "a".repeat(24);
const firstRequestIds = ["a", "é", "x".repeat(25)];
const proof = "b".repeat(32);
const proofs = [...notText, "", "b".repeat(31), "é".repeat(32)];
/** Amounts in cents that are none. */
const amounts = [null, "douze", true, [1], {}, 0, -1, 1.005, 1e12];
const entryNames = ["a", "é", "x".repeat(65), "..%2F..%2Fetc%2Fpasswd"];
/** An operation that the treasury has never made. */
const noOperation = "00000000-0000-4000-8000-000000000000";
/** Whom the State is asked about. */
const asked = { birthName: "Roux", firstNames: "Jeanne", birthDate: "1987-06-27", sex: "F", birthPlace: "08480" };
/** A line of a file of quotients. */
const quotientLine = (familyCode: string) => ({
  line: 2,
  familyCode,
  month: "2026-10",
  value: 72_200,
  from: "2026-10-01",
  until: "2027-09-30",
  origin: "caf",
});
const quotientLines = [
  ...notText,
  [],
  [{}],
  Array.from({ length: 101 }, () => quotientLine("INCONNUE1")),
  [{ ...quotientLine("INCONNUE1"), value: 1.5 }],
  [{ ...quotientLine("INCONNUE1"), origin: "papers" }],
  [{ ...quotientLine("INCONNUE1"), until: "2026-02-30" }],
];

const documentKinds = ["", "A", "é", "a b", "x".repeat(41)];
const documentId = "assurance.20261126080000000.abcdefghijkl";
const documentIds = ["assurance", "é", "assurance.2026.abc", `${documentId}x`, "..%2Fassurance"];

const childIds = ["a", "é", "A-1", "X".repeat(17)];
const childChanges = { photo: { seen: 0, value: true } };
const healthChanges = { diet: { seen: 0, value: "noPork" } };
const notChanges = [
  null,
  "x",
  [],
  { inattendu: { seen: 0, value: true } },
  { photo: { value: true } },
  { photo: { seen: -1, value: true } },
];
const notChildChanges = [
  ...notChanges,
  { photo: { seen: 0, value: "oui" } },
  { doctor: { seen: 0, value: { name: "", phone: "02 38 30 00 12" } } },
  { doctor: { seen: 0, value: { name: "x".repeat(81), phone: "02 38 30 00 12" } } },
  { doctor: { seen: 0, value: { name: "Dr\u202eLeroy", phone: "02 38 30 00 12" } } },
  { contacts: { seen: 0, value: Array.from({ length: 11 }, () => ({})) } },
  // Health has routes of its own.
  { diet: { seen: 0, value: "noPork" } },
];
const notHealthChanges = [
  ...notChanges,
  { diet: { seen: 0, value: "halal" } },
  { allergies: { seen: 0, value: [{ to: "  ", kind: "food" }] } },
  { vaccines: { seen: 0, value: { doses: [{ product: "mmr", on: "2026-02-30" }], certified: false } } },
  { vaccines: { seen: 0, value: { doses: [{ product: "inconnu", on: "2026-02-03" }], certified: false } } },
];

/** An account that exists nowhere but in examples of banks. */
const mandate = {
  idempotencyKey: "cle-de-la-table-des-routes",
  debtor: "Anne Roux",
  iban: "FR76 3000 6000 0112 3456 7890 189",
};
const mandateRefused = {
  idempotencyKey: [...notText, "", "court", "x".repeat(65)],
  debtor: [...notText, "", " ", "1", "x".repeat(71)],
  iban: [...notText, "", " ", "x".repeat(61)],
  bic: [...notText, "", " ", "x".repeat(21)],
};
const rums = [...notText, "", "é", "a b", "x".repeat(36)];
const noBatch = "ALSH-P2026-9999";
const batches = ["a", "é", "ALSH-2026-0001", "alsh-P2026-0001"];

const phrase = "Mercredi-Soleil-2031";
const invitation = () => ({ guardianId: "9", email: "c@exemple.fr", emailAgain: "c@exemple.fr" });
const invitations = { guardianId: [...notText, "", "0", "10"], email: emails, emailAgain: emails };
const basket = (facts: Facts) => ({
  idempotencyKey: "cle-de-la-table-des-routes",
  lines: [{ childId: facts.childId, activityId: facts.activityId, unitId: facts.unitId, date: facts.date }],
});
const line = (change: object) => [
  { childId: "1", activityId: "mercredis", unitId: "journee", date: "2026-11-25", ...change },
];
const baskets = {
  idempotencyKey: [...notText, "", "court", "x".repeat(65), "avec une espace dedans"],
  lines: [
    null,
    "x",
    {},
    [],
    [null],
    ["x"],
    [{}],
    line({ inattendu: 1 }),
    line({ childId: 1 }),
    line({ childId: "../1" }),
    line({ date: "2026-02-30" }),
    line({ date: "abc" }),
    line({ activityId: "A B" }),
    line({ unitId: "" }),
    Array.from({ length: 201 }, () => line({})[0]),
  ],
};

const months = ["demain", "2026", "2026-13", "2026-1", "2026-10-01"];
const certificateYears = ["26", "1999", "demain", "2026-01", "20266"];
const invoice = { period: "2026-10", accountId: "regie-loisirs" };
const notes = ["0", "x", "1.5", "1000"];
const invoiceRefused = { period: months, accountId: ["A", "é", "a b", "x".repeat(41)] };

const siteIds = ["A", "é", "a b", "x".repeat(41)];
const reasons = [...notText, "", "  ", "ab", "\u3164\u3164\u3164", "x".repeat(301)];
const aShare = { childId: "E1", activityId: null, from: "2026-12-01", until: null };
const theShare = {
  ...aShare,
  parts: ["P1001", "P1002"].map((familyCode) => ({ familyCode, share: 500_000 })),
};
const wrongShares = [
  ...notText,
  {},
  { ...aShare, parts: [] },
  { ...aShare, parts: [{ familyCode: "P1001", share: 1_000_000 }] },
  { ...aShare, parts: [-1, 1.5, 1_000_001].map((share) => ({ familyCode: "P1001", share })) },
];
const shareActs = [...notText, "", "partager"];
const inPath = days.filter((day) => day !== "" && !day.includes("/"));
const closing = { from: "2027-03-10", to: "2027-03-10", kind: "closure", reason: "Dégât des eaux" };
const tokens = ["court", "é".repeat(56), "A".repeat(81), `${"A".repeat(50)}.`];
const forFamily = (facts: Facts) => ({ ...basket(facts), reason: "Hospitalisation" });

const enrolmentId = "inscription-inconnue-1";
const enrolling = { idempotencyKey: "cle-de-la-table-des-routes", from: "2026-12-01", to: "2027-06-30" };
const enrollingRefused = {
  idempotencyKey: baskets.idempotencyKey,
  childId: [...notText, "", "../1"],
  activityId: [...notText, "", "A B"],
  from: days,
  to: days,
};
/** A booking that staff decides on. */
const bookingNamed = ({ familyCode, childId, activityId, unitId, date }: Facts) => ({
  kind: "booking",
  familyCode,
  childId,
  activityId,
  unitId,
  date,
});
const bookingNamedRefused = {
  kind: [...notText, "", "request"],
  familyCode: [...notText, ...familyCodes],
  childId: [1, null, "", "../1"],
  activityId: [1, null, "", "A B"],
  unitId: [1, null, "", "A B"],
  date: [1, null, ...days],
};
/** A family that comes to the desk. */
const atDesk = {
  adults: [{ firstName: "Anne", lastName: "Guichet", phone: "" }],
  children: [{ firstName: "Lou", lastName: "Guichet", birthDate: "2019-03-14" }],
  address: { lines: ["1 rue du Guichet"], postcode: "45300", town: "Pithiviers" },
};
const onEnrolment = { idempotencyKey: "cle-de-la-table-des-routes", seen: 1 };
const onEnrolmentRefused = {
  enrolmentId: ["court", "é".repeat(20), "x".repeat(65)],
  idempotencyKey: baskets.idempotencyKey,
  childId: [...notText, "", "../1"],
  seen: [...notText.filter((one) => one !== 12), 0, -1, 1.5, "0"],
};
const requestId = "20261126080000000.abcdefghijkl";
const requestIds = ["20261126", "é", `${requestId}x`, "..%2Frequest"];
const routeKey = "cle-de-la-table-des-routes";
const sendings = [...notText, "", "court", "x".repeat(65)];
/** A change of the file; the same field as it stands, so that nothing is written. */
const fileChange = [{ field: "situation", seen: null, value: "married" }];
/** Parts of the file that change together with the first. */
const furtherParts = [
  null,
  "x",
  {},
  [],
  [null],
  [{ section: "santé", changes: fileChange }],
  [{ section: "adult", guardianId: "10", changes: fileChange }],
  [{ section: "adult", changes: [] }],
  [{ section: "adult", changes: fileChange, inattendu: 1 }],
  Array.from({ length: 10 }, () => ({ section: "adult", guardianId: "1", changes: fileChange })),
];
const fileChanges = [
  null,
  "x",
  {},
  [],
  [null],
  [{}],
  [{ field: "situation", value: "married" }],
  [{ field: 1, seen: null, value: null }],
  [{ field: "situation", seen: null, value: { a: { b: 1 } } }],
  [{ field: "situation", seen: null, value: "x".repeat(2001) }],
  [{ field: "situation", seen: null, value: null, inattendu: 1 }],
];
const attachments = [null, "x", [null], [{ id: "é" }], [{ id: documentId, inattendu: 1 }]];
const versions = [null, "1", 0, -1, 1.5, {}];
const ofOpenRequest = ({ familyCode }: Facts) => ({ familyCode, requestId });
const actsOnRequest = { familyCode: familyCodes, requestId: requestIds, idempotencyKey: sendings, seen: versions };

export const table: Readonly<Record<RouteId, Row>> = {
  "request.file": { query: () => ({}), refused: { section: ["", "santé"], guardianId: ["", "0", "10"] } },
  "request.list": { query: () => ({}), refused: { before: requestIds } },
  "request.send": {
    body: () => ({ idempotencyKey: routeKey, section: "household", changes: fileChange, documents: [] }),
    refused: {
      idempotencyKey: sendings,
      section: [...notText, "", "santé"],
      guardianId: [1, null, "", "0", "10"],
      changes: fileChanges,
      more: furtherParts,
      documents: attachments,
      text: [...notText, "", "x".repeat(1001)],
    },
  },
  "request.correct": {
    params: () => ({ requestId }),
    body: () => ({ idempotencyKey: routeKey, seen: 1, changes: fileChange, documents: [] }),
    refused: {
      requestId: requestIds,
      idempotencyKey: sendings,
      seen: versions,
      changes: fileChanges,
      more: furtherParts,
      documents: attachments,
    },
  },
  "request.answer": {
    params: () => ({ requestId }),
    body: () => ({ idempotencyKey: routeKey, seen: 1, text: "La voici.", documents: [] }),
    refused: {
      requestId: requestIds,
      idempotencyKey: sendings,
      seen: versions,
      text: [...notText, "", " ", "x".repeat(1001)],
      documents: attachments,
    },
  },
  "request.withdraw": {
    params: () => ({ requestId }),
    body: () => ({ idempotencyKey: routeKey, seen: 1 }),
    refused: { requestId: requestIds, idempotencyKey: sendings, seen: versions },
  },
  "request.waiting": {
    query: () => ({}),
    refused: { section: ["", "santé"], days: ["", "-1", "1000", "x"], text: ["x".repeat(81)] },
  },
  "request.ofFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    query: () => ({}),
    refused: { familyCode: familyCodes, before: requestIds },
  },
  "request.open": { params: ofOpenRequest, refused: { familyCode: familyCodes, requestId: requestIds } },
  "request.fileOfFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    query: () => ({}),
    refused: { familyCode: familyCodes, section: ["", "santé"] },
  },
  "request.change": {
    params: ({ familyCode }) => ({ familyCode }),
    body: () => ({
      idempotencyKey: routeKey,
      section: "household",
      changes: fileChange,
      reason: "Au téléphone",
    }),
    refused: {
      familyCode: familyCodes,
      idempotencyKey: sendings,
      section: [...notText, "", "santé"],
      guardianId: [1, null, "", "0", "10"],
      changes: fileChanges,
      reason: reasons,
    },
  },
  "request.take": {
    params: ofOpenRequest,
    body: () => ({ idempotencyKey: routeKey, seen: 1, over: false }),
    refused: { ...actsOnRequest, over: [null, "oui", 1] },
  },
  "request.decide": {
    params: ofOpenRequest,
    body: () => ({ idempotencyKey: routeKey, seen: 1, decision: "accept", standing: [null] }),
    refused: { ...actsOnRequest, decision: [...notText, "", "maybe"], standing: [null, "x", {}, [{ a: { b: 1 } }]] },
  },
  "request.undo": {
    params: ofOpenRequest,
    body: () => ({ idempotencyKey: routeKey, seen: 1 }),
    refused: actsOnRequest,
  },
  "request.note": {
    params: ofOpenRequest,
    body: () => ({ idempotencyKey: routeKey, seen: 1, text: "Vu au guichet" }),
    refused: { ...actsOnRequest, text: [...notText, "", " ", "x".repeat(1001)] },
  },
  "sign-in.challenge": {},
  "family.ofCode": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "search.find": { body: () => ({ text: "martin" }), refused: { text: [...notText, "", "  ", "x".repeat(121)] } },
  "search.doubles": {
    query: () => ({ state: "open" }),
    refused: { state: ["", "tous"], after: ["", "é", "X".repeat(121)] },
  },
  "search.decideDouble": {
    body: ({ familyCode }) => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      pair: `${familyCode}#1 ${familyCode}#2`,
      families: [{ familyCode }],
      apart: true,
      seen: 0,
      reason: "Des cousins",
    }),
    refused: {
      idempotencyKey: [...notText, "", "court"],
      pair: [...notText, "", "é", "A", "A#1 B#2 C#3", `${"A".repeat(13)} B`],
      families: [
        null,
        "A",
        [],
        [1],
        ["AB12"],
        [{ familyCode: "a" }],
        [{}],
        [1, 2, 3].map((n) => ({ familyCode: `AB1${n}` })),
      ],
      apart: [null, "oui", 1],
      seen: [null, -1, 1.5, "0"],
      reason: reasons,
    },
  },
  "merge.preview": {
    params: ({ familyCode, childId }) => ({ familyCode, childId }),
    query: ({ familyCode }) => ({ keptFamily: familyCode, kept: "INCONNU" }),
    refused: { familyCode: familyCodes, childId: childIds, keptFamily: ["", "é"], kept: ["", "é"] },
  },
  "merge.show": { params: () => ({ childId: "INCONNU" }), refused: { childId: childIds } },
  "merge.children": {
    body: ({ familyCode, childId }) => ({
      idempotencyKey: routeKey,
      gone: { familyCode, childId: "INCONNU" },
      kept: { familyCode, childId },
      take: ["doctor"],
      seen: "",
      reason: "Inscrit deux fois",
    }),
    refused: {
      idempotencyKey: sendings,
      gone: [null, "A", {}, { familyCode: "é", childId: "1" }, { familyCode: "AB12", childId: "é" }],
      kept: [null, "A", {}, { familyCode: "é", childId: "1" }, { familyCode: "AB12", childId: "é" }],
      take: [null, "doctor", ["allergies"], [1], Array.from({ length: 20 }, () => "doctor")],
      health: [null, "", "les deux"],
      seen: [null, 1, "x".repeat(201)],
      reason: reasons,
    },
  },
  "merge.adultsPreview": {
    params: ({ familyCode }) => ({ familyCode, guardianId: "1" }),
    query: () => ({ kept: "9" }),
    refused: { familyCode: familyCodes, guardianId: ["0", "10"], kept: ["", "0", "é"] },
  },
  "merge.adults": {
    params: ({ familyCode }) => ({ familyCode, guardianId: "1" }),
    body: () => ({ idempotencyKey: routeKey, kept: "9", take: ["phone"], seen: "", reason: "Inscrit deux fois" }),
    refused: {
      familyCode: familyCodes,
      guardianId: ["0", "10"],
      idempotencyKey: sendings,
      kept: [...notText, "", "0", "10"],
      take: [null, "phone", ["payer"], [1], Array.from({ length: 13 }, () => "phone")],
      seen: [null, 1, "x".repeat(201)],
      reason: reasons,
    },
  },
  "merge.householdsPreview": {
    params: ({ familyCode }) => ({ familyCode }),
    query: () => ({ kept: "INCONNUE9" }),
    refused: { familyCode: familyCodes, kept: ["", "é"] },
  },
  "merge.households": {
    params: ({ familyCode }) => ({ familyCode }),
    body: () => ({
      idempotencyKey: routeKey,
      kept: "INCONNUE9",
      people: [{ guardianId: "1", as: null, take: ["phone"] }],
      take: ["address"],
      quotient: "kept",
      apart: [],
      seen: "",
      reason: "La même famille",
    }),
    refused: {
      familyCode: familyCodes,
      idempotencyKey: sendings,
      kept: [...notText, "", "é"],
      people: [null, {}, [{ guardianId: "0", as: null, take: [] }], [{ guardianId: "1", take: [] }], [1]],
      take: [null, "address", ["payer"], [1], Array.from({ length: 4 }, () => "address")],
      quotient: [null, "", "les deux"],
      apart: [null, "A B", [1], ["x".repeat(41)], Array.from({ length: 61 }, () => "A B")],
      seen: [null, 1, "x".repeat(2_001)],
      reason: reasons,
    },
  },
  "direct-debit.own": {},
  "direct-debit.sign": {
    params: () => ({ accountId: "inconnu" }),
    body: () => ({ ...mandate, agreed: true }),
    refused: {
      accountId: invoiceRefused.accountId,
      ...mandateRefused,
      agreed: [null, false, "true", 1],
    },
  },
  "direct-debit.revoke": {
    params: () => ({ accountId: "inconnu" }),
    body: () => ({ rum: "ALSH-100001-1" }),
    refused: { accountId: invoiceRefused.accountId, rum: rums },
  },
  "direct-debit.ofFamily": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "direct-debit.enter": {
    params: () => ({ familyCode: "INCONNUE1", accountId: "regie-loisirs" }),
    body: () => ({ ...mandate, signedOn: "2026-11-20" }),
    refused: {
      familyCode: familyCodes,
      accountId: invoiceRefused.accountId,
      ...mandateRefused,
      signedOn: days,
    },
  },
  "direct-debit.revokeForFamily": {
    params: () => ({ familyCode: "INCONNUE1", accountId: "regie-loisirs" }),
    body: () => ({ rum: "ALSH-100001-1", reason: "La famille change de banque" }),
    refused: { familyCode: familyCodes, accountId: invoiceRefused.accountId, rum: rums, reason: reasons },
  },
  "direct-debit.batches": {},
  "direct-debit.preview": {
    params: () => ({ accountId: "inconnu", dueOn: "2027-06-01" }),
    refused: { accountId: invoiceRefused.accountId, dueOn: days.filter((day) => day !== "" && !day.includes("/")) },
  },
  "direct-debit.prepare": {
    body: () => ({ idempotencyKey: routeKey, accountId: "inconnu", dueOn: "2027-06-01" }),
    refused: { idempotencyKey: baskets.idempotencyKey, accountId: [...notText, "", "É"], dueOn: days },
  },
  "direct-debit.batch": { params: () => ({ batch: noBatch }), refused: { batch: batches } },
  "direct-debit.goOn": { params: () => ({ batch: noBatch }), refused: { batch: batches } },
  "direct-debit.file": { params: () => ({ batch: noBatch }), refused: { batch: batches } },
  "direct-debit.settle": { params: () => ({ batch: noBatch }), refused: { batch: batches } },
  "direct-debit.callOff": {
    params: () => ({ batch: noBatch }),
    body: () => ({ reason: "Mauvaise date" }),
    refused: { batch: batches, reason: reasons },
  },
  "direct-debit.return": {
    params: () => ({ batch: noBatch }),
    body: () => ({ familyCode: "INCONNUE1", code: "AM04", on: "2026-11-20" }),
    refused: {
      batch: batches,
      familyCode: [...notText.filter((one) => one !== 12), ...familyCodes],
      code: [...notText, "", "AM05", "am04"],
      on: days,
    },
  },
  "payment.accounts": {},
  "payment.payable": {},
  "payment.begin": {
    body: () => ({ accountId: "regie-loisirs", periods: ["2026-10"] }),
    refused: {
      accountId: [...notText, "", "É"],
      periods: [...notText, [], ["2026-13"], [1], Array.from({ length: 25 }, () => "2026-10")],
    },
  },
  "payment.result": {
    params: () => ({ operation: noOperation }),
    refused: { operation: ["a", "é", `${noOperation}0`] },
  },
  "payment.notified": {
    body: () => ({ idop: noOperation }),
    refused: { idop: [...notText, "", "a"], idOp: [...notText, "", "a"] },
  },
  "payment.notifiedByAddress": { query: () => ({ idop: noOperation }), refused: { idop: ["", "a"], idOp: ["", "a"] } },
  "payment.watch": {},
  "payment.ofFamily": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "payment.enter": {
    params: () => ({ familyCode: "INCONNUE1" }),
    body: () => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      accountId: "regie-loisirs",
      periods: ["2026-10"],
      means: "cash",
      amount: 1000,
      on: "2026-11-20",
    }),
    refused: {
      familyCode: familyCodes,
      idempotencyKey: baskets.idempotencyKey,
      accountId: invoiceRefused.accountId,
      periods: [...notText, [], ["2026-13"], [1], Array.from({ length: 25 }, () => "2026-10")],
      means: [...notText, "", "card", "or"],
      amount: amounts,
      on: days,
      reference: [...notText, "x".repeat(61)],
    },
  },
  "payment.reverse": {
    params: () => ({ familyCode: "INCONNUE1", name: noOperation }),
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes", reason: "Chèque sans provision" }),
    refused: {
      familyCode: familyCodes,
      name: entryNames,
      idempotencyKey: baskets.idempotencyKey,
      reason: reasons,
    },
  },
  "payment.refund": {
    params: () => ({ familyCode: "INCONNUE1", name: noOperation }),
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes", reason: "Virement du 12 mars" }),
    refused: {
      familyCode: familyCodes,
      name: entryNames,
      idempotencyKey: baskets.idempotencyKey,
      reason: reasons,
    },
  },
  "payment.writeOff": {
    params: () => ({ familyCode: "INCONNUE1", ...invoice }),
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes", amount: 1000, reason: "Remise gracieuse" }),
    refused: {
      familyCode: familyCodes,
      ...invoiceRefused,
      idempotencyKey: baskets.idempotencyKey,
      amount: amounts,
      reason: reasons,
    },
  },
  "payment.plan": {
    params: () => ({ familyCode: "INCONNUE1", ...invoice }),
    body: () => ({ count: 3, first: "2027-06-01" }),
    refused: { familyCode: familyCodes, ...invoiceRefused, count: [...amounts, 13], first: days },
  },
  "payment.exempt": {
    params: () => ({ familyCode: "INCONNUE1", ...invoice }),
    body: () => ({ exemption: { reason: "Réclamation en cours", until: "2027-06-01" } }),
    refused: { familyCode: familyCodes, ...invoiceRefused, exemption: ["oui", 12, true, {}, { reason: "" }] },
  },
  "payment.exemptFamily": {
    params: () => ({ familyCode: "INCONNUE1" }),
    body: () => ({ exemption: null }),
    refused: { familyCode: familyCodes, exemption: ["oui", 1, {}, { reason: "x", until: "demain" }] },
  },
  "payment.till": {
    params: ({ date }) => ({ date }),
    refused: { date: days.filter((day) => day !== "" && !day.includes("/")) },
  },
  "payment.journal": { params: () => ({ period: "2026-10" }), refused: { period: months } },
  "payment.unpaid": { params: () => ({ period: "2026-10" }), refused: { period: months } },
  "payment.wallet": {},
  "payment.beginTopUp": {
    body: () => ({ accountId: "regie-loisirs", amount: 2000 }),
    refused: { accountId: [...notText, "", "É"], amount: amounts },
  },
  "payment.payFromWallet": {
    body: () => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      accountId: "regie-loisirs",
      periods: ["2026-10"],
      amount: 1000,
    }),
    refused: {
      idempotencyKey: baskets.idempotencyKey,
      accountId: [...notText, "", "É"],
      periods: [...notText, [], ["2026-13"], [1], Array.from({ length: 25 }, () => "2026-10")],
      amount: amounts,
    },
  },
  "payment.topUp": {
    params: () => ({ familyCode: "INCONNUE1", accountId: "regie-loisirs" }),
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes", means: "cash", amount: 2000, on: "2026-11-20" }),
    refused: {
      familyCode: familyCodes,
      accountId: invoiceRefused.accountId,
      idempotencyKey: baskets.idempotencyKey,
      means: [...notText, "", "card", "cesu", "wallet"],
      amount: amounts,
      on: days,
      reference: [...notText, "x".repeat(61)],
    },
  },
  "payment.giveBack": {
    params: () => ({ familyCode: "INCONNUE1", accountId: "regie-loisirs" }),
    body: () => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      means: "transfer",
      amount: 2000,
      reason: "La famille déménage",
    }),
    refused: {
      familyCode: familyCodes,
      accountId: invoiceRefused.accountId,
      idempotencyKey: baskets.idempotencyKey,
      means: [...notText, "", "card", "cesu", "wallet"],
      amount: amounts,
      reason: reasons,
    },
  },
  "payment.checkAccount": {
    params: () => ({ accountId: "regie-loisirs" }),
    refused: { accountId: ["a", "É", "a".repeat(41)] },
  },
  "treasury.roles": {},
  // An account that no treasury collects for: nothing is made.
  "treasury.preview": {
    params: () => ({ period: "2026-10", accountId: "regie-loisirs" }),
    refused: { period: months, accountId: invoiceRefused.accountId },
  },
  "treasury.makeRole": {
    params: () => ({ period: "2026-10", accountId: "regie-loisirs" }),
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes" }),
    refused: { period: months, accountId: invoiceRefused.accountId, idempotencyKey: baskets.idempotencyKey },
  },
  "treasury.roleFile": {
    params: () => ({ name: "045123-200-00-2026-0000001" }),
    refused: { name: ["a", "é", "045123-200-00-2026-1"] },
  },
  "treasury.readReturn": { body: () => ({ file: "YQ==" }), refused: { file: [...notText, "", "é", "Y Q="] } },
  "treasury.enterReturn": { body: () => ({ file: "YQ==" }), refused: { file: [...notText, "", "é", "Y Q="] } },
  "untold.list": {
    query: () => ({ state: "toCall" }),
    refused: { state: ["", "tous"], after: ["", "é", "a b", "x".repeat(301)] },
  },
  "untold.setCalled": {
    body: ({ familyCode }) => ({ familyCode, mailId: "act-inconnu-1", called: true }),
    refused: {
      familyCode: familyCodes,
      mailId: [...notText, "", "é", "a b", "x".repeat(251)],
      called: ["oui", 1, null],
    },
  },
  "sign-in.activate": {
    body: ({ familyCode, robot }) => ({
      familyCode,
      lastName: "Martin",
      firstName: "Camille",
      email: "c@exemple.fr",
      emailAgain: "c@exemple.fr",
      password: phrase,
      passwordAgain: phrase,
      robot,
      termsAccepted: "2026-01-01",
    }),
    refused: {
      familyCode: codes,
      lastName: names,
      firstName: names,
      email: emails,
      emailAgain: emails,
      password: passwords,
      passwordAgain: passwords,
      robot: [...notText, "", "x".repeat(4097)],
      termsAccepted: [...notText, "", "oui", "2026-1-1"],
    },
  },
  "sign-in.confirmActivation": {
    body: ({ familyCode }) => ({ familyCode, code: "123456" }),
    refused: { familyCode: codes, code: mailedCodes },
  },
  "sign-in.resendCode": {
    body: ({ familyCode, robot }) => ({ familyCode, robot }),
    refused: { familyCode: codes, robot: [...notText, "", "x".repeat(4097)] },
  },
  "sign-in.forgotPassword": {
    body: ({ familyCode, robot }) => ({ login: familyCode, robot }),
    refused: { login: codes, robot: [...notText, "", "x".repeat(4097)] },
  },
  "sign-in.resetPassword": {
    body: ({ familyCode }) => ({ login: familyCode, code: "123456", password: phrase, passwordAgain: phrase }),
    refused: { login: codes, code: mailedCodes, password: passwords, passwordAgain: passwords },
  },
  "sign-in.openSession": {
    body: ({ familyCode }) => ({ login: familyCode, password: "un mot de passe" }),
    refused: { login: codes, password: passwords, remember: ["oui", 1, null] },
  },
  "sign-in.readSession": {},
  "sign-in.renewSession": {},
  "sign-in.closeSession": {},
  "sign-in.secondFactor": { body: () => ({ code: "123456" }), refused: { code: appCodes } },
  "sign-in.recover": {
    body: () => ({ recoveryCode: "ABCD-EFGH-JKLM" }),
    refused: { recoveryCode: [...notText, "", "ABC", "x".repeat(41)] },
  },
  "access.read": {},
  "access.changePassword": {
    body: () => ({ current: "un mot de passe", password: phrase, passwordAgain: phrase }),
    refused: { current: passwords, password: passwords, passwordAgain: passwords },
  },
  "access.changeEmail": {
    body: () => ({ email: "c@exemple.fr", emailAgain: "c@exemple.fr", password: "un mot de passe" }),
    refused: { email: emails, emailAgain: emails, password: passwords },
  },
  "access.confirmEmail": { body: () => ({ code: "123456" }), refused: { code: mailedCodes } },
  "access.changePhone": {
    body: () => ({ phone: "06 12 34 56 78" }),
    refused: { phone: [...notText, "12", "06 12", "abc", "+", "+0 612 345 678", "0".repeat(25)] },
  },
  "access.endSession": {
    params: () => ({ sessionId: "A".repeat(43) }),
    refused: { sessionId: ["A", "é", "x".repeat(44)] },
  },
  "access.endAllSessions": {},
  "access.acceptTerms": {
    body: () => ({ version: "2020-01-01" }),
    refused: { version: [...notText, "", "oui", "2026-1-1"] },
  },
  "access.beginSecondFactor": {},
  "access.confirmSecondFactor": { body: () => ({ code: "123456" }), refused: { code: appCodes } },
  "access.guardians": {},
  "access.inviteGuardian": { body: invitation, refused: invitations },
  "access.guardiansOfFamily": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "access.inviteForFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    body: invitation,
    refused: { ...invitations, familyCode: familyCodes },
  },
  "access.withdrawGuardian": {
    params: ({ familyCode }) => ({ familyCode, guardianId: "9" }),
    refused: { familyCode: familyCodes, guardianId: ["0", "a", "10"] },
  },
  "access.staffMembers": {},
  "access.inviteStaffMember": {
    body: () => ({ login: "AGENT.NOUVEAU", displayName: "Agent nouveau", email: "agent@exemple.fr" }),
    refused: { login: codes, displayName: names, email: emails },
  },
  "access.sendStaffInvitation": {
    params: () => ({ login: "AGENT.INCONNU" }),
    body: () => ({ displayName: "Agent nouveau", email: "agent@exemple.fr" }),
    refused: { login: ["a", "é", "x".repeat(40)], displayName: names, email: emails },
  },
  "access.deleteStaffInvitation": {
    params: () => ({ login: "AGENT.INCONNU" }),
    refused: { login: ["a", "é", "x".repeat(40)] },
  },
  "access.resetSecondFactor": {
    params: () => ({ login: "AGENT.INCONNU" }),
    refused: { login: ["a", "é", "x".repeat(40)] },
  },
  "access.setStaffMemberState": {
    params: () => ({ login: "AGENT.INCONNU" }),
    body: () => ({ state: "disabled" }),
    refused: { login: ["a", "é", "x".repeat(40)], state: [...notText, "", "gone"] },
  },
  "booking.activities": {},
  "booking.grid": {
    params: ({ activityId }) => ({ activityId }),
    refused: { activityId: ["A", "é", "a b", "..%2F", "x".repeat(61)] },
  },
  "booking.book": { body: basket, refused: { ...baskets, lines: [...baskets.lines, line({ ifFull: "push" })] } },
  "booking.preview": { body: (facts) => ({ lines: basket(facts).lines }), refused: { lines: baskets.lines } },
  "booking.unask": { body: basket, refused: baskets },
  "waiting-list.accept": { body: basket, refused: baskets },
  "booking.change": {
    body: (facts) => ({
      ...basket(facts),
      lines: basket(facts).lines.map((one) => ({ ...one, to: { unitId: facts.unitId, date: facts.date } })),
    }),
    refused: {
      idempotencyKey: baskets.idempotencyKey,
      lines: [
        ...baskets.lines,
        line({}),
        line({ to: {} }),
        line({ to: { unitId: "journee" } }),
        line({ to: { unitId: "journee", date: "2026-02-30" } }),
        line({ to: { unitId: "journee", date: "2026-11-25", siteId: "a" } }),
      ],
    },
  },
  "booking.absences": {
    body: basket,
    refused: { ...baskets, lines: [...baskets.lines, line({ kind: "strike" }), line({ kind: "" })] },
  },
  "booking.ask": {
    body: (facts) => ({
      ...basket(facts),
      lines: basket(facts).lines.map((one) => ({ ...one, reason: "Lou est malade." })),
    }),
    refused: {
      idempotencyKey: baskets.idempotencyKey,
      lines: [
        ...baskets.lines,
        line({}),
        line({ reason: "" }),
        line({ reason: "   " }),
        line({ reason: "x".repeat(301) }),
        line({ reason: "Lou est malade.", to: {} }),
        line({ reason: "Lou est malade.", to: { unitId: "journee", date: "2026-02-30" } }),
      ],
    },
  },
  "booking.cancel": { body: basket, refused: baskets },
  "booking.list": { query: () => ({ from: "2026-11-01", to: "2026-12-31" }), refused: { from: days, to: days } },
  "family.read": {},
  "child-record.read": {
    params: ({ childId }) => ({ childId }),
    query: () => ({}),
    refused: { childId: childIds, asked: requestIds },
  },
  "child-record.change": {
    params: ({ childId }) => ({ childId }),
    body: () => ({ changes: childChanges }),
    refused: { childId: childIds, changes: notChildChanges },
  },
  "child-record.ofFamily": {
    params: ({ familyCode, childId }) => ({ familyCode, childId }),
    refused: { familyCode: familyCodes, childId: childIds },
  },
  "child-record.changeOfFamily": {
    params: ({ familyCode, childId }) => ({ familyCode, childId }),
    body: () => ({ changes: childChanges, reason: "Dit au téléphone" }),
    refused: { familyCode: familyCodes, childId: childIds, changes: notChildChanges, reason: reasons },
  },
  "child-record.changes": {
    params: ({ familyCode, childId }) => ({ familyCode, childId }),
    query: () => ({}),
    refused: { familyCode: familyCodes, childId: childIds, before: ["x".repeat(61)] },
  },
  "child-record.health": { params: ({ childId }) => ({ childId }), refused: { childId: childIds } },
  "child-record.changeHealth": {
    params: ({ childId }) => ({ childId }),
    body: () => ({ changes: healthChanges }),
    refused: { childId: childIds, changes: notHealthChanges },
  },
  "child-record.healthViews": {
    params: ({ childId }) => ({ childId }),
    query: () => ({}),
    refused: { childId: childIds, before: ["x".repeat(61)] },
  },
  "child-record.viewHealth": {
    params: ({ familyCode, childId }) => ({ familyCode, childId }),
    body: () => ({ from: "childPage" }),
    refused: { familyCode: familyCodes, childId: childIds, from: [...notText, "", "ailleurs"] },
  },
  "child-record.changeHealthOfFamily": {
    params: ({ familyCode, childId }) => ({ familyCode, childId }),
    body: () => ({ changes: healthChanges, from: "childPage", reason: "Ordonnance apportée" }),
    refused: {
      familyCode: familyCodes,
      childId: childIds,
      changes: notHealthChanges,
      from: [...notText, "", "ailleurs"],
      reason: reasons,
    },
  },
  "child-record.openHealthPaper": {
    params: ({ familyCode, childId }) => ({ familyCode, childId, documentId }),
    body: () => ({ from: "childPage", as: "inline" }),
    refused: {
      familyCode: familyCodes,
      childId: childIds,
      documentId: documentIds,
      from: [...notText, "", "ailleurs"],
      as: [...notText, "", "html"],
    },
  },
  "child-record.undoHealthPapers": {
    params: ({ familyCode, childId }) => ({ familyCode, childId }),
    body: () => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      documentIds: [documentId],
      said: "decision-inconnue",
      from: "childPage",
    }),
    refused: {
      familyCode: familyCodes,
      childId: childIds,
      idempotencyKey: baskets.idempotencyKey,
      documentIds: [...notText, [], ["é"], Array.from({ length: 21 }, () => documentId)],
      said: [...notText, "", "é".repeat(9)],
      from: [...notText, "", "x"],
    },
  },
  "child-record.decideHealthPapers": {
    params: ({ familyCode, childId }) => ({ familyCode, childId }),
    body: () => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      documentIds: [documentId],
      decision: "accept",
      from: "childPage",
    }),
    refused: {
      familyCode: familyCodes,
      childId: childIds,
      idempotencyKey: baskets.idempotencyKey,
      documentIds: [...notText, [], ["é"], Array.from({ length: 21 }, () => documentId)],
      decision: [...notText, "", "maybe"],
      until: [...notText, "2026-02-30"],
      reason: reasons,
      from: [...notText, "", "ailleurs"],
    },
  },
  "home.own": {},
  "document.list": {},
  "document.sent": { query: () => ({ kind: "assurance" }), refused: { kind: documentKinds } },
  "document.ofFamily": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "document.sentByFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    query: () => ({ kind: "assurance" }),
    refused: { familyCode: familyCodes, kind: documentKinds },
  },
  "document.send": {
    body: () => ({ kind: "domicile", name: "facture.pdf", size: 120_000 }),
    refused: {
      childId: [1, null, "", "../1"],
      kind: [...notText, ...documentKinds],
      name: [...notText, "", "x".repeat(256), "a\u202efdp.exe"],
      size: [...notText.filter((one) => one !== 12), "12", 0, -1, 1.5, 10_000_001],
      about: [...notText, "", {}, { from: "2026-11-16" }, { from: "hier", to: "demain" }],
    },
  },
  "document.remove": { params: () => ({ documentId }), query: () => ({}), refused: { documentId: documentIds } },
  "document.sendForFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    body: () => ({ kind: "domicile", name: "a.pdf", size: 120_000, reason: "Papier apporté." }),
    refused: {
      familyCode: familyCodes,
      childId: [1, null, "", "../1"],
      kind: [...notText, ...documentKinds],
      name: [...notText, "", "x".repeat(256)],
      size: [...notText.filter((one) => one !== 12), "12", 0, -1, 1.5, 10_000_001],
      reason: reasons,
    },
  },
  "document.removeForFamily": {
    params: ({ familyCode }) => ({ familyCode, documentId }),
    body: () => ({ reason: "Document d’une autre famille." }),
    refused: { familyCode: familyCodes, documentId: documentIds, childId: [1, null, "", "../1"], reason: reasons },
  },
  "document.open": {
    params: () => ({ documentId }),
    query: () => ({ as: "inline" }),
    refused: { documentId: documentIds, as: ["", "html"] },
  },
  "document.openOfFamily": {
    params: ({ familyCode }) => ({ familyCode, documentId }),
    query: () => ({ as: "attachment" }),
    refused: { familyCode: familyCodes, documentId: documentIds, as: ["", "html"] },
  },
  "planning.site": {
    params: ({ siteId }) => ({ siteId }),
    query: () => ({ from: "2026-11-01", to: "2026-11-30" }),
    refused: { siteId: siteIds, from: days, to: days },
  },
  "planning.setPlaces": {
    params: ({ siteId, date }) => ({ siteId, date }),
    body: ({ activityId, unitId }) => ({
      pool: `${activityId}/=${unitId}`,
      places: 12,
      seen: null,
      reason: "Encadrement renforcé",
    }),
    refused: {
      siteId: siteIds,
      date: inPath,
      pool: [...notText, "", "mercredis", "a/", "^", "=journee", "../=x"],
      places: [-1, 1.5, 2001, "12", true, {}],
      seen: [1.5, "12", true, {}],
      reason: reasons,
    },
  },
  "closure.close": {
    params: ({ siteId }) => ({ siteId }),
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes", ...closing }),
    refused: {
      siteId: siteIds,
      idempotencyKey: baskets.idempotencyKey,
      from: days,
      to: days,
      kind: [...notText, "", "holiday"],
      reason: reasons,
    },
  },
  "closure.reopen": {
    params: ({ siteId }) => ({ siteId, closureId: "fermeture-inconnue" }),
    refused: { siteId: siteIds, closureId: ["court", "é".repeat(9), "x".repeat(65)] },
  },
  "closure.preview": {
    params: ({ siteId }) => ({ siteId }),
    query: () => ({ from: closing.from, to: closing.to }),
    refused: { siteId: siteIds, from: days, to: days },
  },
  "planning.day": { params: ({ siteId, date }) => ({ siteId, date }), refused: { siteId: siteIds, date: inPath } },
  "approval.list": {},
  "approval.decide": {
    body: ({ familyCode, childId, activityId, unitId, date }) => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      kind: "booking",
      what: "booking",
      familyCode,
      childId,
      activityId,
      unitId,
      date,
      decision: "accept",
    }),
    refused: {
      idempotencyKey: baskets.idempotencyKey,
      kind: [...notText, "", "request"],
      what: [...notText, "", "place"],
      familyCode: [...notText, ...familyCodes],
      childId: [1, null, "", "../1"],
      activityId: [1, null, "", "A B"],
      unitId: [1, null, "", "A B"],
      date: [1, null, ...days],
      decision: [...notText, "", "maybe"],
      reason: reasons,
    },
  },
  "approval.undo": {
    body: (facts) => ({
      ...bookingNamed(facts),
      idempotencyKey: "cle-de-la-table-des-routes",
      said: "decision-inconnue",
    }),
    refused: {
      ...bookingNamedRefused,
      idempotencyKey: baskets.idempotencyKey,
      said: [...notText, "", "é".repeat(9)],
    },
  },
  "approval.settle": {
    body: (facts) => ({ ...bookingNamed(facts), said: "decision-inconnue" }),
    refused: { ...bookingNamedRefused, said: [...notText, "", "é".repeat(9)] },
  },
  "approval.take": {
    body: (facts) => ({ ...bookingNamed(facts), taking: "take" }),
    refused: { ...bookingNamedRefused, taking: [...notText, "", "accept"] },
  },
  "planning.ofFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    query: () => ({ from: "2026-11-01", to: "2027-07-31" }),
    refused: { familyCode: familyCodes, from: days, to: days },
  },
  "booking.bookForFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    body: forFamily,
    refused: { ...baskets, familyCode: familyCodes, reason: reasons },
  },
  "booking.gridForFamily": {
    params: ({ familyCode, activityId }) => ({ familyCode, activityId }),
    refused: { familyCode: familyCodes, activityId: ["A", "é", "a b", "..%2F", "x".repeat(61)] },
  },
  "booking.previewForFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    body: (facts) => ({ lines: basket(facts).lines }),
    refused: { familyCode: familyCodes, lines: baskets.lines },
  },
  "waiting-list.acceptForFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    body: (facts) => ({ ...basket(facts), reason: "Au téléphone" }),
    refused: { ...baskets, familyCode: familyCodes, reason: reasons },
  },
  "waiting-list.declineForFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    body: (facts) => ({ ...basket(facts), reason: "Au téléphone" }),
    refused: { ...baskets, familyCode: familyCodes, reason: reasons },
  },
  "booking.cancelForFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    body: forFamily,
    refused: { ...baskets, familyCode: familyCodes, reason: reasons },
  },
  "booking.changeForFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    body: (facts) => ({
      ...forFamily(facts),
      lines: forFamily(facts).lines.map((one) => ({ ...one, to: { unitId: facts.unitId, date: facts.date } })),
    }),
    refused: {
      idempotencyKey: baskets.idempotencyKey,
      familyCode: familyCodes,
      reason: reasons,
      lines: [...baskets.lines, line({}), line({ to: {} }), line({ to: { unitId: "journee", date: "2026-02-30" } })],
    },
  },
  "account-closing.close": {
    params: () => ({ familyCode: "INCONNUE1" }),
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes", reason: "Déménagement" }),
    refused: { familyCode: familyCodes, idempotencyKey: baskets.idempotencyKey, reason: reasons },
  },
  "account-closing.reopen": { params: () => ({ familyCode: "INCONNUE1" }), refused: { familyCode: familyCodes } },
  "history.own": { query: () => ({}), refused: { before: ["", "hier", "2026-11-25"] } },
  "history.ofFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    query: () => ({}),
    refused: { familyCode: familyCodes },
  },
  "feed.read": {},
  "feed.make": {},
  "feed.revoke": {},
  "feed.calendar": {
    params: () => ({ token: "A".repeat(32) }),
    refused: { token: ["a", "é".repeat(32), "x".repeat(33), `${"A".repeat(32)}.pdf`] },
  },
  "billing.own": {},
  "billing.detail": {
    params: () => invoice,
    query: () => ({}),
    refused: { ...invoiceRefused, note: notes },
  },
  "billing.pdf": { params: () => invoice, refused: invoiceRefused },
  "billing.notePdf": { params: () => ({ ...invoice, note: "1" }), refused: { ...invoiceRefused, note: notes } },
  "billing.notePdfOfFamily": {
    params: ({ familyCode }) => ({ familyCode, ...invoice, note: "1" }),
    refused: { familyCode: familyCodes, ...invoiceRefused, note: notes },
  },
  "billing.share": { body: () => ({ shared: true }), refused: { shared: [null, "oui", 1, {}] } },
  "billing.runs": {},
  "billing.preview": {
    params: () => ({ period: "2026-10" }),
    query: () => ({}),
    refused: { period: months, from: ["x", "0.a", "12", "0.ABCDEFGHIJKLM"] },
  },
  "billing.claims": {
    params: () => ({ period: "2026-10" }),
    query: () => ({}),
    refused: { period: months, from: ["x", "0.a", "12", "0.ABCDEFGHIJKLM"] },
  },
  // A month that is not over: nothing begins.
  "billing.start": { params: () => ({ period: "2027-06" }), refused: { period: months } },
  "billing.ofFamily": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "billing.detailOfFamily": {
    params: ({ familyCode }) => ({ familyCode, ...invoice }),
    query: () => ({}),
    refused: { familyCode: familyCodes, ...invoiceRefused, note: ["0", "x", "1.5", "1000"] },
  },
  "billing.rebillAttendance": {
    params: ({ siteId, date }) => ({ siteId, date }),
    body: ({ familyCode, childId, activityId, unitId }) => ({
      tap: "cle-de-la-table-des-routes",
      acts: [
        {
          act: { what: "here", time: "08:30" },
          children: [{ familyCode, childId, units: [{ activityId, unitId }] }],
        },
      ],
    }),
    refused: {
      siteId: siteIds,
      date: inPath,
      tap: baskets.idempotencyKey,
      acts: [...notText, [], [{}], [{ act: { what: "here", time: "08:30" }, children: [] }]],
    },
  },
  "billing.rebillPrices": {
    params: ({ familyCode }) => ({ familyCode }),
    body: () => ({ what: "quotient", month: "2026-10", entered: { value: 64200, origin: "caf" } }),
    refused: {
      familyCode: familyCodes,
      what: ["", "price", 1, null],
      month: ["2026-13", "octobre", 1, null],
      entered: [
        ...notText.filter((one) => one !== null),
        {},
        { value: -1, origin: "caf" },
        { value: 1.5, origin: "caf" },
        { value: 1, origin: "api" },
      ],
    },
  },
  "billing.shares": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "billing.rebillShares": {
    params: ({ familyCode }) => ({ familyCode }),
    body: () => ({ what: "say", said: theShare }),
    refused: {
      familyCode: familyCodes,
      what: shareActs,
      said: wrongShares,
      about: baskets.idempotencyKey,
    },
  },
  "billing.setShare": {
    params: ({ familyCode }) => ({ familyCode }),
    body: () => ({
      what: "say",
      idempotencyKey: "cle-de-la-table-des-routes",
      said: theShare,
      reason: "Jugement du 12 mars",
    }),
    refused: {
      familyCode: familyCodes,
      what: shareActs,
      said: wrongShares,
      about: baskets.idempotencyKey,
      reason: reasons,
      idempotencyKey: baskets.idempotencyKey,
    },
  },
  "billing.credit": {
    params: ({ familyCode }) => ({ familyCode, ...invoice }),
    body: () => ({ lines: [{ period: "2026-10", rank: 0, due: 0 }], reason: "Erreur de pointage" }),
    refused: {
      familyCode: familyCodes,
      ...invoiceRefused,
      reason: reasons,
      lines: [
        ...notText,
        [],
        [{}],
        ...[-1, 1.005, "0", null].map((due) => [{ period: "2026-10", rank: 0, due }]),
        [{ period: "2026-10", rank: -1, due: 0 }],
      ],
    },
  },
  "billing.pdfOfFamily": {
    params: ({ familyCode }) => ({ familyCode, ...invoice }),
    refused: { familyCode: familyCodes, ...invoiceRefused },
  },
  "tax-certificate.own": {},
  "tax-certificate.make": { params: () => ({ year: "2026" }), refused: { year: certificateYears } },
  "tax-certificate.ofFamily": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "tax-certificate.makeOfFamily": {
    params: ({ familyCode }) => ({ familyCode, year: "2026" }),
    refused: { familyCode: familyCodes, year: certificateYears },
  },
  "reminder.list": {},
  "reminder.preference": {},
  "reminder.setPreference": { body: () => ({ reminders: true }), refused: { reminders: [null, "oui", 1, {}] } },
  "reminder.unsubscribe": {
    params: () => ({ token: "A".repeat(56) }),
    body: () => ({ "List-Unsubscribe": "One-Click" }),
    refused: { token: tokens, "List-Unsubscribe": [...notText, "", "one-click", "Two-Clicks"] },
  },
  "reminder.unsubscribePage": { params: () => ({ token: "A".repeat(56) }), refused: { token: tokens } },
  "protection.ofFamily": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "protection.begin": {
    params: ({ familyCode }) => ({ familyCode }),
    body: () => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      guardianId: "9",
      decidedOn: "2026-01-15",
      reason: "Décision du juge aux affaires familiales",
    }),
    refused: {
      familyCode: familyCodes,
      idempotencyKey: baskets.idempotencyKey,
      guardianId: [...notText, "", "0", "10"],
      childId: [1, null, "", "../1"],
      decidedOn: days,
      reason: reasons,
    },
  },
  "protection.lift": {
    params: ({ familyCode }) => ({ familyCode, protectionId: "mesure-inconnue-1" }),
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes", reason: "Décision levée" }),
    refused: {
      familyCode: familyCodes,
      protectionId: ["court", "é".repeat(20), "x".repeat(65)],
      idempotencyKey: baskets.idempotencyKey,
      reason: reasons,
    },
  },
  "quotient.own": {},
  "quotient.ofFamily": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "quotient.enter": {
    params: ({ familyCode }) => ({ familyCode, month: "2026-10" }),
    body: () => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      seen: 0,
      origin: "papers",
      papers: { kind: "caf", yearlyIncome: 2_400_000, monthlyBenefits: 0, children: 2 },
      reason: "Avis d’imposition",
    }),
    refused: {
      familyCode: familyCodes,
      month: ["", "2026", "2026-13", "10-2026"],
      idempotencyKey: baskets.idempotencyKey,
      seen: [...notText.filter((one) => one !== 12), -1, 1.5, "0"],
      origin: [...notText, "", "banque"],
      papers: [
        null,
        "x",
        {},
        { kind: "caf", yearlyIncome: 1.005, monthlyBenefits: 0, children: 1 },
        { kind: "caf", yearlyIncome: 1, monthlyBenefits: 0, children: -1 },
        { kind: "fiscal", yearlyIncome: 1, quarterParts: 3 },
        { kind: "perPerson", monthlyIncome: 1, monthlyBenefits: 0, monthlyRent: 0, persons: 0 },
        { kind: "autre" },
      ],
      from: days,
      until: days,
      reason: reasons,
    },
  },
  "quotient.withdraw": {
    params: () => ({ familyCode: "INCONNUE1", month: "2026-10" }),
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes", seen: 1, reason: "Erreur de famille" }),
    refused: {
      familyCode: familyCodes,
      month: ["", "2026", "2026-13", "10-2026"],
      idempotencyKey: baskets.idempotencyKey,
      seen: [...notText.filter((one) => one !== 12), -1, 1.5, "0"],
      reason: reasons,
    },
  },
  "quotient.source": {},
  "quotient.giveSource": {
    body: () => ({ seen: 0, consent: "2020-01-01", fund: "caf" }),
    refused: {
      seen: [...notText.filter((one) => one !== 12), -1, 1.5, "0"],
      consent: [...notText, "", "oui"],
      fund: [...notText, "", "banque"],
      // A number of social security is not the town's to hold.
      number: [...notText, "", "123", "abc", "1870645252001", "187064525200123"],
      identity: [
        ...notText,
        {},
        { ...asked, birthName: "" },
        { ...asked, birthName: "x".repeat(81) },
        { ...asked, firstNames: "=1+1" },
        { ...asked, birthDate: "2026-02-30" },
        { ...asked, sex: "X" },
        { ...asked, birthPlace: "4525" },
        { ...asked, birthPlace: "99000" },
      ],
    },
  },
  "quotient.withdrawSource": {
    body: () => ({ seen: 99 }),
    refused: { seen: [...notText.filter((one) => one !== 12), -1, 1.5, "0"] },
  },
  "quotient.ask": {},
  "quotient.sourceOfFamily": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "quotient.giveSourceOfFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    body: () => ({ seen: 0, consent: "2020-01-01", fund: "caf", reason: "Dit au guichet" }),
    refused: {
      familyCode: familyCodes,
      seen: [...notText.filter((one) => one !== 12), -1, 1.5, "0"],
      consent: [...notText, "", "oui"],
      fund: [...notText, "", "banque"],
      number: [...notText, "", "123", "187064525200123"],
      identity: [...notText, {}, { ...asked, birthName: "" }, { ...asked, birthPlace: "4525" }],
      reason: reasons,
    },
  },
  "quotient.withdrawSourceOfFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    body: () => ({ seen: 99, reason: "Dit au guichet" }),
    refused: {
      familyCode: familyCodes,
      seen: [...notText.filter((one) => one !== 12), -1, 1.5, "0"],
      reason: reasons,
    },
  },
  "quotient.askFor": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "quotient.readFile": {
    body: () => ({ file: "Y29kZSBmYW1pbGxlO3F1b3RpZW50Cg==", month: "2026-10", origin: "caf" }),
    refused: {
      file: [...notText, "", "é", "=="],
      month: ["", "2026", "2026-13", "10-2026"],
      origin: [...notText, "", "papers", "api", "banque"],
    },
  },
  "quotient.compare": {
    body: ({ familyCode }) => ({ lines: [quotientLine(familyCode)] }),
    refused: { lines: quotientLines },
  },
  "quotient.enterMany": {
    body: () => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      reason: "Liste de la CAF",
      lines: [{ ...quotientLine("INCONNUE1"), seen: 0 }],
    }),
    refused: {
      idempotencyKey: baskets.idempotencyKey,
      reason: reasons,
      lines: [...quotientLines, [{ ...quotientLine("INCONNUE1"), seen: -1 }]],
    },
  },
  "certification.own": {},
  "certification.confirm": {
    body: () => ({ page: "child", seen: "rien-de-cette-page" }),
    refused: {
      page: [...notText, "", "health", "child.E1"],
      childId: [...notText, "", "../1", "é"],
      seen: [...notText, "", "x".repeat(65)],
    },
  },
  "certification.certify": {
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes" }),
    refused: { idempotencyKey: baskets.idempotencyKey },
  },
  "certification.ofFamily": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "certification.certifyForFamily": {
    params: ({ familyCode }) => ({ familyCode }),
    body: () => ({ idempotencyKey: "confirmation-au-guichet", seen: "abcdefghijklmnop", reason: "Au téléphone" }),
    refused: {
      familyCode: familyCodes,
      idempotencyKey: baskets.idempotencyKey,
      seen: [...notText, "", "court", "a".repeat(17), "é".repeat(16)],
      reason: reasons,
    },
  },
  "enrolment.own": {},
  "enrolment.ask": {
    body: ({ childId, activityId }) => ({ ...enrolling, childId, activityId }),
    refused: { ...enrollingRefused, message: [...notText, "", "  ", "x".repeat(301)] },
  },
  "enrolment.withdraw": {
    params: () => ({ enrolmentId }),
    body: ({ childId }) => ({ ...onEnrolment, childId }),
    refused: onEnrolmentRefused,
  },
  "enrolment.end": {
    params: () => ({ enrolmentId }),
    body: ({ childId }) => ({ ...onEnrolment, childId, from: "2026-12-01" }),
    refused: { ...onEnrolmentRefused, from: days },
  },
  "enrolment.waiting": {
    query: () => ({ state: "asked" }),
    refused: { state: ["", "accepted"], after: ["", "é", "a b", "x".repeat(201)] },
  },
  "enrolment.ofFamily": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "enrolment.enter": {
    params: ({ familyCode }) => ({ familyCode }),
    body: ({ childId, activityId }) => ({ ...enrolling, childId, activityId, reason: "Demandée au guichet" }),
    refused: { familyCode: familyCodes, ...enrollingRefused, reason: reasons },
  },
  "enrolment.undo": {
    params: ({ familyCode }) => ({ familyCode, enrolmentId }),
    body: ({ childId }) => ({ ...onEnrolment, childId }),
    refused: { familyCode: familyCodes, ...onEnrolmentRefused },
  },
  "enrolment.take": {
    params: ({ familyCode }) => ({ familyCode, enrolmentId }),
    body: ({ childId }) => ({ childId, taking: "take" }),
    refused: {
      familyCode: familyCodes,
      enrolmentId: onEnrolmentRefused.enrolmentId,
      childId: onEnrolmentRefused.childId,
      taking: [...notText, "", "accept"],
    },
  },
  "enrolment.decide": {
    params: ({ familyCode }) => ({ familyCode, enrolmentId }),
    body: ({ childId }) => ({ ...onEnrolment, childId, decision: "refuse", reason: "Groupe au complet" }),
    refused: {
      familyCode: familyCodes,
      ...onEnrolmentRefused,
      decision: [...notText, "", "withdraw"],
      reason: reasons,
    },
  },
  "enrolment.endForFamily": {
    params: ({ familyCode }) => ({ familyCode, enrolmentId }),
    body: ({ childId }) => ({ ...onEnrolment, childId, from: "2026-12-01", reason: "Déménagement" }),
    refused: { familyCode: familyCodes, ...onEnrolmentRefused, from: days, reason: reasons },
  },
  "first-request.send": {
    body: ({ robot }) => ({
      adults: [{ firstName: "Anne", lastName: "Neuve", phone: "06 12 34 56 78" }],
      children: [{ firstName: "Lou", lastName: "Neuve", birthDate: "2019-03-14" }],
      address: { lines: ["1 rue du Test"], postcode: "45300", town: "Pithiviers" },
      email: "anne.neuve@exemple.fr",
      emailAgain: "anne.neuve@exemple.fr",
      robot,
    }),
    refused: {
      adults: [
        ...notText,
        [],
        [{}],
        [{ firstName: "<b>", lastName: "Neuve", phone: "" }],
        [{ firstName: "=1+1", lastName: "Neuve", phone: "" }],
        [{ firstName: "Anne", lastName: "Neuve", phone: "06 12" }],
        Array.from({ length: 3 }, (_, rank) => ({
          firstName: "Anne",
          lastName: `Neuve ${"i".repeat(rank)}`,
          phone: "",
        })),
      ],
      children: [
        ...notText,
        [],
        [{ firstName: "Lou", lastName: "Neuve", birthDate: "2019-02-30" }],
        [{ firstName: "Lou", lastName: "Neuve", birthDate: "2999-01-01" }],
        [{ firstName: "Lou", lastName: "Neuve", birthDate: "1990-01-01" }],
        Array.from({ length: 2 }, () => ({ firstName: "Lou", lastName: "Neuve", birthDate: "2019-03-14" })),
      ],
      address: [
        ...notText,
        {},
        { lines: [], postcode: "45300", town: "Pithiviers" },
        { lines: ["1 rue du Test"], postcode: "00000", town: "Pithiviers" },
        { lines: ["1 rue du Test"], postcode: "4530", town: "Pithiviers" },
        { lines: ["\u202e1 rue"], postcode: "45300", town: "Pithiviers" },
      ],
      email: emails,
      emailAgain: emails,
      message: ["x".repeat(1001), ...notText],
      robot: [...notText, "", "x".repeat(4097)],
    },
  },
  "first-request.confirm": {
    params: () => ({ requestId: firstRequestId }),
    body: () => ({ code: "123456" }),
    refused: { requestId: firstRequestIds, code: mailedCodes },
  },
  "first-request.resendCode": {
    params: () => ({ requestId: firstRequestId }),
    body: () => ({ proof }),
    refused: { requestId: firstRequestIds, proof: proofs },
  },
  "first-request.follow": {
    params: () => ({ requestId: firstRequestId }),
    body: () => ({ proof }),
    refused: { requestId: firstRequestIds, proof: proofs },
  },
  "first-request.addDocument": {
    params: () => ({ requestId: firstRequestId }),
    body: () => ({ proof, name: "livret.pdf", size: 1000 }),
    refused: {
      requestId: firstRequestIds,
      proof: proofs,
      name: [...notText, "", "x".repeat(256)],
      size: [null, "1", 0, -1, 1.5, 10_000_001],
    },
  },
  "first-request.list": { query: () => ({}), refused: { after: ["x".repeat(65)] } },
  "first-request.read": { params: () => ({ requestId: firstRequestId }), refused: { requestId: firstRequestIds } },
  "first-request.openDocument": {
    params: () => ({ requestId: firstRequestId, documentId }),
    refused: { requestId: firstRequestIds, documentId: documentIds },
  },
  "first-request.accept": {
    params: () => ({ requestId: firstRequestId }),
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes", seen: 1, resident: true }),
    refused: {
      requestId: firstRequestIds,
      idempotencyKey: baskets.idempotencyKey,
      seen: [...notText.filter((one) => one !== 12), 0, 1.5, "1"],
      resident: [null, "oui", 1, {}],
      familyCode: codes,
    },
  },
  "first-request.attach": {
    params: () => ({ requestId: firstRequestId }),
    body: ({ familyCode }) => ({ idempotencyKey: "cle-de-la-table-des-routes", seen: 1, familyCode }),
    refused: {
      requestId: firstRequestIds,
      idempotencyKey: baskets.idempotencyKey,
      seen: [...notText.filter((one) => one !== 12), 0, 1.5, "1"],
      familyCode: codes,
    },
  },
  "first-request.alike": {
    body: () => atDesk,
    refused: { adults: [...notText, [], [{}]], children: [...notText, [{}]], address: [...notText, {}] },
  },
  "first-request.enter": {
    body: () => ({
      ...atDesk,
      idempotencyKey: "cle-de-la-table-des-routes",
      resident: true,
      apart: [],
      reason: "Vue au guichet",
    }),
    refused: {
      adults: [
        ...notText,
        [],
        [{}],
        [{ firstName: "=1+1", lastName: "Guichet", phone: "" }],
        [{ firstName: "Anne", lastName: "Guichet", phone: "06 12" }],
        [{ firstName: "Anne", lastName: "Guichet", phone: "", email: "anne@" }],
      ],
      children: [...notText, [{ firstName: "Lou", lastName: "Guichet", birthDate: "2019-02-30" }]],
      address: [...notText, {}, { lines: [], postcode: "45300", town: "Pithiviers" }],
      idempotencyKey: baskets.idempotencyKey,
      resident: [null, "oui", 1, {}],
      familyCode: codes,
      apart: [...notText, ["x"], Array.from({ length: 9 }, () => "F000001")],
      reason: reasons,
    },
  },
  "first-request.refuse": {
    params: () => ({ requestId: firstRequestId }),
    body: () => ({ idempotencyKey: "cle-de-la-table-des-routes", seen: 1, reason: "Demande en double" }),
    refused: {
      requestId: firstRequestIds,
      idempotencyKey: baskets.idempotencyKey,
      seen: [...notText.filter((one) => one !== 12), 0, 1.5, "1"],
      reason: reasons,
    },
  },
  "price.ownSituation": {},
  "price.circumstances": { params: ({ familyCode }) => ({ familyCode }), refused: { familyCode: familyCodes } },
  "price.try": {
    params: ({ familyCode }) => ({ familyCode }),
    query: ({ activityId, date }) => ({ activityId, date, among: "alone" }),
    refused: { familyCode: familyCodes, activityId: ["", "A B"], date: days, among: ["", "all"] },
  },
  "price.tryFree": {
    query: () => ({}),
    refused: {
      activityId: ["", "A B"],
      date: days,
      quotient: ["abc", "-1", "1.005"],
      resident: ["true"],
      children: ["0", "13"],
      age: ["-1", "x"],
      grade: ["x".repeat(21)],
      ownMeal: ["1"],
      worksHere: ["1"],
      regime: ["x"],
      origin: ["x"],
      rank: ["0", "13", "x"],
      late: ["1"],
      unbooked: ["1"],
      payer: ["x"],
      payerPart: ["0 %", "120 %", "x"],
      arrived: ["24:00", "8:00"],
      left: ["24:00", "8:00"],
    },
  },
  "price.say": {
    params: ({ familyCode }) => ({ familyCode }),
    body: () => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      seen: 0,
      said: { kind: "worksHere" },
      from: "2026-10-01",
      until: null,
      reason: "Attestation de l’employeur",
    }),
    refused: {
      familyCode: familyCodes,
      idempotencyKey: baskets.idempotencyKey,
      seen: [...notText.filter((one) => one !== 12), -1, 1.5, "0"],
      about: baskets.idempotencyKey,
      said: [
        null,
        "x",
        {},
        { kind: "autre" },
        { kind: "worksHere", more: 1 },
        { kind: "regime", regime: "cnav" },
        { kind: "ownMeal", childId: "" },
        { kind: "payer", payer: "ccas", name: null, part: { amount: 0 }, activityId: null },
        { kind: "payer", payer: "ccas", name: null, part: { amount: 1.005 }, activityId: null },
        { kind: "payer", payer: "ccas", name: null, part: { share: 1_000_001 }, activityId: null },
        { kind: "payer", payer: "ccas", name: "", part: { share: 1 }, activityId: null },
        { kind: "payer", payer: "ccas", name: null, part: { share: 1, amount: 1 }, activityId: null },
      ],
      from: days,
      until: days,
      reason: reasons,
    },
  },
  "price.unsay": {
    params: () => ({ familyCode: "INCONNUE1" }),
    body: () => ({
      idempotencyKey: "cle-de-la-table-des-routes",
      seen: 1,
      about: "cle-de-la-table-des-routes",
      reason: "Erreur de famille",
    }),
    refused: {
      familyCode: familyCodes,
      idempotencyKey: baskets.idempotencyKey,
      seen: [...notText.filter((one) => one !== 12), -1, 1.5, "0"],
      about: baskets.idempotencyKey,
      reason: reasons,
    },
  },
  "price.simulate": {
    query: () => ({}),
    refused: {
      quotient: ["", "abc", "-1", "1.005", "1e3", "10000000000", "=1+1"],
      resident: ["", "peut-être"],
      children: ["", "0", "13", "2.5", "abc"],
      age: ["", "-1", "18", "abc"],
      grade: ["x".repeat(21)],
      ownMeal: ["", "1"],
      worksHere: ["", "1"],
      origin: ["", "banque"],
      regime: ["", "cnav"],
    },
  },
  "reference.openapi": {},
  "catalogue.sites": {},
  "attendance.note": {
    params: ({ siteId, date }) => ({ siteId, date }),
    body: ({ familyCode, childId, activityId, unitId }) => ({
      tap: "cle-de-la-table-des-routes",
      act: { what: "here", time: "08:30" },
      children: [{ familyCode, childId, units: [{ activityId, unitId }] }],
    }),
    refused: {
      siteId: siteIds,
      date: inPath,
      tap: baskets.idempotencyKey,
      act: [
        ...notText,
        {},
        { what: "here" },
        { what: "here", time: "8:30" },
        { what: "here", time: "24:00" },
        { what: "absent", kind: "vacances", time: "08:30" },
        { what: "undo", tap: "court" },
        { what: "times", arrived: "08:30:00" },
        { what: "partout" },
      ],
      children: [
        ...notText,
        [],
        [{}],
        [{ familyCode: "INCONNUE1", childId: "E1", units: [] }],
        [{ familyCode: "INCONNUE1", childId: "e 1", units: [{ activityId: "mercredis", unitId: "journee" }] }],
        Array.from({ length: 101 }, () => ({
          familyCode: "INCONNUE1",
          childId: "E1",
          units: [{ activityId: "mercredis", unitId: "journee" }],
        })),
      ],
    },
  },
  "attendance.reopen": {
    params: ({ siteId, date }) => ({ siteId, date }),
    body: () => ({ reason: "Appel oublié le soir" }),
    refused: { siteId: siteIds, date: inPath, reason: reasons },
  },
  "attendance.steps": {
    params: ({ siteId, date, familyCode, childId }) => ({ siteId, date, familyCode, childId }),
    refused: { siteId: siteIds, date: inPath, familyCode: familyCodes, childId: ["é", "e1", "X".repeat(17)] },
  },
  "attendance.own": {
    query: () => ({ from: "2026-11-01", to: "2026-11-30" }),
    refused: { from: days, to: days },
  },
  "attendance.certificates": {},
  "attendance.foresee": {
    body: ({ childId, activityId, unitId, date }) => ({
      kind: "justified",
      lines: [{ childId, activityId, unitId, date }],
    }),
    refused: { kind: [...notText, "", "strike", "vacances"], lines: [...notText, [], [{}]] },
  },
  "day-sheet.read": {
    params: ({ siteId, date }) => ({ siteId, date }),
    refused: {
      siteId: ["A", "é", "a b", "x".repeat(41)],
      date: days.filter((day) => day !== "" && !day.includes("/")),
    },
  },
};
