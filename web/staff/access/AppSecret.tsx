/** What the app needs: a code to scan, the same as a key to type, or a link when the app is on this very device. */
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { enrol as strings } from "../../strings/fr/access/second-factor.ts";
import { QrCode } from "./QrCode.tsx";

const inFours = (secret: string): string => (secret.match(/.{1,4}/gu) ?? []).join(" ");

export function AppSecret({ secret, uri }: { readonly secret: string; readonly uri: string }) {
  return (
    <>
      <p>{strings.scanText}</p>
      <div class="scan">
        <QrCode text={uri} label={strings.qr} />
        <div>
          <p>{strings.secret}</p>
          <p>
            <code class="secret">{inFours(secret)}</code>
          </p>
          <CopyButton text={secret} label={strings.copySecret} />
          <a class="tap" href={uri}>
            {strings.open}
          </a>
        </div>
      </div>
    </>
  );
}
