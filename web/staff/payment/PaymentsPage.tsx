/** « Paiements »: the day's till, what is unpaid, what was begun online. */
import { useState } from "preact/hooks";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { payments as strings } from "../../strings/fr/payment.ts";
import { OnlinePayments } from "./OnlinePayments.tsx";
import { TillOfDay } from "./TillOfDay.tsx";
import { UnpaidOfMonth } from "./UnpaidOfMonth.tsx";

const parts = ["till", "unpaid", "online"] as const;

export function PaymentsPage() {
  const [part, setPart] = useState<(typeof parts)[number]>("till");
  return (
    <div class="stack reading">
      <Title text={strings.title} />
      <Segmented
        legend={strings.filter}
        legendHidden
        value={part}
        onChange={setPart}
        options={parts.map((value) => ({ value, label: strings.parts[value] }))}
      />
      {part === "till" && <TillOfDay />}
      {part === "unpaid" && <UnpaidOfMonth />}
      {part === "online" && <OnlinePayments />}
    </div>
  );
}
