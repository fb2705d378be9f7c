/**
 * A role as the treasury's format has it (PES V2, ORMC): one bordereau is the role, one piece is a family's bill, one line its
 * sum. Each value stands in an attribute `V`, in the order of the schema. What the schema leaves unsaid is said by `faultsOf`.
 */
import { usualThreshold, type TreasuryCodes } from "../../catalogue/rules/accounts.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { decimal } from "../../kernel/money.ts";
import { firstKey, secondKey } from "./article-keys.ts";
import { folded } from "./fold.ts";
import { roleName } from "./role-name.ts";
import { amountOf, type Asked } from "./role.ts";

export interface Role {
  readonly codes: TreasuryCodes;
  readonly productCode: string;
  /** Of the account, and what the role is of. */
  readonly accountName: string;
  readonly subject: string;
  readonly year: number;
  readonly number: number;
  readonly on: PlainDate;
  readonly asked: readonly Asked[];
}

interface Value {
  readonly "@_V": string;
}
export interface Node {
  readonly [name: string]: string | Value | Node | readonly Node[];
}

const v = (value: string): Value => ({ "@_V": value });
const maybe = (name: string, value: string | undefined): Node => (value === undefined ? {} : { [name]: v(value) });

/** What the file is called, without its end. */
const fileName = ({ codes, year, number }: Role): string => `PESORMC_${roleName(codes, year, number)}`;

const mostText = 160;
const text = (said: string): string => folded(said).slice(0, mostText).trim();

/** The role's number as the keys take it where the treasury has given no receipt code. */
const receiptOf = ({ codes, number }: Pick<Role, "codes" | "number">): string => codes.receipt ?? String(number);

function pieceOf(role: Role, { article, debtor }: Asked, rank: number): Node {
  const { codes, year, productCode } = role;
  const key = { ...codes, receipt: receiptOf(role), year, debt: article.debt };
  const [before, street, after] = debtor.address;
  return {
    BlocPiece: {
      IdPce: v(String(rank)),
      TypPce: v("15"),
      NatPce: v("01"),
      ObjPce: v(text(`Facture ${article.number} ${role.subject}`)),
      NumDette: v(article.debt),
      Per: v(codes.period),
      Cle1: v(firstKey(key)),
      Cle2: v(secondKey(key)),
      NumeroFacture: v(article.number.slice(0, 20)),
    },
    LigneDePiece: {
      BlocLignePiece: {
        InfoLignePiece: {
          IdLigne: v("1"),
          ObjLignePce: v(text(role.accountName)),
          CodProdLoc: v(productCode),
          Nature: v(codes.nature),
          Majo: v("0"),
          TvaIntraCom: v("0"),
          MtHT: v(decimal(article.amount, ".")),
        },
      },
      Tiers: {
        InfoTiers: {
          RefTiers: v(article.familyCode),
          CatTiers: v("01"),
          NatJur: v("01"),
          TypTiers: v("01"),
          Civilite: v(debtor.title),
          Nom: v(debtor.lastName),
          Prenom: v(debtor.firstName),
        },
        Adresse: {
          TypAdr: v("1"),
          ...maybe("Adr1", before),
          Adr2: v(street),
          ...maybe("Adr3", after),
          CP: v(debtor.postcode),
          Ville: v(debtor.town),
          CodRes: v("0"),
        },
      },
    },
  };
}

const namespace = "http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller";

/** The whole file, for a writer of XML. */
export function pesOf(role: Role): Node {
  const { codes, year, number, on, asked } = role;
  return {
    "n:PES_Aller": {
      "@_xmlns:n": namespace,
      Enveloppe: {
        Parametres: { Version: v("2"), TypFic: v("PESALR1"), NomFic: v(fileName(role)) },
        Emetteur: { Sigle: v("PORTAIL FAMILLE"), Adresse: v("PORTAIL FAMILLE 1") },
      },
      EnTetePES: {
        DteStr: v(on),
        IdPost: v(codes.post),
        IdColl: v(codes.siret),
        CodCol: v(codes.collectivity),
        CodBud: v(codes.budget),
      },
      PES_RecetteAller: {
        EnTeteRecette: { IdVer: v("2"), InfoDematerialisee: v("0") },
        Bordereau: {
          BlocBordereau: {
            Exer: v(String(year)),
            IdBord: v(String(number)),
            DteBordEm: v(on),
            TypBord: v("06"),
            NbrPce: v(String(asked.length)),
            MtBordHt: v(decimal(amountOf(asked.map(({ article }) => article)), ".")),
            // The town prints and sends the bills itself, when it issues them.
            DteAsp: v(on),
            Objet: v(text(`${role.accountName} ${role.subject}`)),
          },
          Piece: asked.map((one, index) => pieceOf(role, one, index + 1)),
        },
      },
    },
  };
}

/** What the schema lets pass and the treasury refuses. */
export function faultsOf({ codes, productCode, year, number, on, asked }: Role): readonly string[] {
  const faults: string[] = [];
  const must = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  must(asked.length > 0, "a role without articles");
  must(asked.length <= 99_999, "more articles than a role may count");
  must(number >= 1 && number <= 9_999_999, "a role's number that is not of one to seven digits");
  must(Number(on.slice(0, 4)) >= year, "a role issued before its year");
  must(codes.collectivity !== "000", "a town without a code");
  must(/^(?!0+$)[0-9A-Z]{1,4}$/u.test(productCode), "a product that Hélios cannot know");
  const debts = asked.map(({ article }) => article.debt);
  must(new Set(debts).size === debts.length, "a debt asked twice");
  must(
    debts.every((debt) => /^[0-9]{1,13}$/u.test(debt) && debt.startsWith(String(year))),
    "a debt whose number is not of the year, or not digits alone",
  );
  must(
    asked.every(({ article }) => article.amount >= usualThreshold),
    "an article below what may be collected",
  );
  must(
    asked.every(({ debtor }) => debtor.lastName !== "" && debtor.firstName !== "" && debtor.address[1] !== ""),
    "a debtor without a name or a street",
  );
  return faults;
}
