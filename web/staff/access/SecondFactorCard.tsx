/** State of the staff member's second factor, and how to change phone. */
import type { AccessView } from "../../../functions/access/contract/own.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { access } from "../../strings/fr/access/own-access.ts";

const strings = access.secondFactor;
/** From here on, it is time to have new ones. */
const few = 3;

export function SecondFactorCard({
  state: { enrolled, recoveryCodesLeft },
}: {
  readonly state: NonNullable<AccessView["secondFactor"]>;
}) {
  return (
    <section class="card stack tight" aria-labelledby="double-authentification">
      <div class="row">
        <h2 id="double-authentification">{strings.title}</h2>
        <span class={enrolled ? "chip ok" : "chip wait"}>{enrolled ? strings.on : strings.off}</span>
      </div>
      {recoveryCodesLeft === 0 ? (
        <Notice tone="wait" title={strings.none}>
          <p>{strings.noneText}</p>
        </Notice>
      ) : (
        <CodesLeft codes={recoveryCodesLeft} />
      )}
    </section>
  );
}

function CodesLeft({ codes }: { readonly codes: number }) {
  return (
    <>
      {codes <= few ? (
        <Notice tone="wait" title={strings.few}>
          <p>{strings.left(codes)}</p>
        </Notice>
      ) : (
        <p>{strings.left(codes)}</p>
      )}
      <p class="small muted">{strings.renew}</p>
    </>
  );
}
