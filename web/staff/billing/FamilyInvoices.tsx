/** A family's invoices, as its page at the office has them. */
import type { StatementView } from "../../../functions/billing/contract/views.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { nameOfStatement, noteQuery, StatementCard } from "../../shared/billing/StatementCard.tsx";
import { TaxCertificates } from "../../shared/billing/TaxCertificates.tsx";
import { price } from "../../shared/format/euros.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { FamilyMandates } from "../direct-debit/FamilyMandates.tsx";
import { DeskPayments } from "../payment/DeskPayments.tsx";
import { billing as strings, taxCertificate as certificates } from "../../strings/fr/billing.ts";
import { CreditButton } from "./CreditDialog.tsx";
import { SharedChildren } from "./SharedChildren.tsx";

const invoicesOf = reading((familyCode: FamilyCode, signal) =>
  call("billing.ofFamily", { params: { familyCode }, signal }),
);

export function FamilyInvoices({ code }: { readonly code: FamilyCode }) {
  const { data, problem, reload } = useQuery(invoicesOf, code);
  const paramsOf = ({ period, accountId }: StatementView) => ({ params: { familyCode: code, period, accountId } });
  const open = {
    detail: (statement: StatementView) =>
      call("billing.detailOfFamily", { ...paramsOf(statement), query: noteQuery(statement) }),
    pdf: (statement: StatementView) =>
      statement.note === undefined
        ? call("billing.pdfOfFamily", paramsOf(statement))
        : call("billing.notePdfOfFamily", { params: { ...paramsOf(statement).params, note: String(statement.note) } }),
  };
  if (!data)
    return problem ? (
      <Failure
        problem={problem}
        onRetry={() => {
          void reload();
        }}
      />
    ) : (
      <CardsSkeleton cards={2} lines={3} />
    );
  return (
    <div class="stack reading">
      <Title text={strings.ofFamily} />
      <DeskPayments code={code} onChanged={reload} />
      <FamilyMandates code={code} />
      <SharedChildren code={code} />
      {data.waiting
        .filter(({ amount }) => amount !== 0)
        .map(({ accountId, accountName, amount }) => (
          <Notice key={accountId}>
            <p>
              {amount < 0 ? strings.creditOf(price(-amount), accountName) : strings.waitsOf(price(amount), accountName)}
            </p>
          </Notice>
        ))}
      {data.statements.length > 0 && (
        <TaxCertificates
          text={certificates.textOfFamily}
          read={() => call("tax-certificate.ofFamily", { params: { familyCode: code } })}
          make={(year) => call("tax-certificate.makeOfFamily", { params: { familyCode: code, year } })}
        />
      )}
      {data.statements.length === 0 && <p class="muted">{strings.noneOfFamily}</p>}
      {data.statements.map((statement) => (
        <StatementCard
          key={nameOfStatement(statement)}
          statement={statement}
          open={open}
          more={(detail) => <CreditButton code={code} detail={detail} onDone={reload} />}
        />
      ))}
    </div>
  );
}
