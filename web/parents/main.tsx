/** The families' site. */
import "./parents.css";
import { render } from "preact";
import { keepFocus } from "../shared/focus.ts";
import { location, startRouter } from "../shared/router.ts";
import { lastRole, session } from "../shared/session/session.ts";
import { startSession } from "../shared/session/startSession.ts";
import { loadTown } from "../shared/town.ts";
import { App } from "./App.tsx";
import { pageAt } from "./routes.ts";

const root = document.getElementById("app");
if (!root) throw new Error("The page has no #app");

startRouter();
keepFocus();
void loadTown();
startSession();
// The page's own code and data are asked for while the session and the town are on their way.
const found = pageAt(location.get().path);
if (found && (found.page.open || session.get().status !== "none")) found.page.preload();
if (found && lastRole() === "guardian") found.page.ask?.(found.params);

root.replaceChildren();
render(<App />, root);
