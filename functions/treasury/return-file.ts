/**
 * The treasury's return file (PES Retour Recette), read: each article by itself, so that one that is not understood does not
 * stop the others. Values stand in attributes `V`; numbers stay text, since theirs begin with zeros.
 */
import { XMLParser } from "fast-xml-parser";
import * as z from "zod/mini";
import { plainDate } from "../kernel/id-schemas.ts";
import { lazily } from "../kernel/lazily.ts";
import type { Told } from "./rules/return.ts";

const many: ReadonlySet<string> = new Set(["Bordereau", "Piece", "LigneDePiece", "EncaissementEmargement"]);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: { enabled: true, maxEntityCount: 0 },
  isArray: (name) => many.has(name),
});

const schemas = lazily(() => {
  const text = z.object({ V: z.string() });
  const number = z.pipe(
    z.object({ V: z.string().check(z.regex(/^[0-9]{1,12}$/u)) }),
    z.transform(({ V }) => Number(V)),
  );
  const money = z.pipe(
    z.object({ V: z.string().check(z.regex(/^-?[0-9]{1,9}(?:\.[0-9]{1,2})?$/u)) }),
    z.transform(({ V }) => {
      const [, minus = "", whole = "", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(V) ?? [];
      const value = Number(whole) * 100 + Number(part.padEnd(2, "0"));
      return minus === "" ? value : 0 - value;
    }),
  );
  const day = z.pipe(
    z.object({ V: plainDate() }),
    z.transform(({ V }) => V),
  );
  const line = z.object({
    BlocLignePiece: z.object({
      InfoRecouvrement: z.optional(z.object({ MtRecoTot: money })),
    }),
    EncaissementEmargement: z.optional(z.array(z.object({ OrgEma: text, DteReco: day, MtReco: money }))),
  });
  const piece = z.object({
    BlocPiece: z.object({
      IdPce: number,
      EtatPce: z.object({ V: z.enum(["01", "02", "03", "04", "05"]) }),
      ObsEtat: z.optional(text),
      Commentaire: z.optional(text),
      InfoORMC: z.optional(z.object({ NumDette: z.optional(text) })),
    }),
    LigneDePiece: z.array(line),
  });
  const order = z.object({ Exer: number, IdBord: number, TypBord: z.optional(text) });
  const bordereau = z.object({
    BlocBordereau: z.optional(order),
    BordereauORMCGlobal: z.optional(z.object({ Exer: number, IdBord: number, DteRej: z.optional(day) })),
    Piece: z.optional(z.array(z.unknown())),
  });
  const file = z.object({
    PES_Retour: z.object({
      EnTetePES: z.object({ IdPost: text, CodColl: text, CodBud: text }),
      PES_RecetteRetour: z.optional(z.object({ Bordereau: z.array(z.unknown()) })),
    }),
  });
  const named = z.object({ BlocPiece: z.object({ IdPce: text }) });
  return { file, bordereau, piece, named };
});

const states = { "01": "waiting", "02": "taken", "03": "part", "04": "refused", "05": "cancelled" } as const;
/**
 * Where what settles an article comes from, when it is money: before the titre, on the article, by a flow, by PayFiP. Others are
 * lists of what is given up, corrections, the treasury's own entries.
 */
const moneyFrom: ReadonlySet<string> = new Set(["01", "02", "03", "10"]);
/** Bordereaux of roles; others are of mandates and single titres, which the portal never asks for. */
const roleKind = "06";

export interface ReadReturn {
  readonly budget: { readonly post: string; readonly collectivity: string; readonly budget: string };
  readonly told: readonly Told[];
  /** Roles that the treasury has refused whole. */
  readonly refusedWhole: readonly { readonly year: number; readonly role: number }[];
  /** What was not understood, named as far as it could be. */
  readonly unread: readonly string[];
  /** Of other kinds of bordereaux: none of the portal's business. */
  readonly others: number;
}

function parsed(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

function toldOf(year: number, role: number, item: unknown): Told | string {
  const { piece, named } = schemas();
  const read = z.safeParse(piece, item);
  if (!read.success) {
    const name = z.safeParse(named, item);
    return name.success ? `${role}/${name.data.BlocPiece.IdPce.V}` : String(role);
  }
  const { BlocPiece: head, LigneDePiece: lines } = read.data;
  const settled = lines.flatMap((line) => line.EncaissementEmargement ?? []);
  const receipts = settled.filter(({ OrgEma }) => moneyFrom.has(OrgEma.V));
  const sumOf = (some: readonly { readonly MtReco: number }[]): number =>
    some.reduce((sum, { MtReco }) => sum + MtReco, 0);
  const all = lines.reduce((sum, line) => sum + (line.BlocLignePiece.InfoRecouvrement?.MtRecoTot ?? 0), 0);
  // A sum without what it is made of does not say what of it is money.
  if (all !== sumOf(settled)) return `${role}/${head.IdPce}`;
  const why = head.ObsEtat?.V ?? head.Commentaire?.V;
  const received = sumOf(receipts);
  return {
    year,
    role,
    article: head.IdPce,
    debt: head.InfoORMC?.NumDette?.V,
    state: states[head.EtatPce.V],
    ...(why === undefined ? {} : { why }),
    received,
    receipts: receipts.map(({ DteReco, MtReco }) => ({ on: DteReco, amount: MtReco })),
    otherwise: all - received,
  };
}

/** Null for what is no return file of the treasury's. */
export function readReturn(bytes: Uint8Array): ReadReturn | null {
  const xml = new TextDecoder("windows-1252").decode(bytes);
  // A document type is how entities are smuggled in; the treasury never sends one. What was cut has no end.
  if (/<!DOCTYPE/iu.test(xml) || !/<\/(?:[A-Za-z0-9]+:)?PES_Retour>\s*$/u.test(xml)) return null;
  const { file, bordereau } = schemas();
  const read = z.safeParse(file, parsed(xml));
  if (!read.success) return null;
  const { EnTetePES: head, PES_RecetteRetour: recette } = read.data.PES_Retour;
  const told: Told[] = [];
  const refusedWhole: { year: number; role: number }[] = [];
  const unread: string[] = [];
  let others = 0;
  for (const item of recette?.Bordereau ?? []) {
    const one = z.safeParse(bordereau, item);
    if (!one.success) {
      unread.push("?");
      continue;
    }
    const { BlocBordereau: order, BordereauORMCGlobal: whole, Piece: pieces = [] } = one.data;
    if (whole?.DteRej !== undefined) refusedWhole.push({ year: whole.Exer, role: whole.IdBord });
    if (!order) continue;
    if (order.TypBord && order.TypBord.V !== roleKind) {
      others += 1;
      continue;
    }
    for (const piece of pieces) {
      const of = toldOf(order.Exer, order.IdBord, piece);
      if (typeof of === "string") unread.push(of);
      else told.push(of);
    }
  }
  return {
    budget: { post: head.IdPost.V, collectivity: head.CodColl.V, budget: head.CodBud.V },
    told,
    refusedWhole,
    unread,
    others,
  };
}
