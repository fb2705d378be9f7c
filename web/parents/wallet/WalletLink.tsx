/** What is in the family's wallet and the way to it, where the town offers one; nothing elsewhere, and nothing until it is known. */
import { price } from "../../shared/format/euros.ts";
import { useQuery } from "../../shared/useQuery.ts";
import { wallet as strings } from "../../strings/fr/wallet.ts";
import { walletPath } from "../shell/paths.ts";
import { walletsOf } from "./walletsOf.ts";

export function WalletLink() {
  const { data } = useQuery(walletsOf, null);
  if (!data || data.wallets.length === 0) return null;
  const balance = data.wallets.reduce((sum, one) => sum + one.balance, 0);
  return (
    <div class="card row no-print">
      <p>{balance > 0 ? strings.holds(price(balance)) : strings.holdsNothing}</p>
      <a class="button ghost" href={walletPath}>
        {strings.open}
      </a>
    </div>
  );
}
