/**
 * First connection: a family that holds its code makes its account.
 *
 * The answer is the same, and takes as long, whether the code exists, the names match, or the account is already there:
 * only the mail differs, and it goes to whoever owns the address. An unconfirmed activation can start again with
 * another e-mail; so can an account whose adult has left the household.
 */
import type { Call } from "../../http/call.ts";
import type { activationRoutes } from "../contract/activation.ts";
import type { Guardian, Household } from "../../family/rules/family.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode, Login } from "../../kernel/ids.ts";
import { putActivation, readActivation } from "../store/activations.ts";
import { standsFor } from "../../family/rules/former-adults.ts";
import { readHousehold } from "../../family/store/families.ts";
import { meantCode } from "../../family/store/meant-code.ts";
import { completeActivation, loginOfFamily } from "./complete-activation.ts";
import type { SignInDependencies } from "../dependencies.ts";
import { askedHere, forgetAsked, rememberAsked } from "../asked.ts";
import { rememberDevice } from "../device.ts";
import { evenTime, quietly } from "../even-time.ts";
import { invoicedGuardian } from "../rules/invoiced-guardian.ts";
import { mayMail, placeOf, takeMail, takeMailedCode, type Asking } from "../limits.ts";
import { checkNewPassword } from "../refuse-password.ts";
import { refuseCode } from "../refuse-code.ts";
import { record as audit } from "../record.ts";
import { withdrawLogin } from "../withdraw-login.ts";
import { standingLogin } from "./standing-login.ts";

type Activate = Call<(typeof activationRoutes)["sign-in.activate"]>;

/** `Mme Martin`, as a letter begins; the whole name when the title is not on file. */
const nameInLetters = ({ title, firstName, lastName }: Guardian): string => `${title ?? firstName} ${lastName}`;

/** Whether this login stands for an adult of the household; one that stands for somebody who has left it goes at once. */
async function isStanding(deps: SignInDependencies, login: Login, { guardians }: Household): Promise<boolean> {
  const standing = await standingLogin(deps, login);
  if (standing?.role !== "guardian") return standing !== null;
  if (guardians.some(({ id }) => id === standing.guardianId)) return true;
  await withdrawLogin(deps.table, standing);
  return false;
}

/**
 * Asks the pool for the account, then whatever the mail must say. Says nothing to the caller: see the top of the file.
 * True: a code has left for the address that was given.
 */
async function ask(
  deps: SignInDependencies,
  { body, viewer }: Activate,
  household: Household,
  guardian: Guardian,
  asking: Omit<Asking, "use">,
): Promise<boolean> {
  const { code: familyCode } = household;
  const login = loginOfFamily(familyCode);
  const known = await deps.identity.find(login);
  if (known?.confirmed === true && (await isStanding(deps, login, household))) {
    if (await mayMail(deps, login, { ...asking, use: "password" }))
      await deps.identity.forgotPassword(login, { portal: viewer.portal, reason: "alreadyActive" });
    return false;
  }
  if (!(await mayMail(deps, login, { ...asking, use: "activation" }))) return false;
  // Unconfirmed, or left from an adult who is not of the household any more: the address that it has is not asked for.
  if (known) await deps.identity.forget(login);
  await putActivation(deps.table, {
    familyCode,
    guardianId: guardian.id,
    displayName: nameInLetters(guardian),
    termsVersion: body.termsAccepted,
    askedAt: deps.clock(),
    email: body.email,
  });
  const notes = { portal: viewer.portal, lastName: body.lastName, firstName: body.firstName };
  const outcome = await deps.identity.signUp(login, body.password, body.email, notes);
  // Somebody asked at the same instant, or the pool finds weak what ours, which are stricter, let pass.
  if (outcome !== "sent") throw new Error(`The pool answered a sign-up with ${outcome}`);
  return true;
}

/** Use case `sign-in.activate`. Errors: `robot.unverified`, `password.weak`, `request.invalid`, `tooManyAttempts`. */
export async function activate(deps: SignInDependencies, call: Activate) {
  const { body } = call;
  if (body.email.toLowerCase() !== body.emailAgain.toLowerCase())
    throw new Problem("request.invalid", {
      detail: "Les deux adresses e-mail ne sont pas les mêmes.",
      errors: [{ field: "emailAgain", message: "Saisissez deux fois la même adresse." }],
    });
  if (body.termsAccepted !== deps.town.termsVersion)
    throw new Problem("request.invalid", {
      detail: "Les conditions générales ont changé. Rechargez la page, lisez-les et acceptez-les.",
      errors: [{ field: "termsAccepted", message: "Lisez et acceptez les conditions générales d’utilisation." }],
    });
  checkNewPassword(body.password, body.passwordAgain, [
    body.familyCode,
    body.lastName,
    body.firstName,
    body.email.split("@")[0] ?? "",
  ]);
  await deps.robot.verify(body.robot);
  const familyCode = await meantCode(deps.table, body.familyCode);
  const login = loginOfFamily(familyCode);
  const place = placeOf(deps, login, call);
  const before = askedHere(deps, "activation", login, call.cookies);
  await takeMail(deps, login, place);
  let mailed = false;
  await quietly(deps, "activation", async () => {
    const household = await readHousehold(deps.table, familyCode);
    const guardian = household && invoicedGuardian(household, body.lastName, body.firstName);
    if (guardian) mailed = await ask(deps, call, household, guardian, { place, asked: before });
  });
  return {
    body: {
      // As it was typed: the zeros of the real one would tell that the family exists.
      familyCode: body.familyCode,
      detail: `Si ces informations correspondent à votre facture, un code à 6 chiffres vient de partir à l’adresse ${body.email}. Saisissez-le pour activer votre compte.`,
    },
    cookies: [rememberAsked(deps, "activation", login, { mailed, before })],
  };
}

/** Whether a sign-up waits for its code, of an adult who is still of the household. */
async function isAwaited({ table, identity }: SignInDependencies, familyCode: FamilyCode): Promise<boolean> {
  const [activation, household] = await Promise.all([
    readActivation(table, familyCode),
    readHousehold(table, familyCode, { consistent: true }),
  ]);
  const awaited = activation && standsFor(household?.formerAdults, activation.guardianId);
  if (!household?.guardians.some(({ id }) => id === awaited)) return false;
  return (await identity.find(loginOfFamily(familyCode)))?.confirmed === false;
}

/** Use case `sign-in.resendCode`. Errors: `robot.unverified`, `tooManyAttempts`. */
export async function resend(deps: SignInDependencies, call: Call<(typeof activationRoutes)["sign-in.resendCode"]>) {
  await deps.robot.verify(call.body.robot);
  const familyCode = await meantCode(deps.table, call.body.familyCode);
  const login = loginOfFamily(familyCode);
  const place = placeOf(deps, login, call);
  await takeMail(deps, login, place);
  await quietly(deps, "resend", async () => {
    const asked = askedHere(deps, "activation", login, call.cookies);
    // Only what is awaited counts: asking for nothing must not use up what the family may be sent.
    if ((await isAwaited(deps, familyCode)) && (await mayMail(deps, login, { use: "activation", place, asked })))
      await deps.identity.resend(login, { portal: call.viewer.portal });
  });
  return {
    body: {
      detail:
        "Si une activation est en cours, un nouveau code vient de partir. Au-delà de quelques envois par heure, c’est le dernier code reçu qui vaut.",
    },
  };
}

/** Use case `sign-in.confirmActivation`. A wrong code and an unknown family get the same answer, after the same time. */
export async function confirm(
  deps: SignInDependencies,
  call: Call<(typeof activationRoutes)["sign-in.confirmActivation"]>,
) {
  const { body, viewer } = call;
  const familyCode = await meantCode(deps.table, body.familyCode);
  const login = loginOfFamily(familyCode);
  const place = placeOf(deps, login, call);
  const asked = askedHere(deps, "activation", login, call.cookies);
  const attempt = await takeMailedCode(deps, login, { use: "activation", place, asked });
  const even = evenTime(deps.evenPace / 2);
  const done =
    (await deps.identity.confirm(login, body.code)) === "confirmed" &&
    // Null: the adult has left the household since the code was sent.
    (await completeActivation(deps.table, familyCode, deps.clock)) !== null;
  if (!done) {
    await even;
    refuseCode();
  }
  await Promise.all([attempt.wasRight(), audit(deps, login, "activated", viewer)]);
  return { body: undefined, cookies: [rememberDevice(deps.deviceSecret, login, place.device), forgetAsked()] };
}
