/**
 * How PayFiP is used. `test`: a rehearsal, no money moves. `activation`: the few payments, one by each means, that the treasury
 * asks for before it opens an account; money moves. `production`: families pay.
 */
export const payfipModes = ["test", "activation", "production"] as const;
export type PayfipMode = (typeof payfipModes)[number];
