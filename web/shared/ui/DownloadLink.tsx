/** A text made in the page, as a file to keep. */
import { useEffect, useState } from "preact/hooks";
import { Icon } from "./Icon.tsx";

interface Props {
  readonly text: string;
  readonly file: string;
  readonly label: string;
}

export function DownloadLink({ text, file, label }: Props) {
  const [address, setAddress] = useState<string | undefined>(undefined);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [text]);
  if (address === undefined) return null;
  return (
    <a class="button ghost" href={address} download={file}>
      <Icon name="document" /> {label}
    </a>
  );
}
