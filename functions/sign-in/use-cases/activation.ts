/**
 * First connection: a family that holds its code makes its account.
 *
 * The answer is the same, and takes as long, whether the code exists, the names match, or the account is already there:
 * only the mail differs, and it goes to whoever owns the address. An unconfirmed activation can start again with
 * another e-mail.
 */
import type { Call } from "../../http/call.ts";
import type { activationRoutes } from "../contract/activation.ts";
import type { Guardian, Household } from "../../family/rules/family.ts";
import { Problem } from "../../http/problem.ts";
import { putActivation } from "../store/activations.ts";
import { readHousehold } from "../../family/store/families.ts";
import { meantCode } from "../../family/store/meant-code.ts";
import { completeActivation, loginOfFamily } from "./complete-activation.ts";
import type { SignInDependencies } from "../dependencies.ts";
import { evenTime, quietly } from "../even-time.ts";
import { invoicedGuardian } from "../rules/invoiced-guardian.ts";
import { forgetCodes, mayMail, placeOf, takeCode, takeMail } from "../limits.ts";
import { checkNewPassword } from "../refuse-password.ts";
import { refuseCode } from "../refuse-code.ts";
import { record as audit } from "../record.ts";

type Activate = Call<(typeof activationRoutes)["sign-in.activate"]>;

/** `Mme Martin`, as a letter begins; the whole name when the title is not on file. */
const nameInLetters = ({ title, firstName, lastName }: Guardian): string => `${title ?? firstName} ${lastName}`;

/**
 * Asks the pool for the account, then whatever the mail must say. Says nothing to the caller: see the top of the file.
 */
async function ask(
  deps: SignInDependencies,
  { body, viewer }: Activate,
  { code: familyCode }: Household,
  guardian: Guardian,
): Promise<void> {
  const login = loginOfFamily(familyCode);
  if (!(await mayMail(deps, login))) return;
  const known = await deps.identity.find(login);
  if (known?.confirmed === true) {
    await deps.identity.forgotPassword(login, { portal: viewer.portal, reason: "alreadyActive" });
    return;
  }
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
  await takeMail(deps, login, placeOf(deps, login, call));
  await quietly(deps, "activation", async () => {
    const household = await readHousehold(deps.table, familyCode);
    const guardian = household && invoicedGuardian(household, body.lastName, body.firstName);
    if (guardian) await ask(deps, call, household, guardian);
  });
  return {
    body: {
      // As it was typed: the zeros of the real one would tell that the family exists.
      familyCode: body.familyCode,
      detail: `Si ces informations correspondent à votre facture, un code à 6 chiffres vient de partir à l’adresse ${body.email}. Saisissez-le pour activer votre compte.`,
    },
  };
}

/** Use case `sign-in.resendCode`. */
export async function resend(deps: SignInDependencies, call: Call<(typeof activationRoutes)["sign-in.resendCode"]>) {
  const login = loginOfFamily(await meantCode(deps.table, call.body.familyCode));
  await takeMail(deps, login, placeOf(deps, login, call));
  await quietly(deps, "resend", async () => {
    if (await mayMail(deps, login)) await deps.identity.resend(login, { portal: call.viewer.portal });
  });
  return {
    body: { detail: "Si une activation est en cours, un nouveau code vient de partir. L’ancien ne vaut plus." },
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
  await takeCode(deps, "activation", login, place);
  const even = evenTime(deps.evenPace / 2);
  if ((await deps.identity.confirm(login, body.code)) !== "confirmed") {
    await even;
    refuseCode();
  }
  await completeActivation(deps.table, familyCode, deps.clock);
  await Promise.all([forgetCodes(deps, "activation", login, place), audit(deps, login, "activated", viewer)]);
  return { body: undefined };
}
