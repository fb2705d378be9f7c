/** Who tells which of staff's words, once it can no longer be taken back; its subject says how. A booking's is done then. */
import type { TellWord, WordKind } from "../approval/follow/tell-word.ts";
import { settleBookingWord } from "../booking/follow/tell-decisions.ts";
import type { SettleWordDependencies } from "../booking/use-cases/approvals/settle.ts";
import { tellDocumentWord } from "../document/follow/follow-documents.ts";
import { tellEnrolmentWord } from "../enrolment/follow/tell-answered.ts";
import { tellRequestWord } from "../request/follow/tell-requests.ts";

const tellers: { readonly [K in WordKind]: TellWord<SettleWordDependencies> } = {
  request: tellRequestWord,
  enrolment: tellEnrolmentWord,
  document: tellDocumentWord,
  booking: settleBookingWord,
};

export const tellWord: TellWord<SettleWordDependencies> = (dependencies, word) =>
  tellers[word.word](dependencies, word);
