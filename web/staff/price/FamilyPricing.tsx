/** « Tarification »: what counts in a family's prices beside its quotient; said, corrected, withdrawn, and who did that. */
import type { CircumstanceView, FamilyCircumstances } from "../../../functions/price/contract/circumstances.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { circumstances as strings } from "../../strings/fr/price.ts";
import { TryPrice } from "./TryPrice.tsx";
import { SayDialog, UnsayDialog } from "./SayDialog.tsx";
import { ActList } from "../ui/ActList.tsx";
import { useDoing } from "../ui/useDoing.ts";

const circumstancesOf = reading((familyCode: FamilyCode, signal) =>
  call("price.circumstances", { params: { familyCode }, signal }),
);

export function FamilyPricing({ code }: { readonly code: FamilyCode }) {
  const { data, problem, reload } = useQuery(circumstancesOf, code);
  if (data)
    return (
      <>
        <Said code={code} view={data} onChanged={reload} />
        <TryPrice code={code} view={data} />
      </>
    );
  if (!problem) return <CardsSkeleton cards={1} lines={3} />;
  return (
    <Failure
      problem={problem}
      onRetry={() => {
        void reload();
      }}
    />
  );
}

interface Props {
  readonly code: FamilyCode;
  readonly view: FamilyCircumstances;
  readonly onChanged: () => Promise<void>;
}
type Doing =
  | { readonly what: "say"; readonly of: CircumstanceView | null }
  | { readonly what: "unsay"; readonly of: CircumstanceView };

function Said({ code, view, onChanged }: Props) {
  const { doing, begin, dialog } = useDoing<Doing>(onChanged);
  const shared = { code, view, ...dialog };
  return (
    <section class="card stack tight" aria-labelledby="tarification">
      <h2 id="tarification">{strings.title}</h2>
      <p class="muted">{view.circumstances.length === 0 ? `${strings.intro} ${strings.none}` : strings.intro}</p>
      <div>
        <button
          type="button"
          class="button ghost"
          onClick={() => {
            begin({ what: "say", of: null });
          }}
        >
          {strings.add}
        </button>
      </div>
      <ul class="plain closures">
        {view.circumstances.map((one) => (
          <One
            key={one.about}
            one={one}
            onCorrect={() => {
              begin({ what: "say", of: one });
            }}
            onWithdraw={() => {
              begin({ what: "unsay", of: one });
            }}
          />
        ))}
      </ul>
      {doing?.what === "say" && <SayDialog {...shared} of={doing.of} />}
      {doing?.what === "unsay" && <UnsayDialog {...shared} of={doing.of} />}
    </section>
  );
}

interface OneProps {
  readonly one: CircumstanceView;
  readonly onCorrect: () => void;
  readonly onWithdraw: () => void;
}

const spanWords = ({ from, until }: Pick<CircumstanceView, "from" | "until">): string =>
  strings.span(dateOnly(from), until && dateOnly(until));

const One = ({ one, onCorrect, onWithdraw }: OneProps) => (
  <li class="stack tight">
    <div class="row between">
      <div>
        <b>{one.words}</b>
        <br />
        <span class="small muted">
          {strings.states[one.state]}, {spanWords(one)}
        </span>
      </div>
      {one.state !== "withdrawn" && (
        <div class="row">
          <button type="button" class="button ghost" aria-label={strings.correctOf(one.words)} onClick={onCorrect}>
            {strings.correct}
          </button>
          <button type="button" class="button ghost" aria-label={strings.withdrawOf(one.words)} onClick={onWithdraw}>
            {strings.withdraw}
          </button>
        </div>
      )}
    </div>
    <ActList
      title={strings.acts(one.acts.length)}
      acts={one.acts.map(({ said, ...act }) => ({
        ...act,
        words: said ? `${said.words}, ${spanWords(said)}` : strings.removed,
      }))}
    />
  </li>
);
