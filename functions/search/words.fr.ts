/** Sentences about two people who may be one. */
import { momentWords } from "../kernel/dates.fr.ts";
import type { Instant } from "../kernel/ids.ts";
import { list } from "../kernel/list.fr.ts";
import type { Double, InCommon } from "./rules/doubles.ts";

const inCommon: Readonly<Record<InCommon, string>> = {
  birth: "le même jour de naissance",
  family: "la même famille",
  address: "la même adresse",
  adult: "un responsable du même nom",
  phone: "le même téléphone",
  email: "la même adresse e-mail",
};

export const whyAlike = ({ sameName, common }: Pick<Double, "sameName" | "common">): string =>
  `${list([sameName ? "Le même nom" : "Le même prénom", ...common.map((one) => inCommon[one])], "et")}.`;

const said = (apart: boolean): string => (apart ? "deux personnes" : "peut-être une seule personne");

export const doubleWords = {
  gone: "Ces deux personnes ne se ressemblent plus : l’un des deux dossiers a changé. Rechargez la liste.",
  changed: (by: string, at: Instant, stands: boolean, proposed: boolean) =>
    `${by} a déjà décidé ${momentWords(at, null)} : ${said(stands)}. Votre décision, ${said(proposed)}, n’a pas été enregistrée. Relisez, puis recommencez si besoin.`,
  reload: "Rien n’est décidé pour ces deux personnes. Rechargez la liste.",
} as const;
