/** A staff member's word on a request: each sent once, however often the button is pressed. */
import type { OfficeRequest } from "../../../functions/request/contract/office.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";

type Asked = Pick<OfficeRequest, "familyCode" | "id" | "version">;
const named = ({ familyCode, id: requestId }: Asked) => ({ familyCode, requestId });

export const accept = (request: Asked & Pick<OfficeRequest, "standing">): Promise<OfficeRequest> =>
  sendOnce(["accepter", request.id, request.version], (idempotencyKey) =>
    call("request.decide", {
      params: named(request),
      body: {
        decision: "accept",
        idempotencyKey,
        seen: request.version,
        standing: request.standing.map(({ value }) => value),
      },
      repeatable: true,
    }),
  );

export const answerWith = (request: Asked, decision: "refuse" | "askMore", reason: string): Promise<OfficeRequest> =>
  sendOnce([decision, request.id, request.version, reason], (idempotencyKey) =>
    call("request.decide", {
      params: named(request),
      body: { decision, idempotencyKey, seen: request.version, reason },
      repeatable: true,
    }),
  );

export const take = (request: Asked, over: boolean): Promise<OfficeRequest> =>
  sendOnce(["prendre", request.id, request.version, over], (idempotencyKey) =>
    call("request.take", {
      params: named(request),
      body: { idempotencyKey, seen: request.version, over },
      repeatable: true,
    }),
  );

export const undo = (request: Asked): Promise<OfficeRequest> =>
  sendOnce(["reprendre", request.id, request.version], (idempotencyKey) =>
    call("request.undo", { params: named(request), body: { idempotencyKey, seen: request.version }, repeatable: true }),
  );

export const note = (request: Asked, text: string): Promise<OfficeRequest> =>
  sendOnce(["noter", request.id, request.version, text], (idempotencyKey) =>
    call("request.note", {
      params: named(request),
      body: { idempotencyKey, seen: request.version, text },
      repeatable: true,
    }),
  );
