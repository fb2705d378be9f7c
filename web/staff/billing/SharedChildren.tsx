/** What each household of a child pays: said, corrected, withdrawn, and who did that; nothing where no child has two. */
import type { FamilyShares, ShareView } from "../../../functions/billing/contract/shares.ts";
import { rate, rateInWords } from "../../../functions/kernel/exact.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { shares as strings } from "../../strings/fr/billing.ts";
import { ShareDialog, UnshareDialog, type SharedChild } from "./ShareDialog.tsx";
import { ActList } from "../ui/ActList.tsx";
import { useDoing } from "../ui/useDoing.ts";

const sharesOf = reading((familyCode: FamilyCode, signal) =>
  call("billing.shares", { params: { familyCode }, signal }),
);

type Doing =
  | { readonly what: "say"; readonly child: SharedChild; readonly of: ShareView | null }
  | { readonly what: "unsay"; readonly child: SharedChild; readonly of: ShareView };

export function SharedChildren({ code }: { readonly code: FamilyCode }) {
  const { data, problem, reload } = useQuery(sharesOf, code);
  const { doing, begin, dialog } = useDoing<Doing>(reload);
  if (!data)
    return problem ? (
      <Failure
        problem={problem}
        onRetry={() => {
          void reload();
        }}
      />
    ) : null;
  if (data.children.length === 0) return null;
  const shared = { code, view: data, ...dialog };
  return (
    <section class="card stack tight" aria-labelledby="partages">
      <h2 id="partages">{strings.title}</h2>
      <p class="muted">{strings.intro}</p>
      {data.children.map((child) => (
        <section class="stack tight" key={child.childId} aria-labelledby={`partage-${child.childId}`}>
          <div class="row between">
            <h3 id={`partage-${child.childId}`}>{child.firstName}</h3>
            {child.households.length > 1 && (
              <button
                type="button"
                class="button ghost"
                aria-label={strings.addOf(child.firstName)}
                onClick={() => {
                  begin({ what: "say", child, of: null });
                }}
              >
                {strings.add}
              </button>
            )}
          </div>
          {child.shares.length === 0 && <p class="small muted">{strings.none}</p>}
          <ul class="plain closures">
            {child.shares.map((one) => (
              <One
                key={one.about}
                one={one}
                child={child}
                activities={data.activities}
                onCorrect={() => {
                  begin({ what: "say", child, of: one });
                }}
                onWithdraw={() => {
                  begin({ what: "unsay", child, of: one });
                }}
              />
            ))}
          </ul>
        </section>
      ))}
      {doing?.what === "say" && <ShareDialog {...shared} child={doing.child} of={doing.of} />}
      {doing?.what === "unsay" && <UnshareDialog {...shared} child={doing.child} of={doing.of} />}
    </section>
  );
}

interface OneProps {
  readonly one: ShareView;
  readonly child: SharedChild;
  readonly activities: FamilyShares["activities"];
  readonly onCorrect: () => void;
  readonly onWithdraw: () => void;
}

function One({ one, child: { firstName, households }, activities, onCorrect, onWithdraw }: OneProps) {
  const nameOf = (code: FamilyCode): string =>
    households.find(({ familyCode }) => familyCode === code)?.familyName ?? code;
  const activity =
    one.activityId === null
      ? strings.everyActivity
      : (activities.find(({ id }) => id === one.activityId)?.name ?? one.activityId);
  return (
    <li class="stack tight">
      <div class="row between">
        <div>
          <b>
            {one.parts.map(({ familyCode, share }) => `${nameOf(familyCode)} ${rateInWords(rate(share))}`).join(", ")}
          </b>
          <br />
          <span class="small muted">
            {activity}. {strings.states[one.state]},{" "}
            {strings.span(dateOnly(one.from), one.until && dateOnly(one.until))}
          </span>
        </div>
        {one.state !== "withdrawn" && (
          <div class="row">
            <button type="button" class="button ghost" aria-label={strings.correctOf(firstName)} onClick={onCorrect}>
              {strings.correct}
            </button>
            <button type="button" class="button ghost" aria-label={strings.withdrawOf(firstName)} onClick={onWithdraw}>
              {strings.withdraw}
            </button>
          </div>
        )}
      </div>
      <ActList
        title={strings.acts(one.acts.length)}
        acts={one.acts.map((act) => ({ ...act, words: act.words ?? strings.removed }))}
      />
    </li>
  );
}
