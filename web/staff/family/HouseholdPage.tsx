/** The household of a family: its adults and how to reach them, its address, its children. */
import type { OfficeFamilyView } from "../../../functions/family/contract.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { nameCase, phoneLink, phoneNumber } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { common } from "../../strings/fr/common.ts";
import { family as words, familyPages as strings } from "../../strings/fr/family.ts";
import { staffChildRecordPath } from "../shell/paths.ts";
import { useFamily } from "./FamilyFrame.tsx";

export function HouseholdPage() {
  const { data, problem } = useFamily();
  return (
    <div class="stack">
      <Title text={strings.householdTitle} />
      {data ? <Household family={data} /> : !problem && <CardsSkeleton cards={2} lines={3} />}
    </div>
  );
}

/** `Mme Martin`. */
const nameInLetters = ({ title, firstName, lastName }: OfficeFamilyView["guardians"][number]): string =>
  `${title ?? firstName} ${nameCase(lastName)}`;

const missing = <span class="muted">{common.none}</span>;

function Household({
  family: { code, guardians, address, resident, children },
}: {
  readonly family: OfficeFamilyView;
}) {
  return (
    <>
      <section class="stack tight" aria-labelledby="responsables">
        <h2 id="responsables">{words.guardians}</h2>
        <ul class="plain tiles">
          {guardians.map(({ id, title, firstName, lastName, payer, phone, email, shielded }) => (
            <li class="card" key={id}>
              <h3 class="person">{[title, firstName, nameCase(lastName)].filter(Boolean).join(" ")}</h3>
              {(payer || shielded) && (
                <p class="row">
                  {payer && <span class="chip">{words.payer}</span>}
                  {shielded && <span class="chip no">{strings.shielded}</span>}
                </p>
              )}
              {shielded && <p class="muted">{strings.shieldedHint}</p>}
              <dl class="facts">
                <div>
                  <dt>{words.phone}</dt>
                  <dd>{phone === undefined ? missing : <a href={phoneLink(phone)}>{phoneNumber(phone)}</a>}</dd>
                </div>
                <div>
                  <dt>{words.email}</dt>
                  <dd>{email === undefined ? missing : <a href={`mailto:${email}`}>{email}</a>}</dd>
                </div>
              </dl>
            </li>
          ))}
        </ul>
      </section>
      <section class="stack tight" aria-labelledby="enfants">
        <h2 id="enfants">{words.children}</h2>
        {children.length === 0 && <p class="muted">{strings.noChildren}</p>}
        <ul class="plain tiles">
          {children.map(({ id, firstName, lastName, birthDate, age, grade, school, shutOut = [] }) => (
            <li class="card" key={id}>
              <h3 class="person">
                {firstName} {nameCase(lastName)}
              </h3>
              {shutOut.length > 0 && (
                <p class="row">
                  {guardians
                    .filter((adult) => shutOut.includes(adult.id))
                    .map((adult) => (
                      <span class="chip no" key={adult.id}>
                        {strings.shutOut(nameInLetters(adult))}
                      </span>
                    ))}
                </p>
              )}
              <dl class="facts">
                <div>
                  <dt>{words.birth}</dt>
                  <dd>
                    {dateOnly(birthDate)} ({words.age(age)})
                  </dd>
                </div>
                <div>
                  <dt>{words.grade}</dt>
                  <dd>{grade ?? missing}</dd>
                </div>
                <div>
                  <dt>{words.school}</dt>
                  <dd>{school ?? missing}</dd>
                </div>
              </dl>
              <p class="no-print">
                <a href={staffChildRecordPath(code, id)}>{strings.childFile(firstName)}</a>
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section class="card stack tight" aria-labelledby="foyer">
        <h2 id="foyer">{words.home}</h2>
        <dl class="facts">
          <div>
            <dt>{words.address}</dt>
            <dd>
              {guardians.some(({ shielded }) => shielded) && (
                <>
                  <span class="chip no">{strings.shielded}</span>{" "}
                </>
              )}
              {[...address.lines, `${address.postcode} ${address.town}`].join(", ")}
            </dd>
          </div>
          <div>
            <dt>{words.resident}</dt>
            <dd>{resident ? strings.isResident : strings.isNotResident}</dd>
          </div>
        </dl>
      </section>
    </>
  );
}
