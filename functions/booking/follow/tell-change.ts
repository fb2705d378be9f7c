/** Tells a family that the change it asked for is done (tell-acts.ts says when). */
import type { Telling } from "./tell-acts.ts";

export const tellChange: Telling = ({ reason }, [moved], named) => {
  if (!moved?.instead) throw new Error("A change that was accepted says nothing of what it took the place of");
  const [[was], [is]] = [named([{ childId: moved.childId, ...moved.instead }]), named([moved])];
  if (!was || !is) throw new Error("A booking that moved has no name");
  return {
    kind: "decided",
    facts: {
      ...was,
      what: "change",
      decision: "accept",
      to: { date: is.date, unitName: is.unitName },
      ...(reason === undefined ? {} : { reason }),
    },
  };
};
