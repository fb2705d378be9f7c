/**
 * Sign-ins of the other adults of a household. The first guardian's name is the family code; each other adult's is the
 * code and a rank (`ABC4821.2`), issued here. Who invites proves nothing about the address: the mailed code does.
 */
import { placeOfSession, takeMail } from "../../sign-in/limits.ts";
import { endAccess } from "../../sign-in/end-access.ts";
import { notify, record as audit } from "../../sign-in/record.ts";
import type { GuardianSignIns, givenAccess } from "../contract/sign-ins.ts";
import { id, type FamilyCode, type GuardianId, type Login } from "../../kernel/ids.ts";
import { refuseWhoLeft } from "../../family/refuse-who-left.ts";
import type { Household } from "../../family/rules/family.ts";
import type { Call, Viewer } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { GuardianSession, Session } from "../../http/session.ts";
import { readHousehold } from "../../family/store/families.ts";
import { putNewLogin, readFamilyLogins, type GuardianLogin } from "../../sign-in/store/logins.ts";
import { withdrawLogin } from "../../sign-in/withdraw-login.ts";
import type { SignInsDependencies } from "../sign-ins-dependencies.ts";

type Routes = typeof givenAccess;

const noFamily = () => new Problem("notFound", "Aucune famille n’a ce code. Vérifiez-le sur une facture.");
/** Who is to sign in is in the family's file first: a family asks for it, staff enters it. */
const noAdult = (role: "guardian" | "staff") =>
  new Problem(
    "notFound",
    `Cet adulte n’est pas dans le dossier de la famille. ${role === "staff" ? "Ajoutez-le d’abord dans « Fiche »." : "Ajoutez-le d’abord dans « Ma fiche famille »."}`,
  );

const issued = (code: FamilyCode, guardian: GuardianId): Login => id("Login", `${code}.${guardian}`);

function view(
  household: Household,
  logins: ReadonlyMap<GuardianId, GuardianLogin>,
  you: Login | null,
): GuardianSignIns {
  return {
    familyCode: household.code,
    mayInvite: you === null || you === id("Login", household.code),
    guardians: [
      ...household.guardians.map(({ id: guardianId, title, firstName, lastName }) => ({
        guardianId,
        name: [title, firstName, lastName].filter((part) => part !== undefined).join(" "),
        ...stateOf(logins.get(guardianId), you),
        left: false,
      })),
      // Every sign-in of the family is listed, whatever became of its adult.
      ...[...logins.values()]
        .filter(({ guardianId }) => !household.guardians.some((guardian) => guardian.id === guardianId))
        .map((login) => ({
          guardianId: login.guardianId,
          name: login.displayName,
          ...stateOf(login, you),
          left: true,
        })),
    ],
  };
}

const stateOf = (login: GuardianLogin | undefined, you: Login | null) => ({
  login: login?.login ?? null,
  state:
    login === undefined ? ("none" as const) : login.termsVersion === null ? ("invited" as const) : ("active" as const),
  you: login !== undefined && login.login === you,
});

async function read(
  { table }: SignInsDependencies,
  code: FamilyCode,
  you: GuardianSession | null,
): Promise<GuardianSignIns> {
  const [household, logins] = await Promise.all([readHousehold(table, code), readFamilyLogins(table, code)]);
  if (!household) throw noFamily();
  if (you) refuseWhoLeft(household, you);
  return view(household, logins, you?.login ?? null);
}

interface Invitation {
  readonly guardianId: GuardianId;
  readonly email: string;
  readonly emailAgain: string;
}

async function invite(
  deps: SignInsDependencies,
  code: FamilyCode,
  { guardianId, email, emailAgain }: Invitation,
  { login: by, role }: Pick<Session, "login" | "role">,
  viewer: Viewer,
) {
  if (email.toLowerCase() !== emailAgain.toLowerCase())
    throw new Problem("request.invalid", {
      detail: "Les deux adresses e-mail ne sont pas les mêmes.",
      errors: [{ field: "emailAgain", message: "Saisissez deux fois la même adresse." }],
    });
  const household = await readHousehold(deps.table, code);
  if (!household) throw noFamily();
  const adult = household.guardians.find((guardian) => guardian.id === guardianId);
  if (!adult) throw noAdult(role);
  const login = issued(code, guardianId);
  await takeMail(deps, login, placeOfSession(viewer));
  const known = (await readFamilyLogins(deps.table, code)).get(guardianId);
  if (known && known.login !== login) throw new Problem("changed", "Cet adulte a déjà son accès.");
  if (known && known.termsVersion !== null)
    throw new Problem(
      "changed",
      "Cet adulte a déjà son accès. S’il a perdu son mot de passe, « Mot de passe oublié » lui en donne un autre.",
    );
  // Repeating an invitation that was not answered sends it again, to the address given now: the user is made anew, and
  // whoever the first one reached is out.
  await deps.identity.remove(login);
  await endAccess(deps.table, login);
  if ((await deps.identity.create(login, email)) === "exists")
    throw new Problem("changed", "Une invitation est déjà en cours pour cet adulte. Réessayez dans un instant.");
  const displayName = `${adult.title ?? adult.firstName} ${adult.lastName}`;
  if (!known)
    await putNewLogin(
      deps.table,
      { role: "guardian", login, familyCode: code, guardianId, displayName, termsVersion: null, termsAcceptedAt: null },
      deps.clock(),
    );
  await deps.identity.inviteByMail(login, { portal: viewer.portal, reason: "guardianInvitation" });
  await audit(deps, by, "guardianInvited", viewer);
  return {
    body: {
      login,
      detail: `Un e-mail vient de partir à ${email}, avec l’identifiant ${login} et un code pour choisir un mot de passe, valable une heure.`,
    },
  };
}

/** Use case `access.guardians`. */
export const listOwn = async (deps: SignInsDependencies, { session }: Call<Routes["access.guardians"]>) => ({
  body: await read(deps, session.familyCode, session),
});

/** Use case `access.inviteGuardian`: the first guardian's, who holds the family code. */
export function inviteOwn(deps: SignInsDependencies, { body, session, viewer }: Call<Routes["access.inviteGuardian"]>) {
  if (session.login !== id("Login", session.familyCode))
    throw new Problem(
      "access.denied",
      "Seul le titulaire du code famille peut donner un accès. Demandez-le-lui, ou au guichet.",
    );
  if (body.guardianId === session.guardianId) throw new Problem("changed", "C’est vous : vous avez déjà votre accès.");
  return invite(deps, session.familyCode, body, session, viewer);
}

/** Use case `access.guardiansOfFamily`. */
export const listOfFamily = async (
  deps: SignInsDependencies,
  { params }: Call<Routes["access.guardiansOfFamily"]>,
) => ({
  body: await read(deps, params.familyCode, null),
});

/** Use case `access.inviteForFamily`. */
export const inviteForFamily = (
  deps: SignInsDependencies,
  { params, body, session, viewer }: Call<Routes["access.inviteForFamily"]>,
) => invite(deps, params.familyCode, body, session, viewer);

/**
 * Use case `access.withdrawGuardian`: the sign-in goes, its sessions and its calendar link end at once. Withdrawing the
 * family code's own lets the family activate anew.
 */
export async function withdraw(
  deps: SignInsDependencies,
  { params, session, viewer }: Call<Routes["access.withdrawGuardian"]>,
) {
  const login = (await readFamilyLogins(deps.table, params.familyCode)).get(params.guardianId);
  if (!login) throw new Problem("notFound", "Cet adulte n’a pas d’accès.");
  const email = await deps.identity.emailOf(login.login);
  await deps.identity.remove(login.login);
  await withdrawLogin(deps.table, login);
  await Promise.all([
    audit(deps, session.login, "guardianWithdrawn", viewer),
    notify(deps, login.login, "accessWithdrawn", email, viewer),
  ]);
  return { body: undefined };
}
