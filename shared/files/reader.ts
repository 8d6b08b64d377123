import { cutShort } from './unsafe.ts';

/** Numbers and names out of bytes, big or little endian. What lies beyond the end is refused as cut short. */
export function readerOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const within = (at: number, length: number) => {
    if (at < 0 || at + length > bytes.length) throw cutShort();
    return at;
  };
  return {
    length: bytes.length,
    u8: (at: number) => view.getUint8(within(at, 1)),
    u16: (at: number) => view.getUint16(within(at, 2)),
    u32: (at: number) => view.getUint32(within(at, 4)),
    u16le: (at: number) => view.getUint16(within(at, 2), true),
    u24le: (at: number) => view.getUint16(within(at, 3), true) + view.getUint8(at + 2) * 0x1_0000,
    u32le: (at: number) => view.getUint32(within(at, 4), true),
    name: (at: number, length = 4) => String.fromCharCode(...bytes.subarray(within(at, length), at + length)),
    slice: (at: number, length: number) => bytes.subarray(within(at, length), at + length),
  };
}

export type Reader = ReturnType<typeof readerOf>;
