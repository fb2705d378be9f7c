/**
 * Values of the functions' environment. What a setting means is declared in `functions/manifest.ts`; here is where it
 * comes from.
 */
import type { FunctionSpec, Setting } from "../functions/manifest.ts";

/**
 * Known at the moment of the call: triggers are declared before the user pool that calls them, and can't read its id.
 */
export type Settings = Readonly<Partial<Record<Setting, string>>>;

/** The settings that a function declares, and no others. */
export function environmentOf(name: string, spec: FunctionSpec, settings: Settings): Record<string, string> {
  return Object.fromEntries(
    spec.settings.map((setting) => {
      const value = settings[setting];
      if (value === undefined)
        throw new Error(`Function ${name} reads ${setting}, which is not known where it is declared.`);
      return [setting, value];
    }),
  );
}
