/**
 * Stands in for GuardDuty Malware Protection for S3. **A stub, no antivirus**: it knows the EICAR test file, which
 * harms nobody and which every scanner takes for a virus, and finds everything else clean. It says so at the first file,
 * and so does its plan's name in each event.
 */

/** The test file's text, in two parts so that no scanner takes this source for it. */
const eicar = Buffer.from("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

/** Name of the plan that the events give as theirs. */
export const scannerPlan = "stub-that-knows-eicar-only";

/** Names of the threats in a file; null when there is none. */
export type Scan = (body: Uint8Array) => readonly string[] | null;

export function scannerStub(say: (line: string) => void): Scan {
  let said = false;
  return (body) => {
    if (!said) say("Analyse antivirus factice : sur cette machine, seul le fichier d’essai EICAR est reconnu.");
    said = true;
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength).includes(eicar)
      ? ["EICAR-Test-File (not a virus)"]
      : null;
  };
}
