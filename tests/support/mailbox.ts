/** The mails that the portal sent, as a person would find them. */
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";

const store = z.object({
  emails: z.array(
    z.object({
      at: z.number(),
      from: z.string(),
      subject: z.string(),
      destination: z.object({ to: z.array(z.string()) }),
      body: z.object({ html: z.optional(z.string()), text: z.optional(z.string()) }),
      /** Of mails that were sent as a whole message. */
      headers: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
    }),
  ),
});
export type Mail = z.infer<typeof store>["emails"][number];

export async function readMails(mailbox: string, to: string): Promise<readonly Mail[]> {
  const answer = await fetch(`${mailbox}/store`);
  return store
    .parse(await answer.json())
    .emails.filter(({ destination }) => destination.to.includes(to))
    .sort((one, other) => one.at - other.at);
}

/** The first mail to that address with those words in its subject; waits for the stream to bring it. */
export async function mailTo(mailbox: string, to: string, subject: string): Promise<Mail> {
  const end = Date.now() + 10_000;
  for (;;) {
    const found = (await readMails(mailbox, to)).findLast((mail) => mail.subject.includes(subject));
    if (found) return found;
    if (Date.now() > end) throw new Error(`No mail « ${subject} » to ${to} within 10 s`);
    await wait(50);
  }
}

/** The code of a mail, large on a line of its own. */
export const codeIn = ({ body }: Mail): string => />(\d{6})</.exec(body.html ?? "")?.[1] ?? "";
