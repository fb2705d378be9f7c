/** The site's one client, bound to the browser, to the table of routes and to the session. */
import { routes } from "portal:routes";
import { serverSaid } from "../clock.ts";
import { sessionEnded, sessionOpened } from "../session/session.ts";
import { createClient } from "./client.ts";

export const { call, renew } = createClient({
  routes,
  fetch: (path, init) => fetch(path, init),
  wait: (milliseconds) =>
    new Promise((done) => {
      setTimeout(done, milliseconds);
    }),
  random: Math.random,
  onSession: sessionOpened,
  onSessionEnd: sessionEnded,
  onServerTime: serverSaid,
});
