/** A basket as a family sends it for itself. */
import type { Call } from "../../shared/api/client.ts";
import type { Sending } from "../../shared/booking/basket/submit.ts";

export const sendingBy = (call: Call): Sending => ({
  book: (body) => call("booking.book", { body, repeatable: true }),
  cancel: (body) => call("booking.cancel", { body, repeatable: true }),
});
