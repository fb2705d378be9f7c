/** What is kept from which adult of a household, why and since when; taking such a measure, and lifting one. */
import { useState } from "preact/hooks";
import type { OfficeFamilyView } from "../../../functions/family/contract.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import type { ProtectionView } from "../../../functions/protection/contract.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, datedMoment } from "../../shared/format/dates.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { protection as strings } from "../../strings/fr/protection.ts";
import { useFamily } from "../family/FamilyFrame.tsx";
import { LiftDialog } from "./LiftDialog.tsx";
import { ShieldDialog } from "./ShieldDialog.tsx";
import { ShutOutDialog } from "./ShutOutDialog.tsx";

const protectionsOf = reading((familyCode: FamilyCode, signal) =>
  call("protection.ofFamily", { params: { familyCode }, signal }),
);

type Asking = "shutOut" | "shield" | { readonly lift: ProtectionView };

export function Protections({ code }: { readonly code: FamilyCode }) {
  const { data: family, reload: reloadFamily } = useFamily();
  const { data, problem, reload } = useQuery(protectionsOf, code);
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = (): void => {
    setAsking(null);
  };
  const done = async (): Promise<void> => {
    close();
    await Promise.all([reload(), reloadFamily()]);
  };
  return (
    <section class="stack tight" aria-labelledby="protections">
      <h2 id="protections">{strings.title}</h2>
      <p class="muted">{strings.intro}</p>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {!data && !problem && <CardsSkeleton cards={1} lines={2} />}
      {data?.protections.length === 0 && <p>{strings.none}</p>}
      {data && data.protections.length > 0 && (
        <ul class="plain tiles">
          {data.protections.map((one) => (
            <Measure
              key={one.id}
              measure={one}
              onLift={() => {
                setAsking({ lift: one });
              }}
            />
          ))}
        </ul>
      )}
      {family && <Acts family={family} onAsk={setAsking} />}
      {family && asking === "shutOut" && <ShutOutDialog family={family} onDone={done} onClose={close} />}
      {family && asking === "shield" && <ShieldDialog family={family} onDone={done} onClose={close} />}
      {asking !== null && typeof asking === "object" && (
        <LiftDialog code={code} id={asking.lift.id} onDone={done} onClose={close} />
      )}
    </section>
  );
}

/** As a line of the list says whom it is about. */
function headOf({ adultName, childName, lifted }: ProtectionView): string {
  if (childName === undefined) return lifted ? strings.wasOfAddress(adultName) : strings.ofAddress(adultName);
  return lifted ? strings.wasOfChild(adultName, childName) : strings.ofChild(adultName, childName);
}

function Measure({ measure, onLift }: { readonly measure: ProtectionView; readonly onLift: () => void }) {
  const { decidedOn, reason, at, by, lifted } = measure;
  return (
    <li class="card stack tight">
      <h3 class="person">{headOf(measure)}</h3>
      <p>
        <span class={lifted ? "chip" : "chip no"}>{lifted ? strings.over : strings.standing}</span>
      </p>
      <dl class="facts">
        <div>
          <dt>{strings.decided}</dt>
          <dd>{dateOnly(decidedOn)}</dd>
        </div>
        <div>
          <dt>{strings.reason}</dt>
          <dd>{reason}</dd>
        </div>
        <div>
          <dt>{strings.begun}</dt>
          <dd>{strings.byAt(by, datedMoment(at))}</dd>
        </div>
        {lifted && (
          <div>
            <dt>{strings.ended}</dt>
            <dd>{strings.byAtWhy(lifted.by, datedMoment(lifted.at), lifted.reason)}</dd>
          </div>
        )}
      </dl>
      {!lifted && (
        <div class="no-print">
          <button type="button" class="button ghost" onClick={onLift}>
            {strings.lift}
          </button>
        </div>
      )}
    </li>
  );
}

function Acts({
  family: { children },
  onAsk,
}: {
  readonly family: OfficeFamilyView;
  readonly onAsk: (asking: Asking) => void;
}) {
  return (
    <div class="row no-print">
      {children.length > 0 && (
        <button
          type="button"
          class="button ghost"
          onClick={() => {
            onAsk("shutOut");
          }}
        >
          {strings.shutOut}
        </button>
      )}
      <button
        type="button"
        class="button ghost"
        onClick={() => {
          onAsk("shield");
        }}
      >
        {strings.shield}
      </button>
    </div>
  );
}
