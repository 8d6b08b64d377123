/** What is wanted of Exif: whether it tells a position, and how the picture is to be turned. */
export type Exif = { hasPosition: boolean; orientation: number };

const orientationTag = 0x0112;
const positionTag = 0x8825;

/** Exif (CIPA DC-008) wherever it begins in a part of a picture; null when there is none. What cannot be read says nothing. */
export function exifOf(part: Uint8Array): Exif | null {
  const start = tiffAt(part);
  if (start < 0) return null;
  const view = new DataView(part.buffer, part.byteOffset + start, part.byteLength - start);
  const little = view.getUint8(0) === 0x49;
  try {
    return readDirectory(view, view.getUint32(4, little), little);
  } catch {
    return { hasPosition: false, orientation: 1 };
  }
}

/** Where a TIFF header begins: II*\0 or MM\0*, at the beginning or after "Exif\0\0". */
function tiffAt(part: Uint8Array): number {
  return [0, 6].find((at) => /^(II\*\0|MM\0\*)$/.test(String.fromCharCode(...part.subarray(at, at + 4)))) ?? -1;
}

function readDirectory(view: DataView, at: number, little: boolean): Exif {
  const count = view.getUint16(at, little);
  const found: Exif = { hasPosition: false, orientation: 1 };
  for (let index = 0; index < count; index += 1) {
    const field = at + 2 + index * 12;
    const tag = view.getUint16(field, little);
    if (tag === positionTag) found.hasPosition = true;
    if (tag === orientationTag) found.orientation = view.getUint16(field + 8, little);
  }
  return found;
}
