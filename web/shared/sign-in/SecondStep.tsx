/**
 * After the password, for those who have one: the app's code, or a recovery code in its place. Fetched when the server
 * asks for it.
 */
import { useState } from "preact/hooks";
import type { SessionView } from "../../../functions/sign-in/contract/session.ts";
import { secondStep as strings } from "../../strings/fr/sign-in/second-step.ts";
import { AppCodeStep } from "./AppCodeStep.tsx";
import type { Word } from "./PasswordStep.tsx";
import { RecoveryStep } from "./RecoveryStep.tsx";

interface Props {
  readonly onOpened: (view: SessionView) => void;
  /** Back to the password, with a word that says why. */
  readonly onRestart: (word: Word | null) => void;
}

export function SecondStep({ onOpened, onRestart }: Props) {
  const [lost, setLost] = useState(false);
  const over = (detail: string): void => {
    onRestart({ tone: "wait", text: detail });
  };
  return lost ? (
    <RecoveryStep
      onDone={() => {
        onRestart({ tone: "ok", text: strings.recovered });
      }}
      onExpired={over}
      onBack={() => {
        setLost(false);
      }}
    />
  ) : (
    <AppCodeStep
      onOpened={onOpened}
      onExpired={over}
      onLost={() => {
        setLost(true);
      }}
      onRestart={() => {
        onRestart(null);
      }}
    />
  );
}
