/** What staff reads of shares between the households of a child, in French. */
import { dayWithYear } from "../kernel/dates.fr.ts";
import { rateInWords } from "../kernel/exact.ts";
import type { FamilyCode, PlainDate } from "../kernel/ids.ts";
import type { ChildShare } from "./rules/shares.ts";

const span = ({ from, until }: { readonly from: PlainDate; readonly until: PlainDate | null }): string =>
  until === null ? `à partir du ${dayWithYear(from)}` : `du ${dayWithYear(from)} au ${dayWithYear(until)}`;

/** `Mme Martin 60 %, M. Roux 40 %, pour Mercredis, à partir du 1er décembre 2026`. */
export const shareText = (
  share: ChildShare,
  { household, activity }: { readonly household: (code: FamilyCode) => string; readonly activity: string | null },
): string =>
  [
    ...share.parts.map(({ familyCode, share: part }) => `${household(familyCode)} ${rateInWords(part)}`),
    activity === null ? "pour toutes les activités" : `pour ${activity}`,
    span(share),
  ].join(", ");

export const shareWords = {
  notWhole: "Les parts ne font pas 100 % : corrigez l’une d’elles.",
  twice: "Un foyer est nommé deux fois : gardez une part par foyer.",
  stranger: "Un de ces foyers n’a pas cet enfant. Rechargez la page.",
  noChild: "Cet enfant n’est pas de ce foyer. Rechargez la page.",
  noActivity: "Cette activité n’existe pas. Rechargez la page.",
  endsFirst: "La fin est avant le début : choisissez un dernier jour plus tardif.",
  tooOld: "Ce jour est trop ancien : un partage se dit jusqu’à trois ans en arrière.",
  tooFar: "Ce jour est trop lointain : un partage se dit un an à l’avance au plus.",
  tooMany: "Les partages de ce foyer ont été changés deux cents fois : plus rien ne peut y être ajouté.",
  gone: "Ce partage n’est plus dit. Rechargez la page.",
  conflict: (share: ChildShare) =>
    `Un partage est déjà dit ${span(share)} : corrigez ses dates d’abord, ou choisissez d’autres jours.`,
} as const;
