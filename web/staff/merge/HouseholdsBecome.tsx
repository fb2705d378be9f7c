/** What becomes of all that two families have, before staff decides. */
import type { HouseholdMergePreview } from "../../../functions/merge/contract/households.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { merge, mergeHouseholds as strings } from "../../strings/fr/merge.ts";
import { Lost } from "./Lost.tsx";

type Person = HouseholdMergePreview["people"][number];
type Fate = Person["candidates"][number]["signIn"];

interface Props {
  readonly data: HouseholdMergePreview;
  /** Of somebody's sign-in, as whom staff has said that they are; undefined: it goes on. */
  readonly fateOf: (person: Person) => Fate;
}

export function HouseholdsBecome({ data, fateOf }: Props) {
  const { gone, kept, people, children, moved, givenUp, givenUpTotal, enrolments, documents, requests, measures } =
    data;
  const names = (list: readonly { readonly name: string }[]): string => list.map(({ name }) => name).join(", ");
  const signIns = people.flatMap((person) => {
    if (person.signIn === undefined) return [];
    return [
      fateOf(person) ?? { login: person.signIn, fate: "moves" as const, replaces: undefined, instead: undefined },
    ];
  });
  return (
    <section class="card stack tight" aria-labelledby="devenir">
      <h2 id="devenir">{merge.becomes}</h2>
      <ul>
        {children.joining.length > 0 && <li>{strings.joining(names(children.joining), kept.familyCode)}</li>}
        {children.inBoth.length > 0 && <li>{strings.inBoth(names(children.inBoth))}</li>}
        <li>{strings.moved(moved)}</li>
        {enrolments > 0 && <li>{merge.enrolments(enrolments)}</li>}
        {documents > 0 && <li>{merge.documents(documents)}</li>}
        <li>{strings.history(requests)}</li>
        <li>{strings.quotientRest}</li>
        <li>{strings.certification}</li>
        {measures > 0 && <li>{strings.measuresStay(measures)}</li>}
        {signIns.map(({ login, fate, instead, replaces }) => (
          <li key={login}>
            {fate === "ends" ? strings.signInEnds(login, instead ?? "") : strings.signInMoves(login)}
            {replaces !== undefined && ` ${strings.replaces(replaces)}`}
          </li>
        ))}
        {signIns.length === 0 && <li>{strings.noSignIn}</li>}
        <li>{strings.code(gone.familyCode, kept.familyCode)}</li>
      </ul>
      <Lost lines={givenUp} total={givenUpTotal} />
      {signIns.some(({ fate }) => fate === "ends") && <Notice tone="wait">{strings.told}</Notice>}
    </section>
  );
}
