/** The server's time, a minute at a time, for what is said of the time left. */
import { useEffect, useState } from "preact/hooks";
import { serverNow } from "./clock.ts";

export function useNow(): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(serverNow());
    }, 30_000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}
