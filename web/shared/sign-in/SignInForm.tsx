/** « Identification », on both sites: the password, then a second step where one is asked. */
import { useState } from "preact/hooks";
import type { SessionView } from "../../../functions/sign-in/contract/session.ts";
import { lazy } from "../lazy.tsx";
import { sessionOpened } from "../session/session.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { PasswordStep, type Word } from "./PasswordStep.tsx";

interface Props {
  readonly loginHint?: string;
  readonly role: SessionView["role"];
}

const second = lazy(async () => (await import("./SecondStep.tsx")).SecondStep, <Skeleton />);

export function SignInForm({ loginHint, role }: Props) {
  const [asked, setAsked] = useState(false);
  const [login, setLogin] = useState("");
  const [word, setWord] = useState<Word | null>(null);
  if (asked)
    return (
      <second.Page
        onOpened={sessionOpened}
        onRestart={(said) => {
          setWord(said);
          setAsked(false);
        }}
      />
    );
  return (
    <PasswordStep
      login={login}
      loginHint={loginHint}
      role={role}
      word={word}
      onOpened={sessionOpened}
      onSecondStep={(typed) => {
        setLogin(typed);
        setAsked(true);
      }}
    />
  );
}
