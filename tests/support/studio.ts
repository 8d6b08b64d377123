import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { answer } from '../../services/images/answer.ts';
import { openPhoton } from '../../services/images/photon.ts';
import type { Studio } from '../../services/specimens/images/upload.ts';
import { drawnPixels } from './drawn.ts';
import { ownVault } from './files.ts';

const path = createRequire(import.meta.url).resolve('@cf-wasm/photon/photon.wasm');
/** The types of workers know no module but an imported one. */
const Module = WebAssembly.Module as unknown as new (bytes: Uint8Array) => WebAssembly.Module;
let library: WebAssembly.Module | undefined;

/** The library that draws. */
export const photonLibrary = () => (library ??= new Module(readFileSync(path)));

/** The images worker without its worker, on the library that it runs on. */
export const drawing = {
  fetch: (input: RequestInfo | URL, init?: RequestInit) => answer(photonLibrary(), new Request(input, init)),
} as Fetcher;

/** What draws pictures anew and what keeps them, in memory. */
export const ownStudio = async () => ({ images: drawing, vault: await ownVault() }) satisfies Studio;

/** A generated picture as JPEG. */
export function drawnJpeg(width: number, height: number, seed: number): Uint8Array<ArrayBuffer> {
  const photon = openPhoton(photonLibrary());
  return photon.jpeg(photon.fromPixels(drawnPixels(width, height, seed), width, height), 85);
}
