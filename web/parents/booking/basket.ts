/** The one basket of the person signed in: the same on every page, in every tab, across reloads and sessions. */
import type { Login } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { createBasket } from "../../shared/booking/basket/basket.ts";
import { boxKey, keepBasket, readBasket } from "../../shared/booking/basket/keptBasket.ts";
import { onSessionChange, signedInAs } from "../../shared/session/session.ts";
import { lasting } from "../../shared/storage.ts";
import { sendingBy } from "./sendingBy.ts";

const basket = createBasket<Login>(sendingBy(call), {
  owner: () => signedInAs()?.login ?? null,
  read: (login) => readBasket(lasting, login),
  keep: (login, kept) => {
    keepBasket(lasting, login, kept);
  },
});
export const { useBasket } = basket;

onSessionChange(basket.forget);
if (typeof window !== "undefined")
  window.addEventListener("storage", ({ key }) => {
    const login = basket.owner();
    // Another tab chose something: writing over it would lose it.
    if (login !== null && key === boxKey(login)) basket.reread();
  });
