/**
 * Folders of the one bucket that holds what families send and receive. Rights are granted by folder (`files` in the
 * manifest): moving a file from one to another is what lets more people read it.
 */

/**
 * `quarantine`: what a browser has sent and nobody has judged yet; it goes by itself if nobody ever does. `documents`:
 * what was found clean. `invoices`: what the portal made itself. `search`: the index by
 * which staff finds people, which can be made again.
 */
export const fileFolders = ["quarantine", "documents", "invoices", "search"] as const;
export type FileFolder = (typeof fileFolders)[number];

/** Folders in which everything that arrives is scanned for malware. */
export const scannedFolders = ["quarantine"] as const satisfies readonly FileFolder[];
export type ScannedFolder = (typeof scannedFolders)[number];

/** What the keys of a folder's files begin with. */
export const prefixOf = (folder: FileFolder): string => `${folder}/`;
