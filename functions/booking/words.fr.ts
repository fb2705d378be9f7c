/**
 * What the rules say, in French: a few words for a cell, and the sentence that names the rule, the moment it changes
 * and what to do next. Another language is another file with the same exports.
 */
import type { Refusal } from "./rules/booking-rules.ts";
import type { Missing } from "./rules/file.ts";
import { fieldNames } from "../child-record/words.fr.ts";
import type { Overdue } from "../family/rules/owes.ts";
import { priceInWords } from "../kernel/money.ts";
import type { PlainDate } from "../kernel/ids.ts";
import { dayWithYear, dayWords, momentShort, momentWords, shortDay, typeset, weekdayName } from "../kernel/dates.fr.ts";
import type { Minimum, Span } from "../catalogue/rules/catalogue.ts";
import { isDayClosed, type DayClosed } from "../catalogue/rules/running-days.ts";
import { dayClosedWords, typesetWords, type Reader, type Words } from "../catalogue/words.fr.ts";
import type { WindowState } from "../catalogue/rules/windows.ts";
import { list } from "../kernel/list.fr.ts";
import { days, lackingWords, minimumSentence, notHeld, placesTaken, wholeNames, years } from "./common-words.fr.ts";
import { staffSentence } from "./staff-words.fr.ts";

const otherDay = "Choisissez un autre jour";
const office = "contactez le guichet";

/** What can still be done about a full day. */
function whenFull({ list: canWait, freedUntil }: Extract<Refusal, { code: "full" }>, today: PlainDate): string {
  if (freedUntil === null)
    return canWait
      ? "Les autres familles ne peuvent plus annuler à temps : seul le guichet peut encore libérer une place. Inscrivez-vous sur la liste d’attente, ou choisissez un autre jour."
      : `Les autres familles ne peuvent plus annuler à temps. ${otherDay}.`;
  return canWait
    ? "Inscrivez-vous sur la liste d’attente : si une place se libère, elle est proposée dans l’ordre et vous êtes prévenu par e-mail."
    : `Si une famille annule, une place peut se libérer jusqu’au ${momentWords(freedUntil, today)} : revenez voir, ou choisissez un autre jour.`;
}

/** `la semaine du lundi 6 juillet`, as it is read on that day. */
export function groupWords(
  {
    minimum: { days: which, per },
    from: first,
    to: last,
    weekday,
  }: Pick<Extract<Refusal, { code: "minimum" }>, "minimum" | "from" | "to" | "weekday">,
  today: PlainDate,
): string {
  const [from, to] = [dayWords(first, today), dayWords(last, today)];
  if (which === "weekday" && weekday !== undefined) return `les ${weekdayName(weekday)}s du ${from} au ${to}`;
  return per === "week" ? `la semaine du ${from}` : `la période du ${from} au ${to}`;
}

/** The same for staff, who may set it aside. */
export const minimumForStaff = (minimum: Minimum): string =>
  typeset(
    `${minimumSentence(minimum)}, pour les familles. Vous pouvez passer outre : ce que vous laissez incomplet, la famille pourra le compléter ou le rendre.`,
  );

function subscriptionRefusal(refusal: Extract<Refusal, { code: "minimum" }>, today: PlainDate): Words {
  const { firstName, minimum, by, missing, mayLeave, from } = refusal;
  const [group, day] = [groupWords(refusal, today), dayWords(missing ?? from, today)];
  const sentence = {
    adding: `Il manquerait à ${firstName} le ${day} : choisissez tous ${group}, à partir du jour que vous voulez.`,
    removing: mayLeave
      ? `Pour arrêter, annulez le ${day} et tous les jours suivants de ${firstName}. Pour un seul jour, déclarez une absence.`
      : `Un des jours suivants de ${firstName} ne s’annule plus. Dans « Mes modifications », demandez l’annulation au guichet, ou déclarez une absence.`,
    waiting: "Un jour d’abonnement n’a pas de liste d’attente.",
    blocked: `Le ${day} ne peut pas être réservé à ${firstName} : commencez après cette date, ou choisissez un autre jour de la semaine.`,
  }[by];
  return { short: "Abonnement", sentence: `${minimumSentence(minimum)}. ${sentence}` };
}

function minimumRefusal(refusal: Extract<Refusal, { code: "minimum" }>, today: PlainDate): Words {
  if (refusal.minimum.days === "weekday") return subscriptionRefusal(refusal, today);
  const { firstName, minimum, by, needed, days: had, missing, mayLeave } = refusal;
  const [group, whole] = [groupWords(refusal, today), minimum.days === "all"];
  const lacking = missing === null ? "un jour" : `le ${dayWords(missing, today)}`;
  const short = whole ? "Tout ensemble" : "Minimum";
  const hint = whole ? undefined : `${minimum.days} j.${minimum.per === "week" ? "/sem." : ""}`;
  const rule = `${minimumSentence(minimum)}.`;
  const sentence = {
    adding: whole
      ? `${rule} Pour ${group}, il manquerait à ${firstName} ${lacking} : choisissez tous les jours ouverts, ou aucun.`
      : `${rule} Pour ${group}, ${firstName} n’en aurait que ${had} sur ${needed} : ajoutez ${days(needed - had)}, ou retirez ${had === 1 ? "celui-ci" : "ceux-ci"}.`,
    removing: whole
      ? mayLeave
        ? `${rule} Pour ne pas venir ${lacking}, annulez ${wholeNames[minimum.per]}, ou gardez tous les jours de ${firstName}.`
        : `${rule} Un des jours de ${firstName} ne s’annule plus pour ${group}. Dans « Mes modifications », demandez l’annulation au guichet, ou déclarez une absence.`
      : `${rule} Pour ${group}, il ne resterait à ${firstName} que ${days(had)} sur ${needed} : ${mayLeave ? `gardez-en ${needed}, réservez un autre jour dans la même demande, ou annulez-les tous` : `gardez-en ${needed}, ou ${office}`}.`,
    waiting: `${rule} La liste d’attente vient en plus : pour ${group}, réservez d’abord ${days(needed)} à ${firstName}.`,
    blocked: whole
      ? `${rule} Pour ${group}, ${lacking} ne peut pas être réservé à ${firstName}, et les autres ne se prennent pas sans lui. ${otherDay} ; en cas de nécessité, ${office}.`
      : `${rule} Pour ${group}, ${had === 0 ? "aucun jour n’est possible" : `${days(had)} seulement ${had === 1 ? "est possible" : "sont possibles"}`} sur ${needed}. ${otherDay} ; en cas de nécessité, ${office}.`,
  }[by];
  return { short, ...(hint === undefined ? {} : { hint }), sentence };
}

const recordLacks = {
  record: "Fiche de renseignements, à remplir",
  consents: "Autorisations, à donner ou à refuser",
  vaccines: "Vaccins, à indiquer ou à compléter",
} as const;

/** What is lacking, above the grid, in a few words. */
const enrolmentLacks: Readonly<Record<Extract<Missing, { what: "enrolment" }>["standing"], string>> = {
  none: "Inscription à l’année : à demander",
  asked: "Inscription à l’année : demandée, en attente du guichet",
  onHold: "Inscription à l’année : mise en attente, lisez pourquoi",
  refused: "Inscription à l’année : refusée, lisez pourquoi",
};

export const fileLacks = (missing: Missing): string =>
  missing.what === "certification"
    ? "Vos fiches : à relire et à confirmer pour cette année"
    : missing.what === "enrolment"
      ? enrolmentLacks[missing.standing]
      : `${recordLacks[missing.what]} : ${list(missing.fields.map((field) => fieldNames[field]))}`;

function fileRefusal({ firstName, missing: [missing] }: Extract<Refusal, { code: "fileIncomplete" }>): Words {
  if (missing?.what === "certification")
    return {
      short: "Fiches",
      hint: "à confirmer",
      sentence:
        "Avant de réserver, relisez et confirmez vos fiches pour cette année : quelques minutes suffisent, et ce que vous avez choisi est gardé.",
    };
  if (missing && missing.what !== "enrolment") {
    const fields = list(missing.fields.map((field) => `« ${fieldNames[field]} »`));
    const sentences = {
      record: `Avant de réserver, remplissez dans la fiche de ${firstName} : ${fields}.`,
      consents: `Avant de réserver, répondez dans la fiche de ${firstName}, par oui ou par non : ${fields}.`,
      vaccines: `Pour ce jour, les vaccins obligatoires de ${firstName} ne sont pas indiqués, ou il en manque depuis plus de trois mois : complétez ${fields} dans sa fiche.`,
    };
    return {
      short: "Fiche",
      hint: missing.what === "vaccines" ? "vaccins" : "à remplir",
      sentence: sentences[missing.what],
    };
  }
  const standing = missing?.standing ?? "none";
  const { hint, sentence } = {
    none: {
      hint: "à demander",
      sentence: `Pour réserver ce jour, il faut d’abord inscrire ${firstName} à l’année à cette activité. Demandez-le : le guichet vous répond.`,
    },
    asked: {
      hint: "demandée",
      sentence: `L’inscription de ${firstName} à cette activité est demandée. Vous pourrez réserver dès que le guichet l’aura acceptée ; vous êtes prévenu par e-mail.`,
    },
    onHold: {
      hint: "en attente",
      sentence: `Le guichet a mis en attente l’inscription de ${firstName} à cette activité : lisez ce qu’il lui manque.`,
    },
    refused: {
      hint: "refusée",
      sentence: `L’inscription de ${firstName} à cette activité a été refusée : lisez pourquoi, puis demandez-la de nouveau s’il le faut.`,
    },
  }[standing];
  return { short: "Inscription", hint, sentence };
}

/** What every page says of a family that books no more because it is late in paying; `null`: to who may know nothing of its money. */
export const suspendedSentence = (overdue: Extract<Refusal, { code: "suspended" }>["overdue"]): string =>
  overdue
    ? `Des factures attendent leur règlement depuis le ${dayWithYear(overdue.since)} : ${priceInWords(overdue.amount)} en tout. Tant qu’elles ne sont pas payées, rien de nouveau ne se réserve ; ce qui est réservé le reste. Payez dans « Payer mes factures » : les réservations rouvrent aussitôt. En cas de difficulté, ${office}, qui peut vous accorder un délai.${overdue.text === undefined ? "" : ` ${overdue.text}`}`
    : `Pour une raison administrative, rien de nouveau ne se réserve en ce moment pour votre famille. Ce qui est réservé le reste. Voyez avec le responsable qui paie les factures du foyer, ou ${office}.`;
/** The same for pages that are not about one day. */
export const suspendedWords = (
  overdue: Parameters<typeof suspendedSentence>[0],
): { readonly title: string; readonly sentence: string } => ({
  title: suspendedTitle,
  sentence: typeset(suspendedSentence(overdue)),
});
/** The same at home, where each thing to do is said shortly. */
export const suspendedAtHome = (overdue: Overdue | null): string =>
  typeset(
    overdue
      ? `Des factures attendent leur règlement depuis le ${dayWithYear(overdue.since)} : ${priceInWords(overdue.amount)} en tout. Tout rouvre dès que c’est payé ; ce qui est réservé le reste.`
      : suspendedSentence(null),
  );
/** The same above the grid, in a few words. */
export const suspendedLacks = (overdue: Overdue | null): string =>
  overdue
    ? `${priceInWords(overdue.amount)} à régler, échéance passée`
    : "Voir avec qui paie les factures, ou avec le guichet";
/** Above what is lacking, by what comes first of it: what the family is to do, what its file lacks, then documents alone. */
export const lackingTitle = (first: Missing["what"] | "suspended" | "document", blocks: boolean): string =>
  first === "suspended"
    ? suspendedTitle
    : first !== "document"
      ? "Votre dossier est à compléter avant de réserver"
      : blocks
        ? "Un justificatif manque pour réserver"
        : "Un justificatif est demandé pour cette activité";
export const suspendedTitle = "Réservations suspendues";

function words(refusal: Exclude<Refusal, DayClosed>, today: PlainDate): Words {
  switch (refusal.code) {
    case "unknownChild":
      return {
        short: "Inconnu",
        sentence: "Cet enfant ne figure pas dans votre fiche famille. Rechargez la page et recommencez.",
      };
    case "unknownActivity":
      return {
        short: "Inconnue",
        sentence:
          "Cette activité n’existe pas ou n’existe plus. Rechargez la page et choisissez dans la liste des activités.",
      };
    case "unknownUnit":
      return {
        short: "Inconnue",
        sentence:
          "Cette prestation ne fait pas partie de l’activité. Rechargez la page et choisissez parmi celles qui sont proposées.",
      };
    case "accountClosed":
      return {
        short: "Compte fermé",
        sentence: `Le compte de votre famille est fermé depuis le ${momentWords(refusal.since, today)} : il n’est plus possible de réserver. Pour le rouvrir, ${office}.`,
      };
    case "past":
      return { short: "Passé", sentence: `Ce jour est passé. Pour une question sur ce jour, ${office}.` };
    case "tooYoung":
      return {
        short: "Trop jeune",
        hint: `dès ${years(refusal.minAge)}`,
        sentence: `Cette activité accueille les enfants à partir de ${years(refusal.minAge)}. ${refusal.firstName} pourra venir à partir du ${dayWithYear(refusal.from)} : choisissez un jour après cette date.`,
      };
    case "tooOld":
      return {
        short: "Trop âgé",
        hint: `jusqu’à ${years(refusal.maxAge)}`,
        sentence: `Cette activité accueille les enfants jusqu’à ${years(refusal.maxAge)} inclus, et ${refusal.firstName} aura ${years(refusal.maxAge + 1)} dès le ${dayWithYear(refusal.from)}. Choisissez une activité de son âge.`,
      };
    case "leaves":
      return {
        short: "Parti",
        sentence: `${refusal.firstName} quitte ce foyer le ${dayWithYear(refusal.from)} : rien ne se réserve ici pour lui à partir de ce jour. Si ce n’est pas exact, ${office}.`,
      };
    case "otherGrade":
      return {
        short: "Autre classe",
        hint: refusal.grade,
        sentence: `Cette activité accueille les classes ${list(refusal.grades)}, et la fiche de ${refusal.firstName} indique ${refusal.grade}. Choisissez une activité de sa classe ; si la fiche est à corriger, ${office}.`,
      };
    case "gradeUnknown":
      return {
        short: "Classe ?",
        sentence: `Cette activité dépend de la classe, et la fiche de ${refusal.firstName} ne l’indique pas. Pour la compléter, ${office}.`,
      };
    case "otherSchool":
      return {
        short: "Autre école",
        sentence: `Cette activité accueille les élèves de ${list(refusal.schools)}. Choisissez l’activité de l’école de ${refusal.firstName} ; si sa fiche est à corriger, ${office}.`,
      };
    case "suspended":
      return { short: "Suspendu", sentence: suspendedSentence(refusal.overdue) };
    case "fileIncomplete":
      return fileRefusal(refusal);
    case "documentMissing": {
      const toSend = refusal.lacking.some(({ checking }) => !checking);
      return {
        short: "Justificatif",
        hint: toSend ? "à envoyer" : "en vérification",
        sentence: `Pour réserver ce jour pour ${refusal.firstName}, il faut : ${list(refusal.lacking.map(lackingWords))}. ${
          toSend
            ? "Envoyez-le dans « Mes justificatifs », une photo suffit."
            : "Vous pourrez réserver dès que le guichet l’aura accepté ; vous êtes prévenu par e-mail."
        }`,
      };
    }
    case "notAnnounced":
      return {
        short: "À venir",
        sentence:
          "La période de réservation de ce jour n’est pas encore annoncée. Revenez quand elle le sera : le guichet prévient les familles par e-mail.",
      };
    case "tooLate":
      return {
        short: "Trop tard",
        hint: `depuis ${shortDay(refusal.since, today)}`,
        sentence: `Pour ce jour, il fallait réserver avant le ${momentWords(refusal.since, today)}. ${otherDay} ; en cas de nécessité, ${office}.`,
      };
    case "windowClosed":
      return {
        short: "Terminé",
        hint: `depuis ${shortDay(refusal.since, today)}`,
        sentence: `La période de réservation s’est terminée le ${momentWords(refusal.since, today)}. En cas de nécessité, ${office}.`,
      };
    case "windowSoon":
      return {
        short: "Bientôt",
        hint: `dès ${shortDay(refusal.opensAt, today)}`,
        sentence: `Les réservations ouvrent le ${momentWords(refusal.opensAt, today)}${refusal.residentsFirst ? " pour votre famille, après celles qui habitent le territoire" : ""}. Revenez à ce moment-là.`,
      };
    case "opensTooLate":
      return {
        short: "Trop tôt",
        hint: `dès ${shortDay(refusal.opensAt, today)}`,
        sentence: `Pour ce jour, il faut réserver avant le ${momentWords(refusal.bookBefore, today)}, et les réservations n’ouvrent pour votre famille que le ${momentWords(refusal.opensAt, today)}. Choisissez un jour plus lointain.`,
      };
    case "residentsOnly":
      return {
        short: "Territoire",
        sentence: `Cette activité est ouverte aux seules familles qui habitent le territoire. Pour une situation particulière, ${office}.`,
      };
    case "alreadyBooked":
      return {
        short: "Réservé",
        sentence: `${refusal.firstName} a déjà cette réservation. Vous la trouvez dans « Mes réservations ».`,
      };
    case "alreadyWaiting":
      return {
        short: "En attente",
        sentence: `${refusal.firstName} est déjà sur la liste d’attente. Sa place dans la liste est dans « Mes réservations ».`,
      };
    case "alreadyAsked":
      return {
        short: "À valider",
        sentence: `La demande pour ${refusal.firstName} est déjà enregistrée : le guichet doit la valider.`,
      };
    case "offered":
      return {
        short: "Proposé",
        hint: `jusqu’au ${shortDay(refusal.until, today)}`,
        sentence: `Une place est gardée pour ${refusal.firstName} jusqu’au ${momentWords(refusal.until, today)}. Acceptez-la dans « Mes réservations ».`,
      };
    case "incompatible":
      return {
        short: "Déjà pris",
        hint: refusal.unitName,
        sentence: `${refusal.firstName} a déjà ce jour-là « ${refusal.unitName} » (${refusal.activityName}), qui ne va pas avec cette prestation. Pour changer, annulez d’abord l’autre.`,
      };
    case "otherHousehold":
      return {
        short: "Autre foyer",
        sentence: `${refusal.firstName} est déjà attendu ce jour-là, par une réservation de son autre foyer. Qui a réservé peut annuler : voyez avec l’autre responsable ; en cas de désaccord, ${office}.`,
      };
    case "full":
      return { short: "Complet", sentence: `${placesTaken(refusal.places)} ${whenFull(refusal, today)}` };
    case "beingOffered":
      return {
        short: "Complet",
        sentence:
          "Une place vient de se libérer et elle est proposée aux familles de la liste d’attente. Inscrivez-vous sur la liste, ou revenez dans une minute.",
      };
    case "quotaReached":
      return {
        short: "Quota",
        hint: `${refusal.days} j./${refusal.per === "week" ? "sem." : "mois"}`,
        sentence: `${refusal.firstName} a déjà ${refusal.days === 1 ? "son jour garanti" : `ses ${refusal.days} jours garantis`} ${refusal.per === "week" ? "de la semaine" : "du mois"}. Inscrivez ce jour sur la liste d’attente : s’il reste des places, elles sont proposées à partir du ${momentWords(refusal.furtherFrom, today)}.`,
      };
    case "minimum":
      return minimumRefusal(refusal, today);
    case "toPay":
      return {
        short: "À payer",
        sentence: `Une place est gardée pour ${refusal.firstName} jusqu’au ${momentWords(refusal.until, today)}. Versez dans votre porte-monnaie ce qui manque : elle sera payée et réservée aussitôt.`,
      };
    case "walletShort":
      return {
        short: "À payer",
        hint: priceInWords(refusal.price),
        sentence: `Ce jour se paie en le réservant : il coûte ${priceInWords(refusal.price)}, et votre porte-monnaie contient ${priceInWords(refusal.balance)}.${notHeld(refusal.why)} Versez d’abord, puis réservez.`,
      };
    case "prepaidChange":
      return {
        short: "Payé d’avance",
        sentence:
          "Ce jour se paie en le réservant, et ne se déplace pas. Annulez-le : son prix revient dans votre porte-monnaie. Puis réservez l’autre jour.",
      };
    case "justClosed":
      return { short: "Fermé", sentence: `L’accueil vient d’être fermé ce jour-là. ${otherDay}.` };
    case "notOffered":
      return {
        short: "Plus gardée",
        sentence:
          "Cette place n’est plus gardée pour vous : le délai est passé, ou elle a déjà été acceptée ou refusée. Rechargez la page pour voir vos réservations.",
      };
    case "cancelInstead":
      return {
        short: "Annulable",
        sentence: "Cette réservation peut encore être annulée ici, sans passer par le guichet. Choisissez « Annuler ».",
      };
    case "changeInstead":
      return {
        short: "Modifiable",
        sentence: "Ce changement est encore possible ici, sans passer par le guichet. Choisissez « Changer ».",
      };
    case "approvalFirst":
      return {
        short: "À valider",
        sentence:
          "Cette prestation demande l’accord du guichet. Réservez-la d’abord ; une fois validée, annulez l’autre. Vous gardez ainsi votre place.",
      };
    case "sameBooking":
      return {
        short: "Identique",
        sentence: "C’est déjà cette réservation : choisissez un autre jour ou une autre prestation.",
      };
    case "changed":
      return {
        short: "Modifié",
        sentence:
          "Cette réservation vient d’être modifiée ailleurs, dans une autre page ou par un autre responsable. Rechargez la page, puis recommencez s’il le faut.",
      };
    case "notBooked":
      return {
        short: "Pas réservé",
        sentence: "Il n’y a pas de réservation à annuler ce jour-là. Rechargez la page pour voir vos réservations.",
      };
    case "tooLateToCancel":
      return {
        short: "Trop tard",
        hint: `depuis ${shortDay(refusal.since, today)}`,
        sentence: `Cette réservation pouvait être annulée jusqu’au ${momentWords(refusal.since, today)}. Dans « Mes modifications », vous pouvez encore demander l’annulation au guichet, ou déclarer une absence.`,
      };
    case "neverCancelled":
      return {
        short: "Ferme",
        sentence:
          "Cette réservation est définitive : elle ne s’annule pas. Dans « Mes modifications », vous pouvez demander l’annulation au guichet, ou déclarer une absence.",
      };
  }
}

/** A refusal in words, as it is read on that day. */
export function refusalWords(refusal: Refusal, today: PlainDate, reader: Reader = "family"): Words {
  if (isDayClosed(refusal)) return dayClosedWords(refusal, reader);
  const family = words(refusal, today);
  return typesetWords(reader === "family" ? family : { ...family, sentence: staffSentence(refusal, today) });
}

const spanUnits: Record<Span["unit"], readonly [string, string]> = {
  days: ["jour", "jours"],
  weeks: ["semaine", "semaines"],
  months: ["mois", "mois"],
};
const spanWords = ({ number, unit }: Span): string => `${number} ${spanUnits[unit][number > 1 ? 1 : 0]}`;

/** `Réservations jusqu’au samedi 12 décembre, 23 h 59`. */
export function windowSentence(window: WindowState | null, today: PlainDate): string {
  if (!window) return typeset("Période de réservation à venir");
  const { state, opensAt, closesAt, ahead } = window;
  if (ahead && state === "open") return typeset(`Réservations ouvertes ${spanWords(ahead)} à l’avance`);
  switch (state) {
    case "soon":
      return typeset(`Réservations à partir du ${momentShort(opensAt, today)}`);
    case "open":
      return typeset(`Réservations jusqu’au ${momentShort(closesAt, today)}`);
    case "readOnly":
      return typeset(`Réservations terminées depuis le ${momentShort(closesAt, today)}`);
  }
}
