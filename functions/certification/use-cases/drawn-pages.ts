/**
 * What each page of a family's file shows one of its adults: in words, and the values that its marks are made of. Pure:
 * use-cases/pages.ts has read it all.
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { fieldNames as identityFields, fieldRule } from "../../catalogue/rules/file-rules.ts";
import { askedOfChild, missingFields } from "../../child-record/rules/completeness.ts";
import { isHealthField } from "../../child-record/rules/fields.ts";
import { fieldNames } from "../../child-record/words.fr.ts";
import type { NeedView } from "../../document/contract/needs.ts";
import { viewOf as documentsViewOf } from "../../document/use-cases/list.ts";
import { nameInLetters, type Child, type Family } from "../../family/rules/family.ts";
import { hidesHome } from "../../family/rules/seen.ts";
import type { ChildId, GuardianId, PlainDate } from "../../kernel/ids.ts";
import { standingOf } from "../../quotient/rules/quotient.ts";
import { standingValues, type QuotientMonth } from "../../quotient/store/quotients.ts";
import type { FieldView, SectionView } from "../../request/contract/file.ts";
import type { FactGroupView, FactView } from "../contract/own.ts";
import type { CertificationDependencies } from "../dependencies.ts";
import { certificationWords as words } from "../words.fr.ts";

/** One page before its marks are made: what it shows in words, and the values, by the names of the facts. */
export interface Drawn {
  readonly groups: readonly FactGroupView[];
  readonly values: Readonly<Record<string, unknown>>;
}

const factOf = (under: string, { id, label, said, waiting }: FieldView): FactView => ({
  id: `${under}${id}`,
  label,
  ...(said === undefined ? {} : { said }),
  ...(waiting ? { waiting: waiting.said === undefined ? {} : { said: waiting.said } } : {}),
});
const valuesOf = (under: string, fields: readonly FieldView[]): Drawn["values"] =>
  Object.fromEntries(fields.map(({ id, value }) => [`${under}${id}`, value]));
const isOpen = ({ fields }: SectionView): boolean => fields.some(({ change }) => change !== "office");

/** `views`: the household's part and its adults', but of those whose ways of being reached are kept from the reader. */
export function householdPage({ household }: Family, views: readonly SectionView[], by: GuardianId): Drawn {
  const home = views.find(({ section }) => section === "household");
  const adults = household.guardians.map(
    (guardian): { readonly group: FactGroupView; readonly values: Drawn["values"] } => {
      const under = `adult.${guardian.id}.`;
      const view = views.find(({ section, guardianId }) => section === "adult" && guardianId === guardian.id);
      const title = nameInLetters(guardian);
      return view
        ? {
            group: {
              title,
              facts: view.fields.map((field) => factOf(under, field)),
              guardianId: guardian.id,
              ...(isOpen(view) ? { corrected: "adult" as const } : {}),
            },
            values: valuesOf(under, view.fields),
          }
        : { group: { title, guardianId: guardian.id, note: words.protectedAdult, facts: [] }, values: {} };
    },
  );
  return {
    groups: [
      {
        title: words.home,
        ...(hidesHome(household, by) ? { note: words.protectedAddress } : {}),
        facts: (home?.fields ?? []).map((field) => factOf("", field)),
        ...(home && isOpen(home) ? { corrected: "household" as const } : {}),
      },
      ...adults.map(({ group }) => group),
    ],
    values: {
      // Who is in the household everybody is told: one who leaves it takes their own facts along.
      adults: household.guardians.map((one) => [one.id, nameInLetters(one)]),
      ...(home ? valuesOf("", home.fields) : {}),
      ...Object.fromEntries(adults.flatMap(({ values }) => Object.entries(values))),
    },
  };
}

/** What is said of a child's health, without a word of it. */
function healthFact(child: Child, { file }: Pick<Catalogue, "file">): FactView | null {
  const { shown, required } = askedOfChild(file);
  const asked = shown.filter(isHealthField);
  if (asked.length === 0) return null;
  const missing = missingFields(child, { required: required.filter(isHealthField) });
  const said = asked.filter((field) => child.health?.said.includes(field) === true);
  return {
    id: "health",
    label: words.health,
    said: words.healthSaid(
      said.length,
      asked.length,
      missing.map((field) => fieldNames[field]),
    ),
    ...(missing.length === 0 ? {} : { chip: { tone: "wait" as const, text: words.chips.incomplete } }),
  };
}

/** Whether the family says itself what is wrong with who the child is, or where it goes to school. */
const mayCorrect = ({ file }: Pick<Catalogue, "file">): boolean =>
  identityFields("child").some((name) => {
    const { shown, change } = fieldRule(file, "child", name);
    return shown && change !== "office";
  });

export function childPage(child: Child, view: SectionView | undefined, catalogue: Catalogue): Drawn {
  const { firstName, lastName, birthDate, grade, school } = child;
  const identity = { firstName, lastName, birthDate, grade, school };
  const said = { ...identity, birthDate: words.day(birthDate) };
  const health = healthFact(child, catalogue);
  const fields = view?.fields ?? [];
  return {
    groups: [
      {
        title: words.identity,
        ...(mayCorrect(catalogue) ? { corrected: "child" } : { note: words.identityAtOffice, corrected: "office" }),
        facts: (["firstName", "lastName", "birthDate", "grade", "school"] as const).map((id) => ({
          id,
          label: words[id],
          ...(said[id] === undefined ? {} : { said: said[id] }),
        })),
      },
      ...(view && fields.length > 0
        ? [
            {
              title: words.record,
              facts: fields.map((field) => factOf("record.", field)),
              ...(isOpen(view) ? { corrected: "childRecord" as const } : {}),
            },
          ]
        : []),
      ...(health
        ? [{ title: words.health, note: words.healthNote, facts: [health], corrected: "childHealth" as const }]
        : []),
    ],
    values: {
      ...identity,
      ...valuesOf("record.", fields),
      // Its content is read elsewhere, on purpose: that it is still the same, its version says.
      ...(health ? { health: child.health?.version ?? 0 } : {}),
    },
  };
}

const tones = {
  valid: "ok",
  ending: "wait",
  checking: "wait",
  ended: "no",
  refused: "no",
  missing: "no",
} as const satisfies Readonly<Record<NeedView["standing"], NonNullable<FactView["chip"]>["tone"]>>;

function needInWords({ standing, until, reason }: NeedView): string | null {
  switch (standing) {
    case "valid":
    case "ending":
      return until === undefined ? null : words.until(until);
    case "ended":
      return until === undefined ? null : words.wasUntil(until);
    case "refused":
      return reason === undefined ? null : words.because(reason);
    case "checking":
    case "missing":
      return null;
  }
}

function needFact(id: string, need: NeedView): FactView {
  const said = needInWords(need);
  const { name: label, standing } = need;
  return {
    id,
    label,
    ...(said === null ? {} : { said }),
    chip: { tone: tones[standing], text: words.chips[standing] },
  };
}

/** Null: no document is asked for of anybody whom the reader may know. */
export function documentsPage(
  { household, children }: Family,
  catalogue: Catalogue,
  { today, by }: { readonly today: PlainDate; readonly by: GuardianId },
): Drawn | null {
  const { owners } = documentsViewOf({ household, children }, catalogue, today, {
    homeHidden: hidesHome(household, by),
  });
  if (owners.length === 0) return null;
  const all = owners.flatMap(({ child, needs }) => needs.map((need) => ({ child, need })));
  const nameOf = (child: { readonly id: ChildId } | undefined, { kind }: NeedView): string =>
    `${child?.id ?? "household"}.${kind}`;
  return {
    groups: owners.map(({ child, needs }) => ({
      title: child?.firstName ?? words.ofHousehold,
      corrected: "documents",
      facts: needs.map((need) => needFact(nameOf(child, need), need)),
    })),
    values: Object.fromEntries(
      all.map(({ child, need }) => {
        const { standing, until, toCheck, reason } = need;
        // That its end comes near is the calendar's doing: the document is the one that was confirmed.
        return [
          nameOf(child, need),
          { standing: standing === "ending" ? "valid" : standing, until, sent: toCheck > 0, reason },
        ];
      }),
    ),
  };
}

export function quotientPage(
  months: readonly QuotientMonth[],
  { kind }: CertificationDependencies["town"]["quotient"],
  today: PlainDate,
): Drawn {
  const standing = standingOf(standingValues(months), kind, today);
  const only = (said: string, chip: NonNullable<FactView["chip"]>): FactView => ({
    id: "inForce",
    label: words.inForce,
    said,
    chip,
  });
  switch (standing.state) {
    case "valid":
    case "ending": {
      const { inForce, coveredUntil, state } = standing;
      return {
        groups: [
          {
            corrected: "quotient",
            facts: [
              { id: "inForce", label: words.inForce, said: words.value(inForce.value) },
              {
                id: "coveredUntil",
                label: words.coveredUntil,
                said: words.day(coveredUntil),
                ...(state === "ending" ? { chip: { tone: "wait" as const, text: words.chips.ending } } : {}),
              },
            ],
          },
        ],
        values: { inForce, coveredUntil },
      };
    }
    case "ended":
      return {
        groups: [
          {
            corrected: "quotient",
            facts: [
              only(words.quotientEnded(standing.last.value, standing.last.until), {
                tone: "no",
                text: words.chips.ended,
              }),
            ],
          },
        ],
        values: { inForce: { ended: standing.last } },
      };
    case "none": {
      const { next } = standing;
      return {
        groups: [
          {
            corrected: "quotient",
            facts: [
              only(words.noQuotient, { tone: "wait", text: words.chips.unknown }),
              ...(next ? [{ id: "next", label: words.quotient, said: words.nextQuotient(next.value, next.from) }] : []),
            ],
          },
        ],
        values: { inForce: null, ...(next ? { next } : {}) },
      };
    }
  }
}
