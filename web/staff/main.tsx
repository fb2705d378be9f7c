/** The staff's site, under `/agents`. */
import "./staff.css";
import { render } from "preact";
import { keepFocus } from "../shared/focus.ts";
import { startRouter } from "../shared/router.ts";
import { startSession } from "../shared/session/startSession.ts";
import { loadTown } from "../shared/town.ts";
import { App } from "./App.tsx";

const root = document.getElementById("app");
if (!root) throw new Error("The page has no #app");

startRouter();
keepFocus();
void loadTown();
startSession();
root.replaceChildren();
render(<App />, root);
