/** « Fiche renseignements enfant » of one child: people, consents, doctor, insurance, health, and who looked at that. */
import type { HealthChanges, HealthView } from "../../../functions/child-record/contract/health.ts";
import type { RecordChanges, RecordView } from "../../../functions/child-record/contract/record.ts";
import type { ProvenField } from "../../../functions/child-record/rules/fields.ts";
import { readId, type ChildId } from "../../../functions/kernel/ids.ts";
import type { SectionView } from "../../../functions/request/contract/file.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
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
import { useAnchor } from "../../shared/child-record/useAnchor.ts";
import { VaccinesCard } from "../../shared/child-record/VaccinesCard.tsx";
import type { PathParams } from "../../shared/router.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { childRecord as strings } from "../../strings/fr/child-record.ts";
import { shell } from "../../strings/fr/shell.ts";
import { familySender } from "../document/familySender.ts";
import { BackToStep } from "../shell/BackToStep.tsx";
import { childRecordsPath } from "../shell/paths.ts";
import { askedPartOf, askingOf, waitingIn } from "./asking.tsx";
import { HealthPapers } from "./HealthPapers.tsx";
import { HealthViews } from "./HealthViews.tsx";

const recordOf = reading((childId: ChildId, signal) =>
  call("child-record.read", { params: { childId }, query: {}, signal }),
);
const healthOf = reading((childId: ChildId, signal) => call("child-record.health", { params: { childId }, signal }));

/** Saying what stands already changes nothing: a change that may have arrived is sent again. */
const again = { repeatable: true } as const;

export function ChildRecordPage({ params }: { readonly params: PathParams }) {
  const known = readId("ChildId", params["childId"] ?? "");
  return known ? <OfChild childId={known} key={known} /> : <NoChild />;
}

const NoChild = () => (
  <div class="stack">
    <Head name={null} />
    <p class="card muted">{strings.unknown}</p>
  </div>
);

const Head = ({ name }: { readonly name: string | null }) => (
  <PageHead
    title={name === null ? strings.title : strings.titleOf(name)}
    trail={[
      { label: shell.groups.information },
      ...(name === null ? [] : [{ label: strings.title, href: childRecordsPath }]),
    ]}
  />
);

function OfChild({ childId }: { readonly childId: ChildId }) {
  const record = useQuery(recordOf, childId);
  const health = useQuery(healthOf, childId);
  const problem = record.problem ?? health.problem;
  const reload = async (): Promise<void> => {
    await Promise.all([record.reload(), health.reload()]);
  };
  return (
    <div class="stack">
      <Head name={record.data?.child.firstName ?? null} />
      <BackToStep />
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {record.data && health.data ? (
        record.data.rules.some(({ change }) => change === "checked") ? (
          <CheckedSheets record={record.data} health={health.data} onChanged={reload} />
        ) : (
          <Sheets record={record.data} health={health.data} part={null} onChanged={reload} />
        )
      ) : (
        !problem && <CardsSkeleton cards={4} lines={3} />
      )}
    </div>
  );
}

interface PartsProps {
  readonly record: RecordView;
  readonly health: HealthView;
  readonly onChanged: () => Promise<void>;
}

/** Where the office checks something of the file: what waits, and which documents are asked for, are read besides. */
function CheckedSheets({ onChanged, ...parts }: PartsProps) {
  const part = useQuery(askedPartOf, parts.record.child.id);
  if (part.problem && !part.data)
    return (
      <Failure
        problem={part.problem}
        onRetry={() => {
          void part.reload();
        }}
      />
    );
  if (!part.data) return <CardsSkeleton cards={4} lines={3} />;
  return <Sheets {...parts} part={part.data} onChanged={onChanged} onAsked={part.reload} />;
}

interface SheetsProps extends PartsProps {
  readonly part: SectionView | null;
  /** Something waits for the office from now on. */
  readonly onAsked?: () => Promise<void>;
}

function Sheets({ record, health, part, onChanged, onAsked }: SheetsProps) {
  useAnchor(true);
  const {
    child: { id: childId, firstName },
    shared,
    fields,
  } = record;
  // Each part is read with what the child's household holds of both, so that either says what is missing.
  const ways = waysOf(record.rules, (field) => part && waitingIn(part, field));
  const reload = async (): Promise<void> => {
    await Promise.all([onChanged(), onAsked?.()]);
  };
  const common = { childId, ways, asksReason: false, reload };
  const sheet = {
    ...common,
    ...(part
      ? {
          asking: askingOf({
            view: part,
            record,
            send: async ({ documents, text, ...change }) => {
              const body = {
                section: "childRecord" as const,
                childId,
                changes: [change],
                documents: [...documents],
                ...(text === undefined ? {} : { text }),
              };
              await sendOnce(["fiche-enfant", body], (idempotencyKey) =>
                call("request.send", { body: { idempotencyKey, ...body }, ...again }),
              );
              await onAsked?.();
            },
          }),
        }
      : {}),
    send: async (changes: RecordChanges) => {
      await call("child-record.change", { params: { childId }, body: { changes }, ...again });
      await onChanged();
    },
  };
  const healthSheet = {
    ...common,
    send: async (changes: HealthChanges) => {
      await call("child-record.changeHealth", { params: { childId }, body: { changes }, ...again });
      await onChanged();
    },
  };
  const healthProps = {
    view: health,
    sheet: healthSheet,
    papers: (proves: ProvenField) => <HealthPapers view={health} proves={proves} onChanged={onChanged} />,
  };
  return (
    <>
      {shared && <p class="muted">{strings.shared(firstName)}</p>}
      <Missing missing={record.missing} />
      <section class="stack" aria-labelledby="part-people">
        <h2 id="part-people">{strings.parts.people}</h2>
        <ContactsCard
          fields={fields}
          sheet={sheet}
          papers={{ asked: record.papers, sender: (kind) => familySender({ childId }, kind) }}
        />
      </section>
      <section class="stack" aria-labelledby="part-permissions">
        <h2 id="part-permissions">{strings.parts.permissions}</h2>
        <PermissionCards fields={fields} sheet={sheet} />
      </section>
      <section class="stack" aria-labelledby="part-doctor">
        <h2 id="part-doctor">{strings.parts.doctor}</h2>
        <DoctorCard fields={fields} sheet={sheet} />
        <InsuranceCard fields={fields} sheet={sheet} />
      </section>
      <section class="stack" aria-labelledby="part-health">
        <div>
          <h2 id="part-health">{strings.parts.health}</h2>
          <p class="muted">{strings.healthIntro}</p>
        </div>
        <AllergiesCard {...healthProps} />
        <DietCard {...healthProps} />
        <CarePlanCard {...healthProps} />
        <MedicinesCard {...healthProps} />
        <VaccinesCard {...healthProps} />
        <HealthChoices {...healthProps} />
      </section>
      <HealthViews childId={childId} />
      <BackToStep />
    </>
  );
}
