/** Words of « Quotients en nombre ». */
import type { StatedOrigin } from "../../../../functions/quotient/rules/quotient.ts";
import { count, listed, nbsp } from "../../../shared/format/text.ts";

const quoted = (text: string): string => `«${nbsp}${text}${nbsp}»`;
const whole = (number: number): string => number.toLocaleString("fr-FR");

export const bulkQuotients = {
  title: "Quotients en nombre",
  link: "Saisir des quotients en nombre",
  intro:
    "Un fichier CSV, une ligne par famille et par mois. Rien n’est enregistré avant que vous ayez relu ce qui changera.",
  fileTitle: "Choisir le fichier",
  file: "Fichier CSV",
  fileHint: "Enregistré par un tableur au format CSV, 3 Mo au plus. Points-virgules, virgules et tabulations sont lus.",
  fileMissing: "Choisissez le fichier des quotients.",
  month: "Mois des quotients",
  origin: "D’après",
  unlessSaid: "Ces deux choix valent pour les lignes qui ne disent pas leur mois ou leur origine.",
  read: "Lire le fichier",
  reading: "Lecture du fichier…",
  help: "Quelles colonnes ?",
  helpLines: [
    "« code famille » et « quotient » sont nécessaires.",
    "« mois » (11/2026), « origine » (CAF, MSA ou Décision), « compte à partir du » et « valable jusqu’au » sont facultatives.",
    "« mode de calcul » peut y être : une ligne d’un autre mode que celui de la collectivité est refusée.",
    "Les autres colonnes sont laissées de côté, et leur nom est affiché.",
  ],
  sums: "Bilan du fichier",
  ofFile: (name: string, lines: number) => `${name}${nbsp}: ${whole(lines)}${nbsp}${lines > 1 ? "lignes" : "ligne"}`,
  steps: { comparing: "Comparaison avec ce qui est connu…", entering: "Enregistrement…" },
  progress: (done: number, total: number) => `${whole(done)} sur ${whole(total)}`,
  pause: "Arrêter après ce lot",
  enter: (lines: number) => `Enregistrer ${count(lines, "quotient")}`,
  nothingToEnter: "Il n’y a rien à enregistrer : tout est déjà connu, ou à corriger dans le fichier.",
  reasonHint: "Gardé avec chaque valeur, visible des agents seulement. Par exemple : liste de la CAF de novembre.",
  doneTitle: "Le fichier est enregistré",
  doneText: (lines: number) => `${count(lines, "quotient enregistré", "quotients enregistrés")}.`,
  goOnText: "Ce qui est enregistré le reste : reprenez quand vous voulez, avec ce bouton ou avec le même fichier.",
  another: "Choisir un autre fichier",
  ignored: (columns: readonly string[]) => `Colonnes laissées de côté${nbsp}: ${listed(columns.map(quoted))}.`,
  notices: (lines: number) => count(lines, "remarque"),
  filter: "Quelles lignes ?",
  filters: {
    changes: (lines: number) => `Changements (${whole(lines)})`,
    out: (lines: number) => `Refusées (${whole(lines)})`,
    same: (lines: number) => `Sans changement (${whole(lines)})`,
  },
  download: "Télécharger les lignes refusées (CSV)",
  refusedFile: (name: string) => `${name.replace(/\.[^.]*$/u, "")}-a-corriger.csv`,
  /** As a file's columns are called, and what they hold. */
  rejectColumn: "motif du rejet",
  columns: {
    familyCode: "code famille",
    value: "quotient",
    month: "mois",
    origin: "origine",
    kind: "mode de calcul",
    from: "compte à partir du",
    until: "valable jusqu’au",
  },
  columnOrigins: { caf: "CAF", msa: "MSA", decision: "Décision" } satisfies Readonly<Record<StatedOrigin, string>>,
  lines: "Lignes du fichier",
  line: (line: number) => `Ligne ${line}`,
  withdrawn: "retiré",
  none: "Aucune ligne.",
  more: "Voir les lignes suivantes",
  outcomes: {
    new: { text: "Nouveau", tone: "ok" },
    change: { text: "Remplace", tone: "wait" },
    same: { text: "Déjà connu", tone: "" },
    kept: { text: "Gardé tel quel", tone: "no" },
    refused: { text: "Refusée", tone: "no" },
  },
  entered: {
    entered: { text: "Enregistré", tone: "ok" },
    same: { text: "Déjà connu", tone: "" },
    refused: { text: "Refusée", tone: "no" },
  },
} as const;
