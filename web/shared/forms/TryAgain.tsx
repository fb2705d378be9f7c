/**
 * « Trop d’essais »: counts down to the next one. The server's own sentence is read aloud once, the count only shown.
 */
import { useEffect, useState } from "preact/hooks";
import { forms as strings } from "../../strings/fr/forms.ts";
import type { Problem } from "../api/problem.ts";
import { duration } from "../format/dates.ts";
import { announce } from "../ui/announcements.tsx";

export function TryAgain({ problem, seconds }: { readonly problem: Problem; readonly seconds: number }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const count = (): void => {
      const now = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(now);
      if (now > 0) return;
      clearInterval(timer);
      announce(strings.tryNow);
    };
    const timer = setInterval(count, 1000);
    setLeft(seconds);
    return () => {
      clearInterval(timer);
    };
  }, [problem, seconds]);
  return (
    <>
      <p class="visually-hidden">{problem.detail}</p>
      <p aria-hidden="true">{left > 0 ? strings.tryIn(duration(left)) : strings.tryNow}</p>
    </>
  );
}
