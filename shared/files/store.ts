import { Problem } from '../contract/problem.ts';
import type { FileBody } from '../contract/route.ts';
import { Replay } from '../database/context.ts';
import type { files } from '../database/files.ts';
import { checkFile } from './check-file.ts';
import { type KeyRing, unwrap, wrap } from '../keys/key-ring.ts';
import { keyRingOfWorker } from '../keys/key-ring-of-worker.ts';
import { digestOf, seal, unseal } from './sealing.ts';

/** Where sealed files lie: what an R2 bucket can do, as far as it is needed. */
export type ObjectStore = {
  put: (key: string, value: Uint8Array) => Promise<unknown>;
  get: (key: string) => Promise<{ arrayBuffer: () => Promise<ArrayBuffer> } | null>;
  delete: (key: string) => Promise<void>;
};

/** What keeps files: the object store and the keys that wrap theirs. */
export type FileVault = { objects: ObjectStore; keys: KeyRing };

type FileRow = typeof files.$inferSelect;
type NewFile = Pick<FileRow, 'id' | 'network' | 'organisation' | 'tlp' | 'name' | 'mediaType'> & { bytes: Uint8Array; now: Date };

type Opened<M> = { file: FileBody['file']; mediaType: M; name: string };

/** The vault that a worker's environment describes: the bucket OBJECTS and its keys. Throws when a key is missing or malformed. */
export const fileVaultOf = async (env: object): Promise<FileVault> => ({
  objects: (env as { OBJECTS: ObjectStore }).OBJECTS,
  keys: await keyRingOfWorker(env, 'file'),
});

/**
 * Checks a file, seals it, stores it, and then commits its row by `write`. The object comes first: without its row it is noise that nobody
 * has the key of, and it is taken away again when the row is refused. A file's label is the one it was sealed under, for good; who may
 * open it is for the record that it belongs to. Throws unsafe-file before anything is stored, and what `write` throws.
 */
export const keepFile = <T>(vault: FileVault, file: NewFile, write: (row: FileRow) => Promise<T>): Promise<T> =>
  keepFiles(vault, [file], ([row]) => write(row as FileRow));

/** The same for files that are kept together or not at all. */
export async function keepFiles<T>(vault: FileVault, given: NewFile[], write: (rows: FileRow[]) => Promise<T>): Promise<T> {
  for (const { bytes, mediaType } of given) checkFile(bytes, mediaType);
  const rows = await Promise.all(given.map((file) => kept(vault, file)));
  try {
    return await write(rows);
  } catch (error) {
    if (isRefusal(error)) await Promise.all(rows.map(({ id }) => vault.objects.delete(objectKey(id))));
    throw error;
  }
}

/** Seals a file and stores it; gives its row. */
async function kept({ objects, keys }: FileVault, { bytes, now, ...described }: NewFile): Promise<FileRow> {
  const { sealed, key } = await seal(bytes, described);
  await objects.put(objectKey(described.id), sealed);
  const wrapped = await wrap(keys, key, described.id);
  return { ...described, bytes: bytes.length, digest: await digestOf(bytes), ...wrapped, createdAt: now.toISOString() };
}

/** A file opened, to be answered as an attachment. Throws not-found when it was shredded, and an error where something was altered. */
export async function openFile<M extends string>({ objects, keys }: FileVault, row: FileRow & { mediaType: M }): Promise<Opened<M>> {
  const { id, tlp, mediaType, name, kek, wrappedKey } = row;
  if (wrappedKey === null) throw new Problem('not-found');
  const object = await objects.get(objectKey(id));
  if (!object) throw new Error(`The object of file ${id} is missing`);
  const sealed = new Uint8Array(await object.arrayBuffer());
  const file = await unseal(sealed, { id, tlp, mediaType }, await unwrap(keys, { kek, wrappedKey }, id));
  return { file, mediaType, name };
}

const objectKey = (id: string) => `files/${id}`;

/** Whether nothing was written for certain; a write whose answer was lost may have been. */
const isRefusal = (error: unknown) => error instanceof Replay || (error instanceof Problem && error.code !== 'unavailable');
