/** « Identification », on both sites: the password, then the app's code where one is asked, or a recovery code. */
import { useState } from "preact/hooks";
import type { SessionView } from "../../../functions/contract/session.ts";
import { secondStep } from "../../strings/fr/account.ts";
import { arrive } from "../router.ts";
import { sessionOpened } from "../session.ts";
import { AppCodeStep } from "./AppCodeStep.tsx";
import { PasswordStep, type Word } from "./PasswordStep.tsx";
import { RecoveryStep } from "./RecoveryStep.tsx";

interface Props {
  readonly loginHint?: string;
  readonly role: SessionView["role"];
}

type Step = "password" | "appCode" | "recovery";

export function SignInForm({ loginHint, role }: Props) {
  const [step, setStep] = useState<Step>("password");
  const [login, setLogin] = useState("");
  const [word, setWord] = useState<Word | null>(null);
  const enter = (view: SessionView): void => {
    arrive();
    sessionOpened(view);
  };
  const restart = (said: Word | null): void => {
    setWord(said);
    setStep("password");
  };
  const over = (detail: string): void => { restart({ tone: "wait", text: detail }); };
  switch (step) {
    case "password":
      return <PasswordStep login={login} loginHint={loginHint} role={role} word={word} onOpened={enter} onSecondStep={(typed) => {
        setLogin(typed);
        setStep("appCode");
      }} />;
    case "appCode":
      return <AppCodeStep onOpened={enter} onOver={over} onLost={() => { setStep("recovery"); }} onRestart={() => { restart(null); }} />;
    case "recovery":
      return <RecoveryStep onDone={() => { restart({ tone: "ok", text: secondStep.recovered }); }} onOver={over} onBack={() => { setStep("appCode"); }} />;
  }
}
