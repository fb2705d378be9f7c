/** First requests that wait at the office: a family that is new, and one that is there already. */
import type { Household } from "../../functions/family/rules/family.ts";
import { keptUntil, type Told } from "../../functions/first-request/rules/first-request.ts";
import { confirm, readRequest, takeIn } from "../../functions/first-request/store/first-requests.ts";
import { id, type Instant } from "../../functions/kernel/ids.ts";
import { minusHours, plusHours } from "../../functions/kernel/time.ts";
import type { Table } from "../../functions/table/table.ts";

interface DemoRequest {
  readonly name: string;
  readonly hoursAgo: number;
  readonly email: string;
  readonly told: Told;
}

const address = { lines: ["7 allée des Tilleuls"], postcode: "45300", town: "Pithiviers" };

function demoRequests(known: Household): readonly DemoRequest[] {
  const [adult] = known.guardians;
  if (!adult) throw new Error("The demo town has a family without an adult");
  return [
    {
      name: "arrivee",
      hoursAgo: 50,
      email: "sonia.belkacem@exemple.fr",
      told: {
        adults: [{ title: "Mme", firstName: "Sonia", lastName: "Belkacem", phone: "06 44 12 87 30" }],
        children: [
          {
            firstName: "Yanis",
            lastName: "Belkacem",
            birthDate: id("PlainDate", "2019-02-11"),
            school: "École du Parc",
            grade: "CE1",
          },
          { firstName: "Inès", lastName: "Belkacem", birthDate: id("PlainDate", "2021-09-30"), grade: "MS" },
        ],
        address,
        message: "Nous avons emménagé en octobre.",
      },
    },
    {
      name: "deja-la",
      hoursAgo: 20,
      email: "autre.adresse@exemple.fr",
      told: {
        adults: [
          {
            firstName: adult.firstName.toUpperCase(),
            lastName: adult.lastName,
            ...(adult.phone === undefined ? {} : { phone: adult.phone }),
          },
        ],
        children: [
          { firstName: "Milo", lastName: adult.lastName, birthDate: id("PlainDate", "2020-06-02"), grade: "GS" },
        ],
        address: known.address,
      },
    },
  ];
}

const keptDays = 60;

/** Puts them in. Again: finds them there. */
export async function sendFirstRequests(table: Table, known: Household, now: Instant): Promise<void> {
  for (const { name, hoursAgo, email, told } of demoRequests(known)) {
    const requestId = id("FirstRequestId", `demo-${name}`.padEnd(24, "-"));
    if (await readRequest(table, requestId)) continue;
    const sentAt = minusHours(now, hoursAgo);
    const adults = told.adults.map((adult, rank) => (rank === 0 ? { ...adult, email } : adult));
    await takeIn(
      table,
      // Nobody holds its proof, nor its code.
      {
        id: requestId,
        ...told,
        adults,
        email,
        sentAt,
        code: { digest: "-", until: plusHours(sentAt, 24) },
        proof: "-",
      },
      keptUntil("unconfirmed", now, keptDays),
      [],
    );
    await confirm(table, requestId, sentAt, keptUntil("waiting", now, keptDays));
  }
}
