/** What a decision is made on: the three values of each field, the documents, and what was said so far. */
import type { PartView } from "../../../functions/request/contract/file.ts";
import type { OfficeRequest } from "../../../functions/request/contract/office.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { isSaidAnew } from "../../shared/request/entering.ts";
import { Fact } from "../../shared/ui/Fact.tsx";
import { officeRequests as strings, requests as words } from "../../strings/fr/request.ts";
import { Preview } from "../document/Preview.tsx";
import { titleOf } from "./FileDialogs.tsx";

/** The parts of a request one under another, each with what stands now in place of its changes. */
export function Differences({ request }: { readonly request: OfficeRequest }) {
  const { more = [], standing, sums } = request;
  const parts = [request, ...more];
  const begins = parts.map((_, rank) => parts.slice(0, rank).reduce((sum, { changes }) => sum + changes.length, 0));
  return (
    <section class="card stack tight" aria-labelledby="ce-qui-change">
      <h2 id="ce-qui-change">{sums.length > 0 ? strings.figures : strings.difference}</h2>
      {parts.map((part, rank) => {
        const begin = begins[rank] ?? 0;
        const title = titleOf(part);
        return (
          <Difference
            key={title}
            part={part}
            title={more.length > 0 ? title : undefined}
            standing={standing.slice(begin, begin + part.changes.length)}
          />
        );
      })}
      {sums.length > 0 && (
        <>
          <h3>{strings.sums}</h3>
          <dl class="facts">
            {sums.map(({ label, said }) => (
              <Fact key={label} name={label} said={said} />
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

interface DifferenceProps extends Pick<OfficeRequest, "standing"> {
  readonly part: PartView;
  /** Among others. */
  readonly title: string | undefined;
}

function Difference({ part: { changes, section }, title, standing }: DifferenceProps) {
  const isNew = isSaidAnew(section);
  const anyMoved = standing.some(({ moved }) => moved);
  return (
    <>
      {title !== undefined && <h3>{title}</h3>}
      <table class="difference">
        <thead>
          <tr>
            <th scope="col">{strings.field}</th>
            {!isNew && <th scope="col">{strings.before}</th>}
            <th scope="col">{strings.after}</th>
            {anyMoved && !isNew && <th scope="col">{strings.now}</th>}
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, label, before, after }, rank) => {
            const now = standing[rank];
            return (
              <tr key={field}>
                <th scope="row">{label}</th>
                {!isNew && (
                  <td class="muted" data-label={strings.before}>
                    {before ?? strings.nothing}
                  </td>
                )}
                <td data-label={strings.after}>
                  <b>{after ?? strings.nothing}</b>
                </td>
                {anyMoved && !isNew && (
                  <td data-label={strings.now}>
                    {now?.said ?? strings.nothing}
                    {now?.moved && (
                      <>
                        <br />
                        <span class="chip no">{strings.moved}</span>
                      </>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

export function Thread({
  request: { acts },
  onNote,
}: {
  readonly request: OfficeRequest;
  readonly onNote: () => void;
}) {
  return (
    <section class="card stack tight" aria-labelledby="echanges">
      <div class="row between">
        <h2 id="echanges">{strings.thread}</h2>
        <button type="button" class="button ghost" onClick={onNote}>
          {strings.note}
        </button>
      </div>
      <ol class="plain">
        {acts.map(({ what, at, who, text }, rank) => (
          <li key={`${at} ${rank}`} class="small">
            <b>{words.acts[what]}</b> · <span class="muted">{words.who(who, datedMoment(at))}</span>
            {text !== undefined && (
              <>
                <br />« {text} »
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Papers({ request: { papers, familyCode } }: { readonly request: OfficeRequest }) {
  const readable = papers.filter((one) => one.readable);
  /** The household's, and each child's: they are read under their owner. */
  const owners = [...new Set(readable.map(({ childId }) => childId))];
  return (
    <section class="card stack tight" aria-labelledby="justificatifs">
      <h2 id="justificatifs">{strings.papers}</h2>
      {owners.map((owner) => (
        <Preview
          key={owner ?? ""}
          familyCode={familyCode}
          childId={owner}
          documents={readable.filter(({ childId }) => childId === owner)}
        />
      ))}
      {owners.length === 0 && <p class="muted">{strings.noPapers}</p>}
    </section>
  );
}
