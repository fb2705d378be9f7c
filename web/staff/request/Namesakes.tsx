/**
 * Before a child is entered: those of other families who bear a name like this one. A child of two homes has one file; a
 * second one would hide from one home what the other says of its health.
 */
import type { OfficeRequest } from "../../../functions/request/contract/office.ts";
import { call } from "../../shared/api/index.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { officeRequests as strings } from "../../strings/fr/request.ts";
import { doublesPath, familyPath } from "../shell/paths.ts";

const most = 5;
const childrenLike = reading((text: string, signal) => call("search.find", { body: { text }, signal }));

const said = ({ changes }: OfficeRequest, wanted: string): string => {
  const value = changes.find(({ field }) => field === wanted)?.value;
  return typeof value === "string" ? value : "";
};

export function Namesakes({ request }: { readonly request: OfficeRequest }) {
  const { familyCode } = request;
  const { data, problem, reload } = useQuery(
    childrenLike,
    `${said(request, "firstName")} ${said(request, "lastName")}`.slice(0, 120),
  );
  if (problem)
    return (
      <Failure
        problem={problem}
        onRetry={() => {
          void reload();
        }}
      />
    );
  const year = said(request, "birthDate").slice(0, 4);
  const like = (data?.lines ?? []).filter(
    (line) => line.who === "child" && line.familyCode !== familyCode && (line.birthYear ?? year) === year,
  );
  if (like.length === 0) return null;
  return (
    <Notice tone="wait" title={strings.namesakes(like.length)}>
      <ul>
        {like.slice(0, most).map((line) => (
          <li key={`${line.familyCode} ${line.name.map(({ text }) => text).join("")}`}>
            <a href={familyPath(line.familyCode)}>
              {line.name.map(({ text }) => text).join("")}, {line.birthYear}
            </a>{" "}
            · {strings.ofFamily(line.familyCode)}
          </li>
        ))}
      </ul>
      <p>
        {strings.namesakesText} <a href={doublesPath}>{strings.doubles}</a>
      </p>
    </Notice>
  );
}
