/** What a decision is made on: the three values of each field, the documents, and what was said so far. */
import type { OfficeRequest } from "../../../functions/request/contract/office.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { entersSomebody } from "../../shared/request/entering.ts";
import { officeRequests as strings, requests as words } from "../../strings/fr/request.ts";
import { Preview } from "../document/Preview.tsx";

export function Difference({ request: { changes, standing, section } }: { readonly request: OfficeRequest }) {
  const isNew = entersSomebody(section);
  const anyMoved = standing.some(({ moved }) => moved);
  return (
    <section class="card stack tight" aria-labelledby="ce-qui-change">
      <h2 id="ce-qui-change">{strings.difference}</h2>
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
    </section>
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
  const [first] = readable;
  return (
    <section class="card stack tight" aria-labelledby="justificatifs">
      <h2 id="justificatifs">{strings.papers}</h2>
      {first ? (
        <Preview familyCode={familyCode} childId={first.childId} documents={readable} />
      ) : (
        <p class="muted">{strings.noPapers}</p>
      )}
    </section>
  );
}
