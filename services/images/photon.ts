import type { Pixels } from './shrink.ts';

/** A picture in the memory of one opening of the library. */
export type Picture = { readonly at: number; readonly width: number; readonly height: number };

/** What is used of the library, on a memory of its own. Every call is synchronous; what a file breaks throws and breaks nothing else. */
export type Photon = {
  /** Throws for a file that is no picture, and keeps nothing of it. */
  decode: (file: Uint8Array) => Picture;
  fromPixels: (rgba: Uint8Array, width: number, height: number) => Picture;
  /** Lends the pixels where they lie, for as long as `use` runs. */
  withPixels: <T>(picture: Picture, use: (pixels: Pixels) => T) => T;
  /** The same picture with its pixels changed where they lie; the one before is gone. */
  edited: (picture: Picture, edit: (pixels: Pixels) => void) => Picture;
  /** Writes a text in white; x and y are its upper left corner. */
  write: (picture: Picture, text: string, x: number, y: number, size: number) => void;
  jpeg: (picture: Picture, quality: number) => Uint8Array<ArrayBuffer>;
  free: (picture: Picture) => void;
  /** Bytes that its memory has grown to. */
  held: () => number;
};

type Call = (...numbers: number[]) => number;
type Exports = Record<string, Call> & { memory: WebAssembly.Memory; __wbindgen_externrefs: WebAssembly.Table };

/**
 * Opens the library (photon) once more. Its own binding opens one for the whole isolate: a file on which its decoder gives up would leave
 * that one broken, with what it held, for every picture after it.
 */
export function openPhoton(module: WebAssembly.Module): Photon {
  const wasm = instanceOf(module);
  const bytes = () => new Uint8Array(wasm.memory.buffer);
  const call = (name: string, ...numbers: number[]) => (wasm[name] as Call)(...numbers);
  const put = (data: Uint8Array) => {
    const at = call('__wbindgen_malloc', data.length, 1) >>> 0;
    bytes().set(data, at);
    return at;
  };
  const pictureAt = (at: number): Picture => ({
    at,
    width: call('photonimage_get_width', at) >>> 0,
    height: call('photonimage_get_height', at) >>> 0,
  });
  const taken = (result: unknown): Uint8Array<ArrayBuffer> => {
    const [at = 0, length = 0] = result as [number, number];
    const data = bytes().slice(at >>> 0, (at >>> 0) + (length >>> 0));
    call('__wbindgen_free', at, length, 1);
    return data;
  };
  /** Where a copy of the pixels lies, four bytes each, and how many bytes they are. */
  const copied = ({ at }: Picture) => {
    const [start = 0, length = 0] = call('photonimage_get_raw_pixels', at) as unknown as [number, number];
    return [start >>> 0, length >>> 0] as const;
  };
  return {
    decode: (file) => {
      const at = put(file);
      try {
        return pictureAt(call('photonimage_new_from_byteslice', at, file.length));
      } catch (error) {
        call('__wbindgen_free', at, file.length, 1);
        throw error;
      }
    },
    fromPixels: (rgba, width, height) => pictureAt(call('photonimage_new', put(rgba), rgba.length, width, height)),
    withPixels: (picture, use) => {
      const [at, length] = copied(picture);
      const used = use({ ...picture, data: bytes().subarray(at, at + length) });
      call('__wbindgen_free', at, length, 1);
      return used;
    },
    edited: (picture, edit) => {
      const [at, length] = copied(picture);
      call('__wbg_photonimage_free', picture.at, 0);
      edit({ ...picture, data: bytes().subarray(at, at + length) });
      return pictureAt(call('photonimage_new', at, length, picture.width, picture.height));
    },
    write: ({ at }, text, x, y, size) => {
      const data = new TextEncoder().encode(text);
      call('draw_text', at, put(data), data.length, x, y, size);
    },
    jpeg: ({ at }, quality) => taken(call('photonimage_get_bytes_jpeg', at, quality)),
    free: ({ at }) => void call('__wbg_photonimage_free', at, 0),
    held: () => wasm.memory.buffer.byteLength,
  };
}

function instanceOf(module: WebAssembly.Module): Exports {
  const names = WebAssembly.Module.imports(module);
  // What it asks of a browser is never called here; what it calls when it gives up must throw anyway.
  const refused = (name: string) => () => {
    throw new Error(`The decoder gave up (${name})`);
  };
  const provided: Record<string, Record<string, () => unknown>> = {};
  for (const { module: from, name } of names) (provided[from] ??= {})[name] = refused(name);
  for (const { module: from, name } of names) {
    if (name === '__wbindgen_init_externref_table') (provided[from] ??= {})[name] = () => growReferences(instance.exports as Exports);
  }
  const instance = new WebAssembly.Instance(module, provided);
  (instance.exports['__wbindgen_start'] as Call)();
  return instance.exports as Exports;
}

/** The values that its code knows by their number (wasm-bindgen). */
function growReferences({ __wbindgen_externrefs: table }: Exports): void {
  const first = table.grow(4);
  table.set(0, undefined);
  [undefined, null, true, false].forEach((value, index) => table.set(first + index, value));
}
