/**
 * What the rules say to staff, in French: the same facts as families are told (words.fr.ts), in the third person, and what
 * the office itself can do about it. Nobody at the desk is told to call the desk.
 */
import type { Refusal } from "./rules/booking-rules.ts";
import type { DayClosed } from "../catalogue/rules/running-days.ts";
import { priceInWords } from "../kernel/money.ts";
import type { PlainDate } from "../kernel/ids.ts";
import { dayWithYear, momentWords } from "../kernel/dates.fr.ts";
import { list } from "../kernel/list.fr.ts";
import { days, lackingWords, minimumSentence, notHeld, placesTaken, years } from "./common-words.fr.ts";

const reload = "Rechargez la page, puis recommencez s’il le faut.";
const otherDay = "Choisissez un autre jour";

/** What can still be done about a full day. */
const whenFull = ({ list: canWait, freedUntil }: Extract<Refusal, { code: "full" }>, today: PlainDate): string =>
  canWait
    ? "Inscrivez l’enfant sur la liste d’attente, ou ajoutez des places dans « Places et fermetures »."
    : freedUntil === null
      ? "Les familles ne peuvent plus annuler à temps : ajoutez des places dans « Places et fermetures », ou choisissez un autre jour."
      : `Une famille peut encore annuler jusqu’au ${momentWords(freedUntil, today)}. Ajoutez des places dans « Places et fermetures », ou choisissez un autre jour.`;

/** The sentence for staff: the rule, the moment it changes, what the office can do next. */
export function staffSentence(refusal: Exclude<Refusal, DayClosed>, today: PlainDate): string {
  switch (refusal.code) {
    case "unknownChild":
      return `Cet enfant ne figure pas dans le dossier de cette famille. ${reload}`;
    case "unknownActivity":
      return "Cette activité n’existe pas ou n’existe plus. Rechargez la page et choisissez dans la liste des activités.";
    case "unknownUnit":
      return "Cette prestation ne fait pas partie de l’activité. Rechargez la page et choisissez parmi celles qui sont proposées.";
    case "accountClosed":
      return `Le compte de cette famille est fermé depuis le ${momentWords(refusal.since, today)} : rouvrez-le d’abord, en bas de sa page.`;
    case "past":
      return "Ce jour est passé : rien n’y change plus.";
    case "tooYoung":
      return `Cette activité accueille les enfants à partir de ${years(refusal.minAge)}. ${refusal.firstName} pourra venir à partir du ${dayWithYear(refusal.from)}.`;
    case "tooOld":
      return `Cette activité accueille les enfants jusqu’à ${years(refusal.maxAge)} inclus, et ${refusal.firstName} aura ${years(refusal.maxAge + 1)} dès le ${dayWithYear(refusal.from)}.`;
    case "leaves":
      return `${refusal.firstName} quitte ce foyer le ${dayWithYear(refusal.from)}. Si ce n’est pas exact, annulez son départ dans l’onglet « Enfants » de la famille.`;
    case "otherGrade":
      return `Cette activité accueille les classes ${list(refusal.grades)}, et la fiche de ${refusal.firstName} indique ${refusal.grade}. Si la fiche est fausse, corrigez-la dans l’onglet « Enfants » de la famille.`;
    case "gradeUnknown":
      return `Cette activité dépend de la classe, et la fiche de ${refusal.firstName} ne l’indique pas : complétez-la dans l’onglet « Enfants » de la famille.`;
    case "otherSchool":
      return `Cette activité accueille les élèves de ${list(refusal.schools)}. Si l’école de ${refusal.firstName} est fausse, corrigez-la dans l’onglet « Enfants » de la famille.`;
    case "suspended":
      return refusal.overdue
        ? `La famille a ${priceInWords(refusal.overdue.amount)} en retard de paiement, depuis le ${dayWithYear(refusal.overdue.since)} : elle ne réserve plus elle-même. Réservez pour elle, ou accordez-lui un délai dans ses factures.`
        : "La famille ne réserve plus elle-même, pour un retard de paiement.";
    case "fileIncomplete":
      return `${refusal.firstName} n’a pas d’inscription à l’année à cette activité ce jour-là : acceptez ou saisissez-la d’abord, dans « Inscriptions » de la famille.`;
    case "documentMissing":
      return `Pour réserver elle-même, la famille doit fournir pour ${refusal.firstName} : ${list(refusal.lacking.map(lackingWords))}.`;
    case "notAnnounced":
      return "Aucune période de réservation ne couvre encore ce jour pour les familles.";
    case "tooLate":
      return `Pour ce jour, les familles devaient réserver avant le ${momentWords(refusal.since, today)}.`;
    case "windowClosed":
      return `La période de réservation des familles s’est terminée le ${momentWords(refusal.since, today)}.`;
    case "windowSoon":
      return `Les réservations ouvrent à cette famille le ${momentWords(refusal.opensAt, today)}${refusal.residentsFirst ? ", après celles qui habitent le territoire" : ""}.`;
    case "opensTooLate":
      return `Pour ce jour, il faut réserver avant le ${momentWords(refusal.bookBefore, today)}, et les réservations n’ouvrent à cette famille que le ${momentWords(refusal.opensAt, today)}.`;
    case "residentsOnly":
      return "Cette activité est ouverte aux seules familles qui habitent le territoire, et le dossier de celle-ci dit qu’elle n’y habite pas.";
    case "alreadyBooked":
      return `${refusal.firstName} a déjà cette réservation.`;
    case "alreadyWaiting":
      return `${refusal.firstName} est déjà sur la liste d’attente.`;
    case "alreadyAsked":
      return `La famille l’a déjà demandé pour ${refusal.firstName} : répondez-lui dans « À valider ».`;
    case "offered":
      return `Une place est gardée pour ${refusal.firstName} jusqu’au ${momentWords(refusal.until, today)} : acceptez-la ou refusez-la sur la page de la famille.`;
    case "incompatible":
      return `${refusal.firstName} a déjà ce jour-là « ${refusal.unitName} » (${refusal.activityName}), qui ne va pas avec cette prestation. Pour changer, annulez d’abord l’autre.`;
    case "otherHousehold":
      return `${refusal.firstName} est déjà attendu ce jour-là, par une réservation de son autre foyer : lui seul peut l’annuler, ou vous sur sa page.`;
    case "full":
      return `${placesTaken(refusal.places)} ${whenFull(refusal, today)}`;
    case "beingOffered":
      return "Une place vient de se libérer et elle est proposée aux familles de la liste d’attente. Inscrivez l’enfant sur la liste, ou recommencez dans une minute.";
    case "quotaReached":
      return `${refusal.firstName} a déjà ${refusal.days === 1 ? "son jour garanti" : `ses ${refusal.days} jours garantis`} ${refusal.per === "week" ? "de la semaine" : "du mois"}. Sur la liste d’attente, ce jour est proposable à partir du ${momentWords(refusal.furtherFrom, today)}, s’il reste des places.`;
    case "minimum":
      if (refusal.minimum.days === "weekday")
        return `${minimumSentence(refusal.minimum)}, pour les familles : ${refusal.firstName} n’en aurait pas toutes les semaines.`;
      return `${minimumSentence(refusal.minimum)}, pour les familles : ${refusal.firstName} en aurait ${days(refusal.days)} sur ${refusal.needed}.`;
    case "toPay":
      return `Une place est gardée pour ${refusal.firstName} jusqu’au ${momentWords(refusal.until, today)}, le temps que la famille verse. Dès que son porte-monnaie suffit, elle est payée et réservée.`;
    case "walletShort":
      return `Ce jour se paie en le réservant : il coûte ${priceInWords(refusal.price)}, et le porte-monnaie de la famille contient ${priceInWords(refusal.balance)}.${notHeld(refusal.why)} Versez-y d’abord, dans ses factures.`;
    case "prepaidChange":
      return "Ce jour se paie en le réservant, et ne se déplace pas. Annulez-le : son prix revient dans le porte-monnaie de la famille. Puis réservez l’autre jour.";
    case "justClosed":
      return `L’accueil vient d’être fermé ce jour-là. ${otherDay}.`;
    case "notOffered":
      return `Cette place n’est plus gardée pour l’enfant : le délai est passé, ou elle a déjà été acceptée ou refusée. ${reload}`;
    case "cancelInstead":
      return "Cette réservation peut encore être annulée sans être demandée.";
    case "changeInstead":
      return "Ce changement est encore possible sans être demandé.";
    case "approvalFirst":
      return "Cette prestation demande une validation. Réservez-la d’abord, puis annulez l’autre : la place est ainsi gardée.";
    case "sameBooking":
      return "C’est déjà cette réservation : choisissez un autre jour ou une autre prestation.";
    case "changed":
      return `Cette réservation vient d’être modifiée ailleurs, par la famille ou par un collègue. ${reload}`;
    case "notBooked":
      return `Il n’y a pas de réservation à annuler ce jour-là. ${reload}`;
    case "tooLateToCancel":
      return `La famille pouvait annuler jusqu’au ${momentWords(refusal.since, today)} ; le côté agents le peut encore.`;
    case "neverCancelled":
      return "Pour la famille, cette réservation est définitive ; le côté agents peut l’annuler.";
  }
}

/** What staff can still do once its word on what a family asked is done. */
export const insteadOfUndo = "Réservez ou annulez pour la famille, dans sa page.";
