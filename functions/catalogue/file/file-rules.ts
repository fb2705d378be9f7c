/** `fiches`: what the town says of the fields of a family's file. */
import type { DocumentKind } from "../rules/catalogue.ts";
import {
  asksBeside,
  documentsFor,
  fieldNames,
  fieldRule,
  fieldWords,
  fileParts,
  isEssential,
  isNeverAtOnce,
  mayBeAmong,
  mayBeChecked,
  partIds,
  type Change,
  type DocumentsOf,
  type FieldRule,
  type FileRules,
  type PartId,
} from "../rules/file-rules.ts";
import { quote, readSchool, type Reader } from "../../import/cells.ts";
import type { DocumentKindId } from "../../kernel/ids.ts";
import type { Fields } from "./fields.ts";
import { oneOf, readCode } from "./words.ts";

const changeWords: Readonly<Record<Change, string>> = {
  atOnce: "aussitôt",
  checked: "après validation",
  office: "au guichet",
};
const readChange = oneOf(changeWords);

const ownerWords: Readonly<Record<DocumentsOf, string>> = {
  household: "du foyer",
  child: "d’un enfant",
  person: "d’une personne autorisée",
  health: "de la santé d’un enfant",
};

const yesNo: Readonly<Record<"yes" | "no", string>> = { yes: "oui", no: "non" };
const readYesNo = oneOf(yesNo);

/** A document that the town asks for, of somebody whom the part of the file is about. */
function readAsked(of: DocumentsOf, kinds: readonly DocumentKind[]): Reader<DocumentKindId> {
  const known = kinds.filter((kind) => kind.of === of).map(({ id }) => id);
  return (text) => {
    const code = readCode("DocumentKindId")(text);
    if ("reason" in code || known.includes(code.value)) return code;
    return {
      reason: `${quote(text)} n’est pas un justificatif ${ownerWords[of]} : ${known.length > 0 ? `écrivez l’un de ceux-ci : ${known.join(", ")}` : "décrivez-le d’abord dans « justificatifs »"}`,
    };
  };
}

/** What the rest of the same file asks. */
interface Beside {
  /** The documents that it describes. */
  readonly kinds: readonly DocumentKind[];
  /** An activity asks for vaccines. */
  readonly vaccines: boolean;
}

function readRule(part: PartId, { kinds, vaccines }: Beside, name: string, own: Fields): FieldRule {
  const usual = fieldRule(undefined, part, name);
  const owner = documentsFor(part, name);
  const shown = own.optional("affiché", readYesNo);
  const required = own.optional("obligatoire", readYesNo);
  const change = own.optional("modifié", readChange) ?? usual.change;
  const documents = own.texts("justificatifs", readAsked(owner, kinds)) ?? [];
  const among = own.texts("parmi", readSchool) ?? [];
  const isShown = shown === undefined ? usual.shown : shown === "yes";
  const rule = {
    shown: isShown,
    // What is usually required is not of a field that the town does not ask for, unless it is said.
    required: required === undefined ? usual.required && (isShown || isEssential(part, name)) : required === "yes",
    change,
    documents,
    ...(among.length > 0 ? { among } : {}),
  };
  if (among.length > 0 && !mayBeAmong(part, name))
    own.fault("seule une école se choisit parmi celles que vous dites : enlevez « parmi »", "parmi");
  if (isEssential(part, name) && !rule.required)
    own.fault("une famille ne peut pas être sans : enlevez « obligatoire: non »", "obligatoire");
  if (rule.required && !rule.shown) own.fault("un champ obligatoire est affiché : enlevez l’un des deux", "affiché");
  if (change === "checked" && !mayBeChecked(part))
    own.fault(
      "une donnée de santé ne part pas dans une demande : peu d’agents peuvent la lire, et chaque lecture est enregistrée. Écrivez « aussitôt » ou « au guichet »",
      "modifié",
    );
  if (change === "atOnce" && isNeverAtOnce(part, name))
    own.fault(
      "une famille ne fixe pas elle-même son quotient : écrivez « après validation », ou « au guichet » pour ne pas le proposer",
      "modifié",
    );
  // A person's stands with the person, one of health beside what it proves: each is checked by itself.
  if (documents.length > 0 && change !== "checked" && !asksBeside(part, name))
    own.fault(
      owner === "health"
        ? "de la santé, seuls « PAI », « médicaments » et « vaccins » demandent un justificatif : enlevez celui-ci"
        : "un justificatif n’est demandé que pour ce qui est « modifié: après validation »",
      "justificatifs",
    );
  if (part === "childHealth" && name === "vaccines" && !rule.shown && vaccines)
    own.fault("une activité demande « vaccins » dans son « dossier » : laissez ce champ affiché", "affiché");
  return rule;
}

export function readFileRules(fields: Fields, beside: Beside): FileRules | undefined {
  const rules = fields.group("fiches", (sheets): FileRules => {
    const said = partIds.flatMap((part) => {
      const names = fieldWords(part);
      const own = sheets.each(fileParts[part].words, oneOf(names), (name, one) => ({
        name,
        rule: readRule(part, beside, name, one),
      }));
      return own.length > 0 ? [[part, Object.fromEntries(own.map(({ name, rule }) => [name, rule]))] as const] : [];
    });
    return Object.fromEntries(said);
  });
  return rules && Object.keys(rules).length > 0 ? rules : undefined;
}

type Group = Readonly<Record<string, unknown>>;

function ruleText(part: PartId, name: string, { shown, required, change, documents, among }: FieldRule): Group {
  const usual = fieldRule(undefined, part, name);
  const unsaid = usual.required && (shown || isEssential(part, name));
  return {
    ...(shown === usual.shown ? {} : { affiché: shown ? "oui" : "non" }),
    ...(required === unsaid ? {} : { obligatoire: required ? "oui" : "non" }),
    modifié: changeWords[change],
    ...(documents.length > 0 ? { justificatifs: [...documents] } : {}),
    ...(among ? { parmi: [...among] } : {}),
  };
}

/** As the file says it; undefined: nothing is said. */
export function fileRulesText(rules: FileRules | undefined): Group | undefined {
  if (!rules) return undefined;
  return Object.fromEntries(
    partIds.flatMap((part) => {
      const said = rules[part];
      if (!said) return [];
      const words = fieldWords(part);
      const own = fieldNames(part).flatMap((name) => {
        const rule = said[name];
        return rule ? [[words[name] ?? name, ruleText(part, name, rule)] as const] : [];
      });
      return [[fileParts[part].words, Object.fromEntries(own)] as const];
    }),
  );
}
