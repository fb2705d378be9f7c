/**
 * How long a tap on the daily grid takes to show, on a processor six times slower: what a cheap phone is. The grid is
 * drawn as far as it goes, since that is when every tap could cost most.
 */
import type { Browser } from "playwright-core";
import * as z from "zod";
import { launchBrowser, visit } from "../e2e/browser.ts";
import type { PortalFacts } from "../e2e/command.ts";
import { readApi, settled, signIn } from "../e2e/steps.ts";

const slower = 6;
const taps = 50;

interface Taps {
  readonly cells: number;
  /** Milliseconds from the tap to the paint that shows it. */
  readonly median: number;
  readonly worst: number;
}

const activityList = z.object({
  activities: z.array(z.object({ id: z.string(), kind: z.string(), window: z.object({ state: z.string() }) })),
});

async function measureTaps(browser: Browser, portal: PortalFacts): Promise<Taps> {
  const family = portal.demo.signIns.find(({ role }) => role === "guardian");
  if (!family) throw new Error("The demo town needs a family that may sign in");
  const { context, page, close } = await visit(browser, portal.portal, { width: 360, height: 640 });
  try {
    await signIn(page, family);
    const { activities } = activityList.parse(await readApi(page, "/api/activities"));
    const daily = activities.find(({ kind, window }) => kind !== "wednesday" && window.state === "open");
    if (!daily) throw new Error("The demo town has no daily activity that is open");
    await page.goto(`/inscrire/${daily.id}`);
    await settled(page);
    const more = page.getByRole("button", { name: "Afficher la suite" });
    while ((await more.count()) > 0) await more.click();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
    const cells = await page.locator("[data-cell]").count();
    const times = await page.evaluate(async (most) => {
      const free = [...document.querySelectorAll<HTMLElement>("[data-cell].free")];
      const step = Math.max(1, Math.floor(free.length / most));
      const found: number[] = [];
      for (let at = 0; at < free.length && found.length < most; at += step) {
        free[at]?.scrollIntoView({ block: "center" });
        await new Promise((done) => setTimeout(done, 250));
        found.push(
          await new Promise<number>((done, fail) => {
            const cell = free[at];
            const before = cell?.outerHTML;
            const begun = performance.now();
            cell?.click();
            // Drawn anew before the frame begins, or the frame that is timed would not be the one that shows the tap.
            requestAnimationFrame(() => {
              if (cell?.outerHTML === before) fail(new Error("A tap did not show in the frame after it"));
              // A task that this frame leaves behind comes after its paint.
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => {
                done(performance.now() - begun);
              };
              port2.postMessage(null);
            });
          }),
        );
      }
      return found.sort((a, b) => a - b);
    }, taps);
    return { cells, median: times[Math.floor(times.length / 2)] ?? Infinity, worst: times.at(-1) ?? Infinity };
  } finally {
    await close();
  }
}

export async function benchTaps(portal: PortalFacts): Promise<Taps> {
  const browser = await launchBrowser();
  try {
    return await measureTaps(browser, portal);
  } finally {
    await browser.close();
  }
}
