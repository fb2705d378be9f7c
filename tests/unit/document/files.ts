/** Beginnings of pictures, of any size: what says what they are. */
const chars = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const two = (value: number): readonly number[] => [(value >> 8) & 0xff, value & 0xff];
const four = (value: number): readonly number[] => [(value >>> 24) & 0xff, (value >> 16) & 0xff, ...two(value)];

/** `padding`: bytes of EXIF before the frame. */
export const jpeg = (width: number, height: number, padding = 16, frame = 0xc0): Uint8Array =>
  new Uint8Array([
    ...[0xff, 0xd8, 0xff, 0xe1, ...two(padding + 2), ...Array<number>(padding).fill(0x20)],
    ...[0xff, 0xdb, ...two(4), 1, 2],
    ...[0xff, frame, ...two(11), 8, ...two(height), ...two(width), 1, 1, 0x11, 0],
    ...[0xff, 0xda, ...two(8), 1, 1, 0, 0, 63, 0, 0xff, 0xd9],
  ]);

export const png = (width: number, height: number): Uint8Array =>
  new Uint8Array([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...[...four(13), ...chars("IHDR"), ...four(width), ...four(height), 8, 2, 0, 0, 0, ...four(0)],
    ...[...four(0), ...chars("IEND"), ...four(0)],
  ]);

export const heic = (...brands: readonly string[]): Uint8Array =>
  new Uint8Array([
    ...[...four(16 + (brands.length - 1) * 4), ...chars("ftyp"), ...chars(brands[0] ?? ""), ...four(0)],
    ...brands.slice(1).flatMap(chars),
    ...[...four(8), ...chars("meta")],
  ]);
