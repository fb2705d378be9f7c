/** Chooses the page for the address and the session, and draws the staff's shell around it. */
import { useEffect } from "preact/hooks";
import { leaveWord } from "../shared/flash.ts";
import { lazy } from "../shared/lazy.tsx";
import { location } from "../shared/router.ts";
import { session } from "../shared/session/session.ts";
import { Footer } from "../shared/shell/Footer.tsx";
import { Frame } from "../shared/shell/Frame.tsx";
import { signOut } from "../shared/shell/signOut.ts";
import { readSession, startProblem } from "../shared/session/startSession.ts";
import { useStore } from "../shared/store.ts";
import { loadTown, townStore } from "../shared/town.ts";
import { Failure } from "../shared/ui/Failure.tsx";
import { Icon } from "../shared/ui/Icon.tsx";
import { PageSkeleton } from "../shared/ui/Skeleton.tsx";
import { common } from "../strings/fr/common.ts";
import { shell } from "../strings/fr/shell.ts";
import { staff as strings } from "../strings/fr/staff.ts";
import { Menu } from "./Menu.tsx";
import { pageAt } from "./routes.tsx";
import { recoveryCodes } from "./access/recoveryCodes.ts";
import { UndoBar } from "./ui/UndoBar.tsx";
import { SignInPage } from "./sign-in/SignInPage.tsx";

const enrol = lazy(async () => (await import("./access/EnrolPage.tsx")).EnrolPage);
const recovery = lazy(async () => (await import("./access/RecoveryCodesPage.tsx")).RecoveryCodesPage);
const search = lazy(
  async () => (await import("./search/SearchBox.tsx")).SearchBox,
  <div class="people-search no-print" aria-hidden="true" />,
);
const forgot = lazy(async () => (await import("./sign-in/ForgottenPasswordPage.tsx")).ForgottenPasswordPage);

export function App() {
  const { path } = useStore(location);
  const state = useStore(session);
  const town = useStore(townStore);
  const problem = useStore(startProblem);
  const codes = useStore(recoveryCodes);
  const view = state.status === "open" ? state.view : null;
  const isGuardian = view?.role === "guardian";

  useEffect(() => {
    if (!isGuardian) return;
    leaveWord(shell.guardianThere);
    window.location.replace("/");
  }, [isGuardian]);

  const townName = town.status === "ready" ? town.town.name : "";
  const frame = { home: "/agents", title: strings.title, subtitle: view && !isGuardian ? view.displayName : townName };
  if (town.status === "failed")
    return (
      <Frame {...frame}>
        <Failure
          problem={town.problem}
          onRetry={() => {
            void loadTown();
          }}
        />
      </Frame>
    );
  if (problem && state.status === "unknown")
    return (
      <Frame {...frame}>
        <Failure problem={problem} onRetry={readSession} />
      </Frame>
    );
  if (path === "/agents/mot-de-passe-oublie" && town.status === "ready")
    return (
      <Frame {...frame} foot={<Footer />}>
        <forgot.Page />
      </Frame>
    );
  if (town.status === "loading" || state.status === "unknown" || isGuardian)
    return (
      <Frame {...frame}>
        <PageSkeleton />
      </Frame>
    );
  if (!view)
    return (
      <Frame {...frame} foot={<Footer />}>
        <SignInPage ended={state.status === "none" && state.ended} />
      </Frame>
    );

  const top = (
    <button
      type="button"
      class="top-link"
      onClick={() => {
        void signOut("/agents");
      }}
    >
      <Icon name="signOut" /> <span class="wide-only">{common.signOut}</span>
      <span class="narrow-only visually-hidden">{common.signOut}</span>
    </button>
  );
  if (codes)
    return (
      <Frame {...frame} top={top} foot={<Footer />}>
        <recovery.Page login={view.login} codes={codes} />
      </Frame>
    );
  if (view.requiredAction === "enrolSecondFactor")
    return (
      <Frame {...frame} top={top} foot={<Footer />}>
        <enrol.Page />
      </Frame>
    );

  const { page, params } = pageAt(path);
  return (
    <div class="shell staff">
      <Frame
        {...frame}
        top={
          <>
            <search.Page />
            {top}
          </>
        }
        menu={<Menu current={page.href} />}
        foot={<Footer />}
      >
        {page.draw(params)}
        <UndoBar />
      </Frame>
    </div>
  );
}
