/** What entering a catalogue tells the person who runs it. Pure: lines of French text. */
import { fileParts } from "../../functions/catalogue/rules/file-rules.ts";
import { dayWithYear, momentWords } from "../../functions/kernel/dates.fr.ts";
import type { BookingWindow, StepFor } from "../../functions/catalogue/rules/catalogue.ts";
import type { Instant, PlainDate } from "../../functions/kernel/ids.ts";
import type { CatalogueContent, Finding } from "../../functions/catalogue/file/read-catalogue.ts";
import type { BookedDay, Impact } from "../../functions/planning/catalogue-impact.ts";
import type { CatalogueReport } from "../../functions/planning/use-cases/enter-catalogue.ts";
import type { CatalogueChange, CatalogueRecord } from "../../functions/catalogue/store/catalogue-entry.ts";
import { rateInWords } from "../../functions/kernel/exact.ts";
import { cents, priceInWords, type Cents } from "../../functions/kernel/money.ts";
import type { FamilyMove, PlaceMoves, TariffPreview } from "../../functions/price/rules/tariff-preview.ts";
import { bracketWords } from "../../functions/price/words.fr.ts";
import { minimumWords, momentText } from "../../functions/catalogue/file/words.ts";
import { count, section } from "./import-report.ts";

const day = (date: PlainDate): string => date.split("-").reverse().join("/");

const place = ({ line, path }: Finding): string => `ligne ${line}${path.length === 0 ? "" : `, ${path.join(" › ")}`}`;

/** What the file says of itself, before anything is compared. */
export const describeFile = ({ faults, notices }: CatalogueContent): readonly string[] => [
  ...section(
    "À corriger (rien n’entre tant qu’il en reste) :",
    faults.map((fault) => `${place(fault)} : ${fault.reason}`),
  ),
  ...section(
    "À relire (le fichier est accepté quand même) :",
    notices.map((notice) => `${place(notice)} : ${notice.reason}`),
  ),
];

function recordName(record: CatalogueRecord): string {
  switch (record.kind) {
    case "site":
      return `site ${record.siteId}`;
    case "closure":
      return `fermeture ${record.closureId} du site ${record.siteId}`;
    case "calendar":
      return `calendrier ${record.schoolYear}, zone ${record.zone}`;
    case "documentKind":
      return `justificatif ${record.documentKindId}`;
    case "fileSection":
      return `fiche ${fileParts[record.section].words}`;
    case "suspension":
      return "réservations en cas d’impayés";
    case "absenceRules":
      return `règles d’absence ${record.absenceRulesId}`;
    case "collectionAccount":
      return `compte de recouvrement ${record.accountId}`;
    case "tariff":
      return `tarif ${record.tariffId}, à compter du ${day(record.effectiveFrom)}`;
    case "activity":
      return `activité ${record.activityId}, à compter du ${day(record.effectiveFrom)}`;
  }
}

/** A few days by name, the others by their number. */
function someDays(days: readonly BookedDay[], say: (one: BookedDay) => string): string {
  const shown = 3;
  const more = days.length - shown;
  return `${days.slice(0, shown).map(say).join(" ; ")}${more > 0 ? ` ; et ${count(more, "autre jour", "autres jours")}` : ""}`;
}

const booked = ({ date, bookings }: BookedDay): string => `${dayWithYear(date)} (${count(bookings, "réservation")})`;

function stepWords(who: StepFor): string {
  if (typeof who === "string") return who === "residents" ? "résidents" : "tous";
  const { residents, towns = [], schools = [], grades = [] } = who;
  return [...(residents ? ["résidents"] : []), ...towns, ...schools, ...grades].join(", ");
}

function windowWords({ from, to, steps, closesAt }: BookingWindow): string {
  const opens = steps.map((step) => `${stepWords(step.for)} ${momentWords(step.opensAt, null)}`).join(", ");
  return `jours du ${day(from)} au ${day(to)}, ouverture ${opens}, clôture ${momentWords(closesAt, null)}`;
}

/** `+ 0,20 €`: how much a price moves. */
const signed = (amount: Cents): string =>
  amount === 0 ? "rien" : `${amount > 0 ? "+ " : "− "}${priceInWords(cents(Math.abs(amount)))}`;

const placeWords = (place: PlaceMoves["place"]): string => {
  switch (place?.kind) {
    case "bracket":
      return `quotient ${bracketWords(place.from, place.to)}`;
    case "effortRate":
      if (place.held) return `taux d’effort, au ${place.held.bound === "floor" ? "minimum" : "maximum"}`;
      return `taux d’effort de ${rateInWords(place.rate)}`;
    case "flat":
      return "prix qui ne dépend pas du quotient";
    case "withoutQuotient":
      return "sans quotient connu";
    case undefined:
      return "autres";
  }
};

function movesWords({ families, up, down, least, most }: PlaceMoves): string {
  const same = families - up - down;
  const by = least === most ? signed(least) : `de ${signed(least)} à ${signed(most)}`;
  return [
    count(families, "famille"),
    ...(up > 0 ? [`${up} en hausse`] : []),
    ...(down > 0 ? [`${down} en baisse`] : []),
    ...(same > 0 ? [`${same} sans changement`] : []),
    ...(up + down > 0 ? [by] : []),
  ].join(", ");
}

const moveWords = ({ code, name, children, before, after }: FamilyMove): string =>
  `${name} (${code}, ${count(children, "enfant")}) : ${priceInWords(before)} → ${priceInWords(after)} (${signed(cents(after - before))})`;

/** What new prices change for whom, of each tariff. */
const previewWords = ({ sample, families, places, most }: TariffPreview): readonly string[] =>
  section(
    `Tarif ${sample.tariff.id}, ce que cela change pour ${count(families, "famille")} : « ${sample.unit.name} », ${sample.activity.name}, le ${dayWithYear(sample.date)}, tous leurs enfants de cet âge présents :`,
    families === 0
      ? ["aucune famille n’a d’enfant qui puisse y venir ce jour-là"]
      : [...places.map((one) => `${placeWords(one.place)} : ${movesWords(one)}`), ...most.map(moveWords)],
  );

function impactWords(impact: Impact): string {
  switch (impact.kind) {
    case "siteMoved":
      return `${impact.activityId} passe du site « ${impact.from} » au site « ${impact.to} » alors que des familles y ont des places ou en attendent : ${someDays(impact.days, booked)}. Ces places restent comptées à « ${impact.from} » et ne peuvent pas suivre : laissez-y cette activité, jusqu’à ces jours au moins, et donnez un autre code à celle de « ${impact.to} »`;
    case "windowMoved": {
      const { activity, before, after } = impact;
      const moved = after
        ? `change : ${windowWords(before)} → ${windowWords(after)}`
        : `disparaît (${windowWords(before)}) : ces jours ne pourront plus être réservés`;
      return `${activity.name}, la période de réservation « ${before.id} » ${moved}`;
    }
    case "tooFewPlaces":
      return `${impact.activityId ?? impact.siteId}, limite « ${impact.limit} » : moins de places que de réservations, ${someDays(impact.days, (one) => `${booked(one)} pour ${count(impact.days.find(({ date }) => date === one.date)?.places ?? 0, "place")}`)}. Les réservations faites restent`;
    case "unitGone":
      return `${impact.activityId}, la prestation « ${impact.unitId} » disparaît alors qu’elle est réservée : ${someDays(impact.days, booked)}. Ces réservations restent, et leurs familles sont prévenues`;
    case "dayGone":
      return `${impact.activityId} n’a plus lieu des jours où elle est réservée : ${someDays(impact.days, booked)}. Ces réservations restent, et leurs familles sont prévenues ; pour les annuler, fermez ces jours`;
    case "hoursMoved":
      return `${impact.activityId}, les horaires de « ${impact.unitId} » changent alors qu’elle est réservée : ${someDays(impact.days, booked)}. Les familles sont prévenues`;
    case "deadlineMoved": {
      const until = (moment: Instant | null): string => (moment === null ? "jamais" : momentText(moment));
      return `${impact.activityId}, « ${impact.unitId} » : la limite pour ${impact.act === "bookBefore" ? "réserver" : "annuler"} change pour ${count(impact.days, "jour")}, que des familles ont pu lire ; le ${dayWithYear(impact.date)} : ${until(impact.before)} → ${until(impact.after)}`;
    }
    case "minimumChanged": {
      const { activity, before, short } = impact;
      const words = (minimum: typeof before): string => (minimum ? minimumWords(minimum) : "jour par jour");
      const kept =
        short === 0
          ? ""
          : `. ${count(short, "enfant a moins", "enfants ont moins")} : ces jours restent réservés, et la famille peut les compléter ou les rendre`;
      return `${activity.name}, minimum à réserver : ${words(before)} → ${words(activity.minimum)}${kept}`;
    }
    case "pricesMoved": {
      const moves = impact.changes.map(({ unit, resident, least, most }) => {
        const by = least === most ? signed(least) : `de ${signed(least)} à ${signed(most)} selon le quotient`;
        return `${unit}, ${resident ? "résidents" : "extérieurs"} : ${by}`;
      });
      return `tarif ${impact.tariff.id} à compter du ${day(impact.tariff.effectiveFrom)}, pour un enfant : ${moves.join(" ; ")}`;
    }
    case "closure":
      return `fermeture du ${day(impact.closure.from)} au ${day(impact.closure.to)} (${impact.closure.reason}) : ${count(impact.bookings, "réservation sera annulée, et sa famille prévenue", "réservations seront annulées, et les familles prévenues")}`;
    case "withoutCalendar":
      return `${impact.activity.name} : aucun calendrier scolaire pour des jours du ${day(impact.from)} au ${day(impact.to)}, qui restent fermés`;
  }
}

const outcomes: Readonly<Record<CatalogueChange["outcome"], string>> = {
  new: "nouveau",
  changed: "modifié",
  unchanged: "inchangé",
};

/** What was done, or would be. */
export function describeCatalogue(
  { changes, impacts, leftAlone, heldBack, refused }: CatalogueReport,
  dryRun: boolean,
): readonly string[] {
  const made = changes.filter(({ outcome }) => outcome !== "unchanged");
  const total = (outcome: CatalogueChange["outcome"]): number =>
    changes.filter((change) => change.outcome === outcome).length;
  const onlySaid = dryRun || heldBack || refused;
  const ends = refused
    ? "Rien n’a été importé : une activité réservée ne change pas de site (voir « À savoir »). Corrigez le fichier. Cet import ferait : "
    : heldBack
      ? "Rien n’a été importé : des familles ont réservé ce que ce fichier retire ou déplace (voir « À savoir »). Relisez, puis relancez avec --tell-families : elles seront prévenues par e-mail. Cet import ferait : "
      : dryRun
        ? "Essai à blanc, rien n’a été écrit. Cet import ferait : "
        : "Import terminé : ";
  return [
    ...section(
      onlySaid ? "Ce qui changerait :" : "Ce qui change :",
      made.map(({ record, outcome }) => `${recordName(record)} : ${outcomes[outcome]}`),
    ),
    ...section("À savoir :", impacts.map(impactWords)),
    ...impacts.flatMap((impact) =>
      impact.kind === "pricesMoved" && impact.families ? previewWords(impact.families) : [],
    ),
    ...section("Sur le portail et pas dans ce fichier (reste tel quel) :", leftAlone.map(recordName)),
    `${ends}${count(total("new"), "nouveau", "nouveaux")}, ${count(total("changed"), "modifié")}, ${count(total("unchanged"), "inchangé")}.`,
  ];
}
