/**
 * A child's file at the office: read and changed with a reason; its health apart, opened on purpose, since each look at
 * it is recorded and the family sees who looked.
 */
import { useState } from "preact/hooks";
import type { HealthChanges, OfficeHealthView, ViewedFrom } from "../../../functions/child-record/contract/health.ts";
import type { OfficeRecordView, RecordChanges } from "../../../functions/child-record/contract/record.ts";
import type { ProvenField } from "../../../functions/child-record/rules/fields.ts";
import { readId, tidyLogin } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import {
  AllergiesCard,
  CarePlanCard,
  DietCard,
  HealthChoices,
  MedicinesCard,
} from "../../shared/child-record/HealthCards.tsx";
import { Missing } from "../../shared/child-record/Missing.tsx";
import { ContactsCard, DoctorCard, InsuranceCard, PermissionCards } from "../../shared/child-record/RecordCards.tsx";
import { waysOf } from "../../shared/child-record/sheet.ts";
import { VaccinesCard } from "../../shared/child-record/VaccinesCard.tsx";
import { dateOnly } from "../../shared/format/dates.ts";
import { nameCase } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { announce } from "../../shared/ui/announcements.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { childRecord, staffChildRecord as strings } from "../../strings/fr/child-record.ts";
import { officeSender } from "../document/kindOfFamily.ts";
import { familyTabPath, fromDaySheet } from "../shell/paths.ts";
import { Changes } from "./Changes.tsx";
import { ShutOut } from "./HandingOver.tsx";
import { HealthPapers } from "./HealthPapers.tsx";
import { PersonPapers } from "./PersonPapers.tsx";
import { recordOf, type OfChild } from "./recordOf.ts";

export function ChildRecordPage({ familyCode, childId }: { readonly familyCode: string; readonly childId: string }) {
  const [code, child] = [readId("FamilyCode", tidyLogin(familyCode)), readId("ChildId", childId)];
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p>
          <a href={familyTabPath(familyCode, "foyer")}>{strings.back}</a>
        </p>
      </div>
      {code && child && <Child of={{ familyCode: code, childId: child }} key={`${code} ${child}`} />}
    </div>
  );
}

function Child({ of }: { readonly of: OfChild }) {
  const { data, problem, reload } = useQuery(recordOf, of);
  if (problem && !data)
    return (
      <Failure
        problem={problem}
        {...(problem.status === 404
          ? {}
          : {
              onRetry: () => {
                void reload();
              },
            })}
      />
    );
  return data ? <Sheets of={of} record={data} onChanged={reload} /> : <CardsSkeleton cards={3} lines={3} />;
}

interface SheetsProps {
  readonly of: OfChild;
  readonly record: OfficeRecordView;
  readonly onChanged: () => Promise<void>;
}

function Sheets({ of, record, onChanged }: SheetsProps) {
  const { child, fields, missing, shared, rules, papers } = record;
  /** Grows with each change: the list of changes is read again. */
  const [acts, setActs] = useState(0);
  const changed = async (): Promise<void> => {
    setActs((times) => times + 1);
    await onChanged();
  };
  const sheet = {
    childId: of.childId,
    ways: waysOf(rules),
    asksReason: true,
    reload: onChanged,
    send: async (changes: RecordChanges, reason: string) => {
      await call("child-record.changeOfFamily", { params: of, body: { changes, reason } });
      await changed();
    },
  };
  const props = { fields, sheet };
  return (
    <>
      <section class="card stack tight" aria-labelledby="enfant">
        <h2 id="enfant">
          {child.firstName} {nameCase(child.lastName)}
        </h2>
        <p>{strings.born(dateOnly(child.birthDate))}</p>
        {shared && <p class="muted">{strings.shared}</p>}
        <ShutOut record={record} />
      </section>
      <Missing missing={missing} />
      <section class="stack" aria-labelledby="part-people">
        <h2 id="part-people">{childRecord.parts.people}</h2>
        <ContactsCard
          {...props}
          papers={{
            asked: papers,
            sender: (kind, reason) => officeSender({ code: of.familyCode, childId: of.childId, kind }, reason),
            show: (given, person) => <PersonPapers {...of} papers={given} person={person} />,
          }}
        />
      </section>
      <section class="stack" aria-labelledby="part-permissions">
        <h2 id="part-permissions">{childRecord.parts.permissions}</h2>
        <PermissionCards {...props} />
      </section>
      <section class="stack" aria-labelledby="part-doctor">
        <h2 id="part-doctor">{childRecord.parts.doctor}</h2>
        <DoctorCard {...props} />
        <InsuranceCard {...props} />
      </section>
      <Health of={of} onChanged={changed} />
      <Changes of={of} acts={acts} />
    </>
  );
}

/** Whence health is opened. */
const whence = (): ViewedFrom => (window.location.search === `?${fromDaySheet}` ? "daySheet" : "childPage");

/** Nothing of it is asked for before somebody says that they want to see it. */
function Health({ of, onChanged }: Pick<SheetsProps, "of" | "onChanged">) {
  const [view, setView] = useState<OfficeHealthView | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      setView(await call("child-record.viewHealth", { params: of, body: { from: whence() } }));
      announce(strings.opened);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="stack" aria-labelledby="part-health">
      <h2 id="part-health">{strings.healthTitle}</h2>
      {problem && <Failure problem={problem} />}
      {view ? (
        <HealthCards
          of={of}
          view={view}
          onLook={look}
          onView={async (after) => {
            setView(after);
            await onChanged();
          }}
        />
      ) : (
        <div class="card stack tight">
          <p>{strings.healthClosed}</p>
          <div>
            <button
              type="button"
              class="button"
              aria-disabled={busy || undefined}
              onClick={() => {
                if (!busy) void look();
              }}
            >
              {busy ? strings.opening : strings.openHealth}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}

interface HealthCardsProps {
  readonly of: OfChild;
  readonly view: OfficeHealthView;
  readonly onLook: () => Promise<void>;
  readonly onView: (view: OfficeHealthView) => Promise<void>;
}

function HealthCards({ of, view, onLook, onView }: HealthCardsProps) {
  const sheet = {
    childId: of.childId,
    ways: waysOf(view.rules),
    asksReason: true,
    reload: onLook,
    send: async (changes: HealthChanges, reason: string) => {
      const body = { changes, from: whence(), reason };
      const after = await call("child-record.changeHealthOfFamily", { params: of, body });
      await onView(after);
    },
  };
  const papers = (proves: ProvenField) => (
    <HealthPapers of={of} from={whence()} papers={view.papers} proves={proves} onView={onView} />
  );
  const props = { view, sheet, papers };
  return (
    <>
      <p class="small muted">{strings.opened}</p>
      <AllergiesCard {...props} />
      <DietCard {...props} />
      <CarePlanCard {...props} />
      <MedicinesCard {...props} />
      <VaccinesCard {...props} />
      <HealthChoices {...props} />
    </>
  );
}
