/** What a family that has booked is told of a change of the catalogue, in French. */
import * as z from "zod/mini";
import { byChild, lineFields, mailLines, myBookings, oneLine, type MailLine } from "../booking/mails.fr.ts";
import { timeWords } from "../kernel/dates.fr.ts";
import { lazily } from "../kernel/lazily.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

/** A booking whose hours are others, as the wall clock says them. */
export interface MovedLine extends MailLine {
  readonly was: { readonly from: string; readonly to: string };
  readonly is: { readonly from: string; readonly to: string };
}

export interface ProgrammeFacts {
  /** Booked, and not on the programme any more. */
  readonly gone: readonly MailLine[];
  /** Waited for, and not on the programme any more. */
  readonly waits: readonly MailLine[];
  readonly moved: readonly MovedLine[];
}

const hours = lazily(() => z.object({ from: z.string(), to: z.string() }));
const span = ({ from, to }: MovedLine["is"]): string => `de ${timeWords(from)} à ${timeWords(to)}`;

/** More lines than this are told by their number. */
const mostLines = 40;

const movedWords = (line: MovedLine): string => `${oneLine(line)} : ${span(line.is)}, au lieu ${span(line.was)}.`;

/** The catalogue changed under what the family has booked: nothing of it is cancelled, and it is told once. */
const programmeChanged: MailKind<ProgrammeFacts> = {
  facts: () =>
    z.object({
      gone: mailLines(),
      waits: mailLines(),
      moved: z.array(z.object({ ...lineFields(), was: hours(), is: hours() })),
    }),
  content: (frame, { gone, waits, moved }) =>
    written({
      subject:
        gone.length + waits.length === 0
          ? "De nouveaux horaires pour ce que vous avez réservé"
          : "Ce que vous avez réservé n’est plus au programme",
      greeting,
      before: [
        ...(moved.length > 0
          ? [
              moved.length > 1
                ? "Les horaires de ces réservations ont changé :"
                : "Les horaires de cette réservation ont changé :",
              ...moved.slice(0, mostLines).map(movedWords),
              ...(moved.length > mostLines
                ? [`Et ${moved.length - mostLines} autres jours, que vous trouverez dans « Mes réservations ».`]
                : []),
            ]
          : []),
        ...(gone.length > 0
          ? [
              gone.length > 1
                ? "Ces réservations portent sur un jour ou une prestation qui n’est plus au programme :"
                : "Cette réservation porte sur un jour ou une prestation qui n’est plus au programme :",
              ...byChild(gone),
              "Rien n’est annulé : ce qui est réservé le reste, tant que ni vous ni le guichet ne l’annulez. Vous pouvez l’annuler ou le changer dans « Mes réservations ».",
            ]
          : []),
        ...(waits.length > 0
          ? ["Aucune place ne sera plus proposée sur ces listes d’attente :", ...byChild(waits)]
          : []),
      ],
      action: myBookings(frame),
      after: [question(frame)],
    }),
};

export const planningMails = { programmeChanged };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly programmeChanged: ProgrammeFacts;
  }
}
