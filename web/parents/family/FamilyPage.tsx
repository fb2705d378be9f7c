/** « Ma fiche famille »: what the office knows of the household. */
import type { FamilyView } from "../../../functions/family/contract.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { nameCase, phoneNumber } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Avatar } from "../../shared/ui/Avatar.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { common } from "../../strings/fr/common.ts";
import { family as strings } from "../../strings/fr/family.ts";
import { shell } from "../../strings/fr/shell.ts";
import { familyOf } from "./familyOf.ts";

export function FamilyPage() {
  const { data, problem, reload } = useQuery(familyOf, null);
  return (
    <div class="stack">
      <PageHead title={strings.title} trail={[{ label: shell.groups.information }]} />
      {data ? (
        <Sheet family={data} />
      ) : problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        <CardsSkeleton />
      )}
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string | undefined;
}
const Fact = ({ name, value }: FactProps) => (
  <div>
    <dt>{name}</dt>
    <dd>{value ?? <span class="muted">{common.none}</span>}</dd>
  </div>
);

function Sheet({ family }: { readonly family: FamilyView }) {
  return (
    <>
      <section class="stack" aria-labelledby="enfants">
        <h2 id="enfants">{strings.children}</h2>
        {family.children.length === 0 && <p class="muted">{strings.noChildren}</p>}
        <ul class="plain tiles">
          {family.children.map((child, rank) => (
            <li class="card" key={child.id}>
              <h3 class="person">
                <Avatar name={child.firstName} rank={rank} />{" "}
                <span>
                  {child.firstName} {nameCase(child.lastName)}
                </span>
              </h3>
              <dl class="facts">
                <Fact name={strings.birth} value={`${dateOnly(child.birthDate)} (${strings.age(child.age)})`} />
                <Fact name={strings.grade} value={child.grade} />
                <Fact name={strings.school} value={child.school} />
              </dl>
            </li>
          ))}
        </ul>
      </section>
      <section class="stack" aria-labelledby="responsables">
        <h2 id="responsables">{strings.guardians}</h2>
        <ul class="plain tiles">
          {family.guardians.map((guardian) => (
            <li class="card" key={guardian.id}>
              <h3 class="person">
                {[guardian.title, guardian.firstName, nameCase(guardian.lastName)].filter(Boolean).join(" ")}
              </h3>
              {guardian.payer && (
                <p>
                  <span class="chip">{strings.payer}</span>
                </p>
              )}
              <dl class="facts">
                <Fact
                  name={strings.phone}
                  value={guardian.phone === undefined ? undefined : phoneNumber(guardian.phone)}
                />
                <Fact name={strings.email} value={guardian.email} />
              </dl>
            </li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>{strings.home}</h2>
        <dl class="facts columns">
          <Fact name={strings.code} value={family.code} />
          <Fact
            name={strings.address}
            value={[...family.address.lines, `${family.address.postcode} ${family.address.town}`].join(", ")}
          />
          <div>
            <dt>{strings.resident}</dt>
            <dd>
              {family.resident ? strings.isResident : strings.isNotResident}
              <p class="small muted">{strings.residentHint}</p>
            </dd>
          </div>
        </dl>
      </section>
      <section class="card row between no-print">
        <div>
          <h2>{strings.toCorrect}</h2>
          <p class="muted">{strings.toCorrectText}</p>
        </div>
        <a class="button ghost" href="/contact">
          {strings.reach}
        </a>
      </section>
    </>
  );
}
