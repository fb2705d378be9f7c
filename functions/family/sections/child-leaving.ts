/**
 * A child who leaves the household, from a day on: moved away, with its other household from now on, entered by mistake.
 * What is decided is written beside the child and done in its time (follow/end-child-stays.ts), so that it can be taken
 * back within seconds, and planned. Its record stays for what was booked and billed; its other household keeps it.
 */
import type { FieldsOf } from "../../catalogue/rules/file-rules.ts";
import { readId, type PlainDate } from "../../kernel/ids.ts";
import { addDays } from "../../kernel/time.ts";
import { mayKnow } from "../rules/seen.ts";
import type { ChildLeaving } from "../store/families.ts";
import { childChange, readChildElsewhere, readChildFiles } from "../store/family-file.ts";
import { choice, date, type Field } from "./fields.ts";
import type { Section, Standing, Writing } from "./section.ts";

/** Days: beyond, the year is a slip. */
const longestAhead = 366;
/** What was booked of a day that is over is attended, or billed: it is no departure any more that settles it. */
const planned = (day: PlainDate, today: PlainDate): string | null => {
  if (day < today)
    return "À partir du : les jours passés restent comme ils sont. Écrivez la date d’aujourd’hui, ou un jour à venir.";
  return day > addDays(today, longestAhead) ? "À partir du : vérifiez l’année." : null;
};

const mistake = "mistake";
const fields: Readonly<Record<FieldsOf<"childLeaving">, Field>> = {
  from: date(
    {
      id: "from",
      label: "À partir du",
      hint: "Ce jour-là, l’enfant n’est plus dans ce foyer. Ce qui est réservé pour lui à partir de ce jour est annulé selon les délais, et ses inscriptions à l’année se terminent.",
    },
    planned,
  ),
  why: choice({ id: "why", label: "Raison du départ" }, [
    { value: "movedAway", label: "Déménagement" },
    { value: "otherHousehold", label: "Vit désormais dans un autre foyer" },
    { value: mistake, label: "Ajouté par erreur" },
    { value: "death", label: "Décès" },
    { value: "other", label: "Autre" },
  ]),
};

/** Undefined: it stays. Staff’s own word, like a child who was never there, asks for no time for cancelling. */
function departureOf(
  { from, why }: Readonly<Record<string, unknown>>,
  { at, hand: { login, office, reason } }: Writing,
): ChildLeaving | undefined {
  const day = typeof from === "string" ? readId("PlainDate", from) : null;
  if (!day || typeof why !== "string") return undefined;
  const isFree = why === mistake || (office && reason !== undefined);
  return { from: day, why, at, by: login, ...(isFree ? { freely: true } : {}) };
}

export const childLeavingSection: Section = {
  id: "childLeaving",
  title: "Départ d’un enfant",
  fields: Object.values(fields),
  mayBeEmptied: true,
  read: async (table, code, by, target, { toWrite } = { toWrite: false }) => {
    const children = (await readChildFiles(table, code)).filter(
      (child) => mayKnow(child, by) && (target?.childId === undefined || target.childId === child.id),
    );
    return Promise.all(
      children.map(async (child): Promise<Standing> => {
        const { leaving } = child;
        const stands = { from: leaving?.from ?? null, why: leaving?.why ?? null };
        const elsewhere = toWrite ? await readChildElsewhere(table, child) : [];
        return {
          target: { childId: child.id },
          whose: child.firstName,
          values: stands,
          others: elsewhere.map(({ familyCode }) => familyCode),
          write: (changes, writing) => ({
            writes: [childChange(code, child, { leaving: departureOf({ ...stands, ...changes }, writing) })],
          }),
        };
      }),
    );
  },
};
