/** Return files of the treasury, as tests make them. */
import Builder from "fast-xml-builder";

export interface Piece {
  readonly article: number | string;
  readonly debt?: string;
  readonly state?: string;
  readonly why?: string;
  /** In all, as the file says it; unless said, the sum of its receipts. */
  readonly total?: string;
  readonly receipts?: readonly (readonly [on: string, amount: string, from?: string])[];
}

const v = (value: string | number) => ({ "@_V": String(value) });
const builder = new Builder({ ignoreAttributes: false, suppressEmptyNode: true });

const sumOf = (receipts: NonNullable<Piece["receipts"]>): string | undefined =>
  receipts.length === 0 ? undefined : receipts.reduce((sum, [, amount]) => sum + Number(amount), 0).toFixed(2);

const pieceOf = ({ article, debt, state = "02", why, receipts = [], total = sumOf(receipts) }: Piece) => ({
  BlocPiece: {
    IdPce: v(article),
    TypPce: v("15"),
    NatPce: v("01"),
    EtatPce: v(state),
    ...(why === undefined ? {} : { ObsEtat: v(why) }),
    ...(debt === undefined ? {} : { InfoORMC: { NumDette: v(debt), Per: v("1"), Cle1: v("1"), Cle2: v("A") } }),
  },
  LigneDePiece: {
    BlocLignePiece: {
      InfoLignePiece: { IdLigne: v("1"), EtatLigPce: v("04"), MtHT: v("16.00") },
      ...(total === undefined ? {} : { InfoRecouvrement: { NbrReco: v(receipts.length), MtRecoTot: v(total) } }),
    },
    EncaissementEmargement: receipts.map(([on, amount, from = "02"]) => ({
      OrgEma: v(from),
      DteReco: v(on),
      MtReco: v(amount),
    })),
  },
});

export interface Bordereau {
  readonly year?: number;
  readonly role?: number;
  readonly kind?: string;
  readonly pieces: readonly Piece[];
}

/** `refused`: roles refused whole. */
export const returnFile = (
  bordereaux: readonly Bordereau[],
  { refused = [], post = "045123" }: { readonly refused?: readonly number[]; readonly post?: string } = {},
): Uint8Array =>
  Buffer.from(
    builder.build({
      "?xml": { "@_version": "1.0", "@_encoding": "ISO-8859-1" },
      "n:PES_Retour": {
        "@_xmlns:n": "http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/retour",
        Enveloppe: { Parametres: { Version: v("2"), TypFic: v("PESRETOUR"), NomFic: v("PES2R_RCE_PO") } },
        EnTetePES: {
          DteStr: v("2027-01-09"),
          IdPost: v(post),
          IdColl: v("21450252600012"),
          CodColl: v("200"),
          CodBud: v("00"),
        },
        PES_RecetteRetour: {
          EnTeteRecette: { TypRestit: v("02"), IdVer: v("2"), NatInf: v("1") },
          Bordereau: [
            ...bordereaux.map(({ year = 2027, role = 1, kind = "06", pieces }) => ({
              BlocBordereau: { Exer: v(year), IdBord: v(role), TypBord: v(kind) },
              Piece: pieces.map(pieceOf),
            })),
            ...refused.map((role) => ({
              BordereauORMCGlobal: { Exer: v(2027), IdBord: v(role), MtTTC: v("48.00"), DteRej: v("2027-01-08") },
            })),
          ],
        },
      },
    }),
    "latin1",
  );
