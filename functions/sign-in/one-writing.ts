import { id, type Login } from "../kernel/ids.ts";

/**
 * All writings of a family's code as one, whether or not there is such a family: with other zeros nobody gets further
 * attempts, and nobody learns from a wait which writing is the real one.
 */
export const oneWriting = (login: Login): Login => id("Login", login.replace(/^0+(?=[0-9]+(?:\.[1-9])?$)/u, ""));
