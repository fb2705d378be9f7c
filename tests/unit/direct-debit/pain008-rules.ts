/**
 * The rules of pain.008.001.08 in the core scheme as the portal states them, apart from the code that writes it: which elements,
 * in which order, how often, of which shape. Returns what is wrong.
 */
import { XMLParser } from "fast-xml-parser";

type Shape = RegExp | readonly Child[];
interface Child {
  readonly name: string;
  readonly shape: Shape;
  /** Once, unless said. */
  readonly often?: "optional" | "many";
}
const once = (name: string, shape: Shape): Child => ({ name, shape });
const optional = (name: string, shape: Shape): Child => ({ name, shape, often: "optional" });
const many = (name: string, shape: Shape): Child => ({ name, shape, often: "many" });

/** What every bank takes, without a slash at the ends or two in a row. */
const text = (most: number): RegExp =>
  new RegExp(`^(?!.*//)(?![/ ])[A-Za-z0-9/\\-?:().,'+ ]{1,${most}}(?<![/ ])$`, "u");
const reference = /^(?!.*\/\/)(?!\/)[A-Za-z0-9/\-?:().,'+]{1,35}(?<!\/)$/u;
const sum = /^\d{1,15}\.\d{2}$/u;
const date = /^\d{4}-\d{2}-\d{2}$/u;
const iban = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u;
const agent: Shape = [
  once("FinInstnId", [
    optional("BICFI", /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/u),
    optional("Othr", [once("Id", /^NOTPROVIDED$/u)]),
  ]),
];
const account: Shape = [once("Id", [once("IBAN", iban)])];

const transaction: Shape = [
  once("PmtId", [once("EndToEndId", reference)]),
  once("InstdAmt", sum),
  once("DrctDbtTx", [once("MndtRltdInf", [once("MndtId", reference), once("DtOfSgntr", date)])]),
  once("DbtrAgt", agent),
  once("Dbtr", [once("Nm", text(70))]),
  once("DbtrAcct", account),
  once("RmtInf", [once("Ustrd", text(140))]),
];
const lot: Shape = [
  once("PmtInfId", reference),
  once("PmtMtd", /^DD$/u),
  optional("BtchBookg", /^(true|false)$/u),
  once("NbOfTxs", /^\d{1,15}$/u),
  once("CtrlSum", sum),
  once("PmtTpInf", [
    once("SvcLvl", [once("Cd", /^SEPA$/u)]),
    once("LclInstrm", [once("Cd", /^CORE$/u)]),
    once("SeqTp", /^(FRST|RCUR)$/u),
  ]),
  once("ReqdColltnDt", date),
  once("Cdtr", [once("Nm", text(70))]),
  once("CdtrAcct", account),
  once("CdtrAgt", agent),
  once("ChrgBr", /^SLEV$/u),
  once("CdtrSchmeId", [
    once("Id", [
      once("PrvtId", [
        once("Othr", [once("Id", /^[A-Z]{2}\d{2}[A-Z0-9]{4,31}$/u), once("SchmeNm", [once("Prtry", /^SEPA$/u)])]),
      ]),
    ]),
  ]),
  many("DrctDbtTxInf", transaction),
];
const file: Shape = [
  once("CstmrDrctDbtInitn", [
    once("GrpHdr", [
      once("MsgId", reference),
      once("CreDtTm", /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u),
      once("NbOfTxs", /^\d{1,15}$/u),
      once("CtrlSum", sum),
      once("InitgPty", [once("Nm", text(70))]),
    ]),
    many("PmtInf", lot),
  ]),
];

/** A parsed element: its children in their order, or its text. */
interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}
type Raw = Readonly<Record<string, unknown>>;
const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: true, parseTagValue: false, trimValues: false });

function elementsOf(raw: unknown): readonly Element[] {
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((one: Raw) => {
    const [name = ""] = Object.keys(one);
    if (name === "#text" || name.startsWith("?")) return [];
    const inside: readonly Raw[] = Array.isArray(one[name]) ? one[name] : [];
    const words = inside.map((part) => (typeof part["#text"] === "string" ? part["#text"] : "")).join("");
    return [{ name, text: words, children: elementsOf(inside) }];
  });
}

function faultsOf(element: Element, shape: Shape, path: string): readonly string[] {
  if (shape instanceof RegExp)
    return element.children.length === 0 && shape.test(element.text) ? [] : [`${path}: ${element.text}`];
  const faults: string[] = [];
  let at = 0;
  for (const { name, shape: inner, often } of shape) {
    let found = 0;
    for (let child = element.children[at]; child?.name === name; child = element.children[at]) {
      faults.push(...faultsOf(child, inner, `${path}/${name}`));
      at += 1;
      found += 1;
      if (often !== "many") break;
    }
    if (found === 0 && often !== "optional") faults.push(`${path}: no ${name} here`);
  }
  const extra = element.children[at];
  return extra ? [...faults, `${path}: ${extra.name} out of place`] : faults;
}

const all = (element: Element, name: string): readonly Element[] =>
  element.children.flatMap((child) => (child.name === name ? [child] : all(child, name)));
const centsOf = (text: string): number => Number(text.replace(".", ""));
const own = (element: Element, name: string): string => element.children.find((one) => one.name === name)?.text ?? "";

/** The sums say what is in it: of the file and of each of its lots. */
function sumsOf(element: Element, header: Element): readonly string[] {
  const amounts = all(element, "InstdAmt").map((one) => centsOf(one.text));
  const total = amounts.reduce((sum, one) => sum + one, 0);
  return [
    ...(Number(own(header, "NbOfTxs")) === amounts.length ? [] : [`${element.name}: NbOfTxs`]),
    ...(centsOf(own(header, "CtrlSum")) === total ? [] : [`${element.name}: CtrlSum`]),
  ];
}

export function pain008Faults(xml: string): readonly string[] {
  // The parser makes something of a file that was cut, too.
  if (!/<\/Document>\s*$/u.test(xml)) return ["cut"];
  if (!xml.includes('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.008.001.08">')) return ["namespace"];
  const [document] = elementsOf(parser.parse(xml));
  if (!document) return ["empty"];
  const faults = faultsOf(document, file, document.name);
  const [root] = document.children;
  const [header] = root?.children ?? [];
  if (faults.length > 0 || !root || !header) return faults;
  const names = all(root, "EndToEndId").map((one) => one.text);
  return [
    ...sumsOf(root, header),
    ...root.children.slice(1).flatMap((one) => sumsOf(one, one)),
    ...(new Set(names).size === names.length ? [] : ["EndToEndId: twice"]),
    ...(all(root, "FinInstnId").every(({ children }) => children.length === 1) ? [] : ["FinInstnId: one name each"]),
  ];
}
