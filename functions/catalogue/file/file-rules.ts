/** `fiches`: what the town says of the fields of a family's file. */
import type { DocumentKind } from "../rules/catalogue.ts";
import {
  fieldNames,
  fieldRule,
  fieldWords,
  fileSections,
  sectionIds,
  type Change,
  type DocumentsOf,
  type FieldRule,
  type FileRules,
  type SectionId,
} from "../rules/file-rules.ts";
import { quote, type Reader } from "../../import/cells.ts";
import type { DocumentKindId } from "../../kernel/ids.ts";
import type { Fields } from "./fields.ts";
import { oneOf, readCode } from "./words.ts";

const changeWords: Readonly<Record<Change, string>> = {
  atOnce: "aussitôt",
  checked: "après validation",
  office: "au guichet",
};
const readChange = oneOf(changeWords);

const ownerWords: Readonly<Record<DocumentsOf, string>> = { household: "du foyer", child: "d’un enfant" };

const yesNo: Readonly<Record<"yes" | "no", string>> = { yes: "oui", no: "non" };
const readYesNo = oneOf(yesNo);

/** A document that the town asks for, of somebody whom the part of the file is about. */
function readAsked(section: SectionId, kinds: readonly DocumentKind[]): Reader<DocumentKindId> {
  const of: DocumentsOf = fileSections[section].of;
  const known = kinds.filter((kind) => kind.of === of).map(({ id }) => id);
  return (text) => {
    const code = readCode("DocumentKindId")(text);
    if ("reason" in code || known.includes(code.value)) return code;
    return {
      reason: `${quote(text)} n’est pas un justificatif ${ownerWords[of]} : ${known.length > 0 ? `écrivez l’un de ceux-ci : ${known.join(", ")}` : "décrivez-le d’abord dans « justificatifs »"}`,
    };
  };
}

function readRule(section: SectionId, kinds: readonly DocumentKind[], name: string, own: Fields): FieldRule {
  const usual = fieldRule(undefined, section, name);
  const shown = own.optional("affiché", readYesNo);
  const required = own.optional("obligatoire", readYesNo);
  const change = own.optional("modifié", readChange) ?? usual.change;
  const documents = own.texts("justificatifs", readAsked(section, kinds)) ?? [];
  const rule = {
    shown: shown === undefined ? usual.shown : shown === "yes",
    required: required === undefined ? usual.required : required === "yes",
    change,
    documents,
  };
  if (usual.required && !rule.required)
    own.fault("une famille ne peut pas être sans : enlevez « obligatoire: non »", "obligatoire");
  if (rule.required && !rule.shown) own.fault("un champ obligatoire est affiché : enlevez l’un des deux", "affiché");
  if (documents.length > 0 && change !== "checked")
    own.fault("un justificatif n’est demandé que pour ce qui est « modifié: après validation »", "justificatifs");
  return rule;
}

/** `kinds`: the documents that the same file describes. */
export function readFileRules(fields: Fields, kinds: readonly DocumentKind[]): FileRules | undefined {
  const rules = fields.group("fiches", (sheets): FileRules => {
    const said = sectionIds.flatMap((section) => {
      const names = fieldWords(section);
      const own = sheets.each(fileSections[section].words, oneOf(names), (name, one) => ({
        name,
        rule: readRule(section, kinds, name, one),
      }));
      return own.length > 0 ? [[section, Object.fromEntries(own.map(({ name, rule }) => [name, rule]))] as const] : [];
    });
    return Object.fromEntries(said);
  });
  return rules && Object.keys(rules).length > 0 ? rules : undefined;
}

type Group = Readonly<Record<string, unknown>>;

function ruleText({ shown, required, change, documents }: FieldRule, usual: FieldRule): Group {
  return {
    ...(shown === usual.shown ? {} : { affiché: shown ? "oui" : "non" }),
    ...(required === usual.required ? {} : { obligatoire: required ? "oui" : "non" }),
    modifié: changeWords[change],
    ...(documents.length > 0 ? { justificatifs: [...documents] } : {}),
  };
}

/** As the file says it; undefined: nothing is said. */
export function fileRulesText(rules: FileRules | undefined): Group | undefined {
  if (!rules) return undefined;
  return Object.fromEntries(
    sectionIds.flatMap((section) => {
      const said = rules[section];
      if (!said) return [];
      const words = fieldWords(section);
      const own = fieldNames(section).flatMap((name) => {
        const rule = said[name];
        return rule ? [[words[name] ?? name, ruleText(rule, fieldRule(undefined, section, name))] as const] : [];
      });
      return [[fileSections[section].words, Object.fromEntries(own)] as const];
    }),
  );
}
