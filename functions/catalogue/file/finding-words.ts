/** What the rules find in a catalogue, told to who wrote its file: what is wrong, a case, what to write instead. */
import { dayWithYear, weekdayName } from "../../kernel/dates.fr.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { list } from "../../kernel/list.fr.ts";
import { instantToLocal } from "../../kernel/time.ts";
import { eurosInWords, type Cents } from "../../kernel/money.ts";
import type { LineFacts } from "../rules/tariffs.ts";
import type { Fault, Notice, Path } from "../rules/findings.ts";
import { nearest } from "./fields.ts";
import { regimeWords } from "./tariff-words.ts";
import { dateWords, momentText } from "./words.ts";

/** What the sentences say of other parts of the file. */
export interface Elsewhere {
  readonly lineOf: (path: Path) => number;
  /** The code of the activity that something is found of. */
  readonly activity: string;
}

/** `vouliez-vous écrire « maternels » ?`, or the list of what there is, for a code that nothing bears. */
function meantCode(code: string, known: readonly string[]): string {
  const meant = nearest(code, known);
  if (meant !== undefined) return `vouliez-vous écrire « ${meant} » ?`;
  return known.length === 0
    ? "il n’y en a aucune : ajoutez-la d’abord"
    : `écrivez l’un de ces codes : ${known.join(", ")}`;
}

interface BeyondQuota {
  readonly date: PlainDate;
  readonly from: Instant;
  readonly until: Instant;
}
const beyondWords = ({ date, from, until }: BeyondQuota): string =>
  `pour le ${dayWithYear(date)}, elles seraient proposées à partir du ${momentText(from)}, et l’on réserve jusqu’au ${momentText(until)}`;

interface TooLate {
  readonly from?: PlainDate;
  readonly opensAt: Instant;
  readonly last: Instant;
}
const tooLateWords = ({ from, opensAt, last }: TooLate): string =>
  `${from === undefined ? "elle" : `celle du ${dayWithYear(from)}`} ouvre le ${momentText(opensAt)}, après la dernière échéance de ses jours (${momentText(last)})`;

const euros = (amount: Cents): string => eurosInWords(amount);

/** A child that no price is for: what of it the lines tell apart. */
const caseWords = ({ resident, worksHere, regime, age, grade, ownMeal }: LineFacts): string =>
  `un enfant ${resident ? "résident" : "extérieur"}${worksHere ? " dont un parent travaille sur la commune" : ""}${regime === null ? "" : `, au régime ${regimeWords[regime]},`} de ${age} ${age < 2 ? "an" : "ans"}${grade === null ? "" : ` en ${grade}`}${ownMeal ? " qui apporte son repas" : ""}`;

export function faultWords(fault: Fault, { lineOf, activity }: Elsewhere): string {
  switch (fault.code) {
    case "siteUnknown":
      return `« ${fault.site} » n’est pas un site de ce fichier : ${meantCode(fault.site, fault.known)}`;
    case "siteLimitUnknown":
      return `« ${fault.limit} » n’est pas une limite du site « ${fault.site} » : ${meantCode(fault.limit, fault.known)}`;
    case "windowOutside":
      return `cette période sort de celle de l’activité, du ${dateWords(fault.from)} au ${dateWords(fault.to)}`;
    case "windowsOverlap":
      return `elle partage des jours avec « ${fault.other.at(-1) ?? ""} » (ligne ${lineOf(fault.other)}) : un jour n’est que dans une période de réservation`;
    case "windowNeedsHolidays":
      return "cette activité n’a pas lieu pendant les vacances : écrivez « chaque jour », ou une date";
    case "windowShut":
      return `elle se clôt avant d’ouvrir (${momentText(fault.closesAt)}, du ${dayWithYear(fault.from)})`;
    case "windowOpensAfterItsDays":
      return `elle ouvre le ${momentText(fault.opensAt)}, après son dernier jour : avancez l’ouverture, ou reculez « au »`;
    case "windowNeverInTime":
      return `aucun jour n’y serait jamais réservable : ${tooLateWords(fault)}. Avancez l’ouverture, ou assouplissez « réserver avant » dans « ${activity} »`;
    case "unitUnknown":
      return `« ${fault.unit} » n’est pas une prestation de cette activité : ${meantCode(fault.unit, fault.known)}`;
    case "excludesItself":
      return "une prestation ne s’exclut pas elle-même";
    case "containsItself":
      return `cette prestation se contient elle-même : ${fault.circle.join(" → ")}`;
    case "limitUnknown":
      return `« ${fault.limit} » n’est pas une limite de cette activité : ${meantCode(fault.limit, fault.known)}`;
    case "placesOutside":
      return `le ${dateWords(fault.date)} est en dehors de la période de l’activité`;
    case "editionAfterEnd":
      return `cette version ne vaudrait qu’après la fin de l’activité (${dateWords(fault.to)})`;
    case "editionTwice":
      return `« ${fault.id} » est déjà à la ligne ${lineOf(fault.other)} avec le même premier jour (${dateWords(fault.effectiveFrom)}) : changez le code, ou dites « à compter du » pour une nouvelle version`;
    case "deadlineNeedsHolidays":
      return "cette activité n’a pas lieu pendant les vacances : écrivez « avant la période » ou « avant la période de réservation »";
    case "beyondQuotaNever":
      return `les journées au-delà de la part ne seraient jamais proposées : ${beyondWords(fault)}. Avancez « au-delà » avant « réserver avant »`;
    case "minimumNeedsHolidays":
      return "cette activité n’a pas lieu pendant les vacances : comptez les jours par semaine, par période de réservation ou par activité";
    case "minimumOfOneDay":
      return `« ${fault.window} » ouvre chaque jour séparément : une période de réservation n’y a qu’un jour. Comptez par semaine, par vacances ou par activité`;
    case "minimumTooLong":
      return `${fault.days} jours seraient à réserver en une fois, et une demande en contient ${fault.most} au plus par enfant : comptez par semaine ou par vacances`;
    case "minimumBeyondQuota":
      return `${fault.needed} jours sont demandés à la fois, et « équité » n’en donne que ${fault.days} par ${fault.per === "week" ? "semaine" : "mois"} : personne ne pourrait réserver. Augmentez « équité », ou baissez « minimum »`;
    case "documentUnknown":
      return `« ${fault.document} » n’est pas un justificatif de ce fichier : ${meantCode(fault.document, fault.known)}`;
    case "certificateNotOfChild":
      return `« ${fault.document} » n’est pas un justificatif de l’enfant : choisissez-en un qui est « pour: enfant »`;
    case "tariffUnknown":
      return `« ${fault.tariff} » n’est pas un tarif de ce fichier : ${meantCode(fault.tariff, fault.known)}`;
    case "accountUnknown":
      return `« ${fault.account} » n’est pas un compte de recouvrement de ce fichier : ${meantCode(fault.account, fault.known)}`;
    case "absencesUnknown":
      return `« ${fault.absences} » n’est pas dans « absences » de ce fichier : ${meantCode(fault.absences, fault.known)}`;
    case "seriesTwice":
      return `la série « ${fault.series} » est déjà celle du compte de la ligne ${lineOf(fault.other)} : deux factures auraient le même numéro, donnez-en une autre`;
    case "accountWithoutTariff":
      return "l’activité a un compte de recouvrement et pas de prix : ajoutez « tarif », ou enlevez « compte »";
    case "prepaidWithoutWallet":
      return "ce qui se paie en réservant se paie avec un porte-monnaie, et a un prix : donnez à l’activité un « tarif », et un « compte » qui a un « porte-monnaie »";
    case "heldWithoutPrepaid":
      return "seule une place qui se paie en réservant est gardée pendant que la famille paie : ajoutez « prépaiement: oui », ou enlevez « place gardée »";
    case "heldWithMinimum":
      return "des jours qui vont ensemble ne sont pas gardés l’un sans l’autre : enlevez « minimum », ou « place gardée »";
    case "heldWithQuota":
      return "un jour d’une part garantie n’est pas gardé sans être payé : enlevez « équité », ou « place gardée »";
    case "prepaidWithList":
      return "personne n’attend une place qui se paie en réservant : enlevez « liste d’attente », ou « prépaiement »";
    case "prepaidWithSpan":
      return "un prix par semaine, par mois ou par période ne se paie pas jour par jour en réservant : donnez à l’activité un tarif dont les prix sont du jour, ou enlevez « prépaiement »";
    case "prepaidWithApproval":
      return "ce qu’un agent doit valider ne se paie pas en réservant : enlevez « accord d’un agent », ou « prépaiement »";
    case "tariffTwice":
      return `« ${fault.tariff} » a déjà une version à compter du ${dateWords(fault.effectiveFrom)}, à la ligne ${lineOf(fault.other)} : changez la date, ou gardez l’une des deux`;
    case "tariffStartsLate":
      return `l’activité commence avant son tarif « ${fault.tariff} », qui vaut à compter du ${dateWords(fault.from)} : avancez cette date, ou ajoutez la version d’avant`;
    case "unitWithoutPrice":
      return `« ${fault.unit} » n’a pas de prix dans le tarif « ${fault.tariff} » à compter du ${dateWords(fault.effectiveFrom)} : ajoutez cette prestation à l’une de ses lignes`;
    case "caseWithoutPrice":
      return `« ${fault.unit} » n’a pas de prix pour ${caseWords(fault.case)} : ajoutez une ligne, ou enlevez ce qui limite les autres`;
    case "quotientsWithoutPrice":
      return fault.to === null
        ? `aucun prix pour les quotients à partir de ${euros(fault.from)} : finissez par une tranche « plus de … »`
        : `aucun prix pour les quotients de ${euros(fault.from)} à ${euros(fault.to)} : faites commencer la tranche suivante à ${euros(fault.from)}`;
    case "quotientsTwice":
      return `deux prix pour les quotients de ${euros(fault.from)} à ${euros(fault.to)} : faites commencer la seconde tranche après la première`;
    case "calendarTwice":
      return `la zone ${fault.zone} a déjà un calendrier ${fault.schoolYear}, à la ligne ${lineOf(fault.other)}`;
    case "calendarsOverlap":
      return `cette année commence avant la fin de celle de la ligne ${lineOf(fault.other)} (zone ${fault.zone})`;
  }
}

export function noticeWords(notice: Notice, { activity }: Elsewhere): string {
  switch (notice.code) {
    case "noLimit":
      return "aucune limite de places : tous les enfants passent";
    case "noWindow":
      return "aucune période de réservation : personne ne pourra réserver. Ajoutez « périodes de réservation » quand les dates sont connues";
    case "windowTooLate":
      return `${notice.wholly ? "une partie de ses jours ne sera jamais réservable" : "une de ses ouvertures ne sert à personne"} : ${tooLateWords(notice)}. Avancez l’ouverture, ou assouplissez « réserver avant » dans « ${activity} »`;
    case "weekdaysForgotten": {
      const days = list(notice.weekdays.map(weekdayName));
      return `rien n’est dit pour ${days} : ces jours restent ouverts jusqu’au début de la prestation ; ajoutez-les, par exemple « … pour ${days} »`;
    }
    case "weekdaysIdle":
      return `l’activité n’a pas lieu le ${list(notice.weekdays.map(weekdayName))} : enlevez ces jours de l’échéance`;
    case "deadlineAfterStart":
      return `le ${dayWithYear(notice.date)}, cette échéance (${momentText(notice.ruled)}) vient après le début de la prestation (${notice.start}) : elle s’arrête à ${instantToLocal(notice.last).time}, rien ne se réserve ni ne s’annule ensuite. Avancez-la pour choisir vous-même`;
    case "laterDayEarlier":
      return `un jour plus tardif a une échéance plus tôt : ${momentText(notice.first.until)} pour le ${dayWithYear(notice.first.date)}, ${momentText(notice.second.until)} pour le ${dayWithYear(notice.second.date)}. Si ce n’est pas voulu, rapprochez les deux règles`;
    case "schoolDaysUnknown":
      return `pour le ${dayWithYear(notice.date)}, les jours d’école sont comptés jusqu’au ${dayWithYear(notice.counted)}, dont aucun calendrier scolaire de ce fichier ne parle : ajoutez celui de l’année d’avant`;
    case "waitingNeverFreed":
      return "aucune famille ne peut rendre sa place : la liste d’attente n’avancera que par le guichet. Dites jusqu’à quand annuler, ou enlevez « liste d’attente »";
    case "waitingTight":
      return `la liste d’attente n’a plus ${notice.booked <= notice.given ? "de temps" : "qu’un jour au plus"} : pour le ${dayWithYear(notice.date)}, on annule jusqu’au ${momentText(notice.given)} et on ne réserve que jusqu’au ${momentText(notice.booked)}. Avancez « annuler avant » d’au moins un jour, ou reculez « réserver avant »`;
    case "beyondQuotaLate":
      return `les journées au-delà de la part ne sont pas toujours proposées à temps : ${beyondWords(notice)}. Avancez « au-delà »`;
    case "minimumIsWholeWeek":
      return `l’activité n’a lieu que ${notice.open} ${notice.open > 1 ? "jours" : "jour"} par semaine : ${notice.days} jours au moins, c’est la semaine entière. Écrivez « semaine entière », ou baissez ce nombre`;
    case "minimumNobodyWaits":
      return "les jours vont ensemble, et un seul ne peut pas attendre : personne ne s’inscrira sur la liste d’attente. Enlevez « liste d’attente », ou demandez un nombre de jours plutôt que tous";
    case "minimumAcrossWindows":
      return `le ${dayWithYear(notice.first.date)} et le ${dayWithYear(notice.second.date)} vont ensemble, mais ouvrent l’un le ${momentText(notice.first.opensAt)}, l’autre le ${momentText(notice.second.opensAt)} : tant que l’un est fermé, le compte ne peut pas y être. Faites passer la limite entre deux périodes de réservation là où les jours se séparent`;
    case "minimumTooLate":
      return `le ${dayWithYear(notice.date)} ouvre le ${momentText(notice.opensAt)}, alors qu’il faut réserver avant le ${momentText(notice.until)} : les jours qui vont avec ne suffiront pas. Avancez l’ouverture, ou assouplissez « réserver avant » dans « ${activity} »`;
    case "documentAskedByNone":
      return "aucune activité ne demande ce justificatif : ajoutez-le au « dossier » d’une activité, ou écrivez « demandé: à tous »";
    case "priceFalls":
      return `le prix baisse à partir du quotient ${euros(notice.from)} : si ce n’est pas voulu, deux tranches ont échangé leur prix`;
    case "lineNeverUsed":
      return "cette ligne ne sert jamais : celles qui la précèdent valent déjà pour les mêmes enfants. Mettez-la plus haut";
    case "tariffUsedByNone":
      return "aucune activité n’a ce tarif : écrivez « tarif » dans celles qu’il concerne";
    case "absencesUsedByNone":
      return "aucune activité ne suit ces règles : écrivez « absences » dans celles qu’elles concernent";
    case "accountUsedByNone":
      return "aucune activité n’a ce compte de recouvrement : écrivez « compte » dans celles qu’il concerne";
    case "tariffWithoutAccount":
      return "l’activité a un prix et personne ne le recouvre : elle ne sera pas facturée. Ajoutez « compte » si elle doit l’être";
    case "calendarUnread":
      return notice.portal
        ? `le portail est réglé sur la zone ${notice.read} : ce calendrier de la zone ${notice.zone} n’y dit rien, et ses jours restent fermés. Changez « zone », ou la zone de la ville`
        : `ce fichier a aussi un calendrier de la zone ${notice.read} : un portail n’en lit qu’une, celle de la ville`;
  }
}
