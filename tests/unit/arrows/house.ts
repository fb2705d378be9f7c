/**
 * The plan of `functions/`: kits, subjects from the ground up, and what stands on top. A subject imports those below it
 * only; inside a subject the layers have an order too. `arrows.test.ts` holds the code to it.
 */

/** What every subject stands on, from the ground up. A kit imports the kits that it names, and no subject. */
export const kits = {
  kernel: [],
  table: ["kernel"],
  http: ["kernel"],
  schedule: ["kernel"],
  stream: ["kernel", "table"],
  import: ["kernel"],
  mail: ["kernel", "table", "stream"],
  files: ["kernel"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Kit = keyof typeof kits;

/** The nouns of the portal, from the ground up: each imports itself and those before it. */
export const subjects = [
  "calendar",
  "catalogue",
  "family",
  "sign-in",
  "access",
  "approval",
  "protection",
  "quotient",
  "price",
  "document",
  "request",
  "child-record",
  "enrolment",
  "certification",
  "wallet",
  "booking",
  "attendance",
  "closure",
  "waiting-list",
  "account-closing",
  "history",
  "feed",
  "reminder",
  "day-sheet",
  "planning",
  "untold",
  "billing",
  "payment",
  "direct-debit",
  "treasury",
  "tax-certificate",
  "home",
  "first-request",
  "merge",
  "search",
  "journal",
  "reconcile",
  "reference",
] as const;
export type Subject = (typeof subjects)[number];

/**
 * Inside a subject: what each layer may import of the subject's own layers, of the same layers of lower subjects, and of
 * the kits. Files at the root of a subject's folder serve its use cases.
 */
export const layers = {
  rules: { layers: ["rules"], kits: ["kernel"] },
  /** What a town's file says, read and written: pure. */
  file: { layers: ["rules", "file", "words"], kits: ["kernel", "import"] },
  words: { layers: ["rules", "words"], kits: ["kernel"] },
  mails: { layers: ["rules", "words", "mails"], kits: ["kernel", "mail"] },
  contract: { layers: ["rules", "contract"], kits: ["kernel", "http"] },
  store: { layers: ["rules", "store"], kits: ["kernel", "table"] },
  "use cases": {
    layers: ["rules", "file", "words", "mails", "contract", "store", "use cases"],
    kits: ["kernel", "import", "table", "http", "schedule", "mail", "files"],
  },
  follow: {
    layers: ["rules", "words", "mails", "store", "use cases", "follow"],
    kits: ["kernel", "table", "schedule", "stream", "mail", "files"],
  },
} as const satisfies Readonly<Record<string, { readonly layers: readonly string[]; readonly kits: readonly Kit[] }>>;
export type Layer = keyof typeof layers;

/** Where a file stands. `top`: the manifest and the whole contract; `entry`: one Lambda function; `wiring`: starts it. */
export type Place =
  | { readonly kind: "kit"; readonly kit: Kit }
  | { readonly kind: "subject"; readonly subject: Subject; readonly layer: Layer }
  | { readonly kind: "top" }
  | { readonly kind: "wiring" }
  | { readonly kind: "entry" };

const isKit = (folder: string): folder is Kit => folder in kits;
const isSubject = (folder: string): folder is Subject => (subjects as readonly string[]).includes(folder);

function layerOf(inside: readonly string[]): Layer {
  const [first = ""] = inside;
  if (first === "contract" || first === "contract.ts") return "contract";
  if (inside.length === 1)
    return /mails\.fr\.ts$/u.test(first) ? "mails" : /words\.fr\.ts$/u.test(first) ? "words" : "use cases";
  if (first === "rules" || first === "store" || first === "follow" || first === "file") return first;
  return "use cases";
}

/** Where a file of `functions/` stands; throws for a folder that the plan does not know. */
export function placeOf(file: string): Place {
  const [, folder = "", ...inside] = file.split("/");
  if (inside.length === 0) return { kind: "top" };
  if (isKit(folder)) return { kind: "kit", kit: folder };
  if (isSubject(folder)) return { kind: "subject", subject: folder, layer: layerOf(inside) };
  if (folder === "wiring") return { kind: "wiring" };
  if (folder === "entries") return { kind: "entry" };
  throw new Error(`functions/${folder} is neither a kit nor a subject: add it to tests/unit/arrows/house.ts`);
}

/** Types that a layer may take although it may not take the code around them: a session is http's, its record the store's; so is an access. */
const alsoTypes: readonly (readonly [Layer, string])[] = [
  ["store", "functions/http/session.ts"],
  ["store", "functions/http/audit.ts"],
];

/** Whether a file may import another one of `functions/`. */
export function mayImport(from: string, to: string, typeOnly: boolean): boolean {
  const [one, other] = [placeOf(from), placeOf(to)];
  if (one.kind === "top") return true;
  if (one.kind === "wiring") return other.kind !== "entry";
  if (one.kind === "entry") return other.kind !== "entry" || from.split("/").length > 3 || to.split("/").length > 3;
  if (one.kind === "kit") {
    const named: readonly string[] = kits[one.kit];
    return other.kind === "kit" && (other.kit === one.kit || named.includes(other.kit));
  }
  const { layers: seen, kits: stoodOn }: { readonly layers: readonly string[]; readonly kits: readonly string[] } =
    layers[one.layer];
  if (other.kind === "kit")
    return (
      stoodOn.includes(other.kit) || (typeOnly && alsoTypes.some(([layer, file]) => layer === one.layer && file === to))
    );
  if (other.kind === "subject")
    return subjects.indexOf(other.subject) <= subjects.indexOf(one.subject) && seen.includes(other.layer);
  // The OpenAPI document is made of the whole contract.
  return other.kind === "top" && one.subject === "reference";
}
