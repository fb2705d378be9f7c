/** Chooses the page for the address and the session, and draws the shell around it. */
import { useEffect } from "preact/hooks";
import { accessPath, staffAccessPath } from "../shared/shell/paths.ts";
import { lazy } from "../shared/lazy.tsx";
import { location } from "../shared/router.ts";
import { session } from "../shared/session/session.ts";
import { Footer } from "../shared/shell/Footer.tsx";
import { Frame } from "../shared/shell/Frame.tsx";
import { signOut } from "../shared/shell/signOut.ts";
import { readSession, startProblem } from "../shared/session/startSession.ts";
import { leaveWord } from "../shared/flash.ts";
import { useStore } from "../shared/store.ts";
import { loadTown, townStore } from "../shared/town.ts";
import { Failure } from "../shared/ui/Failure.tsx";
import { Icon } from "../shared/ui/Icon.tsx";
import { PageSkeleton } from "../shared/ui/Skeleton.tsx";
import { common } from "../strings/fr/common.ts";
import { shell } from "../strings/fr/shell.ts";
import { NotFound } from "./shell/NotFound.tsx";
import { SignInPage } from "./sign-in/SignInPage.tsx";
import { pageAt } from "./routes.ts";
import { SideMenu } from "./menu/SideMenu.tsx";
import { Tabs } from "./menu/Tabs.tsx";

const terms = lazy(async () => (await import("./access/AcceptTerms.tsx")).AcceptTerms);

export function App() {
  const { path } = useStore(location);
  const state = useStore(session);
  const town = useStore(townStore);
  const problem = useStore(startProblem);
  const found = pageAt(path);
  const view = state.status === "open" ? state.view : null;
  const guardian = view?.role === "guardian" ? view : null;
  const isStaff = view?.role === "staff";

  useEffect(() => {
    if (!isStaff) return;
    if (path === accessPath) {
      window.location.replace(staffAccessPath + window.location.hash);
      return;
    }
    leaveWord(shell.staffHere);
    window.location.replace("/agents");
  }, [isStaff]);

  const failed =
    town.status === "failed"
      ? {
          problem: town.problem,
          retry: () => {
            void loadTown();
          },
        }
      : problem && state.status === "unknown"
        ? { problem, retry: readSession }
        : null;
  const waiting = town.status === "loading" || state.status === "unknown" || isStaff;
  const townName = town.status === "ready" ? town.town.name : "";
  const frame = {
    home: "/",
    title: common.portal,
    subtitle: guardian ? shell.welcome(guardian.displayName) : townName,
  };

  if (failed)
    return (
      <Frame {...frame}>
        <Failure problem={failed.problem} onRetry={failed.retry} />
      </Frame>
    );
  // Pages open to all are drawn without waiting for the session.
  if (town.status !== "ready" || (waiting && !found?.page.open))
    return (
      <Frame {...frame}>
        <PageSkeleton />
      </Frame>
    );

  if (!guardian) {
    const asksSignIn = found !== null && !found.page.open;
    if (asksSignIn) {
      const reason = state.status === "none" && state.ended ? "ended" : path === "/" ? "asked" : "first";
      return (
        <Frame {...frame} full foot={<Footer />}>
          <SignInPage reason={reason} />
        </Frame>
      );
    }
    const top = (
      <a class="top-link" href="/">
        <Icon name="person" /> <span class="label-wide">{shell.signIn}</span>
      </a>
    );
    return (
      <Frame {...frame} top={top} foot={<Footer />}>
        {found ? <found.page.Page params={found.params} key={path} /> : <NotFound />}
      </Frame>
    );
  }

  if (guardian.requiredAction === "acceptTerms" && !found?.page.open) {
    const leave = (
      <button
        type="button"
        class="top-link"
        onClick={() => {
          void signOut("/");
        }}
      >
        <Icon name="signOut" /> {common.signOut}
      </button>
    );
    return (
      <Frame {...frame} top={leave} foot={<Footer />}>
        <terms.Page />
      </Frame>
    );
  }

  const immersive = found?.page.immersive === true;
  const top = (
    <nav class="row wide-only" aria-label={shell.account}>
      <a class="top-link" href="/">
        <Icon name="home" /> {shell.home}
      </a>
      <button
        type="button"
        class="top-link"
        onClick={() => {
          void signOut("/");
        }}
      >
        <Icon name="signOut" /> {common.signOut}
      </button>
    </nav>
  );
  return (
    <div class={immersive ? "shell" : "shell has-tabs"}>
      <Frame
        {...frame}
        top={top}
        menu={immersive ? undefined : <SideMenu />}
        tabs={immersive ? undefined : <Tabs />}
        foot={immersive ? undefined : <Footer />}
      >
        {found ? <found.page.Page params={found.params} key={path} /> : <NotFound />}
      </Frame>
    </div>
  );
}
