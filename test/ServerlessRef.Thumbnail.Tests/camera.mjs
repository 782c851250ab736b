import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// The function's own sharp, so that tests need no second one.
export const functionFolder = fileURLToPath(new URL('../../src/ServerlessRef.Thumbnail/', import.meta.url));
export const require = createRequire(`${functionFolder}package.json`);
const sharp = require('sharp');

/** Top left red, top right green, bottom left blue, bottom right white: no turn or flip leaves all four where they are. */
export const corners = { topLeft: [220, 30, 30], topRight: [30, 180, 40], bottomLeft: [30, 40, 220], bottomRight: [245, 245, 245] };

/** An upright picture of four coloured corners, as a sharp pipeline. */
export function scene(width = 1200, height = 800) {
  const tile = ([r, g, b], left, top) => ({
    input: { create: { width: width / 2, height: height / 2, channels: 3, background: { r, g, b } } },
    left,
    top,
  });
  return sharp({ create: { width, height, channels: 3, background: '#000' } }).composite([
    tile(corners.topLeft, 0, 0),
    tile(corners.topRight, width / 2, 0),
    tile(corners.bottomLeft, 0, height / 2),
    tile(corners.bottomRight, width / 2, height / 2),
  ]).png().toBuffer().then((png) => sharp(png));
}

// What the stored row r and column c show of an upright scene of W x H (EXIF 2.32, section 4.6.4, Orientation): [x, y].
const stored = {
  1: (r, c) => [c, r],
  2: (r, c, W) => [W - 1 - c, r],
  3: (r, c, W, H) => [W - 1 - c, H - 1 - r],
  4: (r, c, W, H) => [c, H - 1 - r],
  5: (r, c) => [r, c],
  6: (r, c, W) => [W - 1 - r, c],
  7: (r, c, W, H) => [W - 1 - r, H - 1 - c],
  8: (r, c, W, H) => [r, H - 1 - c],
};

/** Pixels of an upright picture as a camera held in this way reads them. */
export async function asSensorSaw(upright, orientation) {
  const { data, info: { width: W, height: H } } = await upright.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [width, height] = orientation > 4 ? [H, W] : [W, H];
  const turned = Buffer.alloc(data.length);
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c++) {
      const [x, y] = stored[orientation](r, c, W, H);
      data.copy(turned, 3 * (r * width + c), 3 * (y * W + x), 3 * (y * W + x) + 3);
    }
  }

  return sharp(turned, { raw: { width, height, channels: 3 } });
}

/** What a camera held in this way writes: pixels as its sensor saw them, and EXIF with maker, place and orientation. */
export async function photograph({ orientation = 1, make = 'Generator', model = 'Camera-like', format = 'jpeg', width, height } = {}) {
  return (await asSensorSaw(await scene(width, height), orientation))
    .withExif({
      IFD0: { Make: make, Model: model, Software: 'test' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '13/1 24/1 0/1' },
    })
    .withMetadata({ orientation })
    .toFormat(format)
    .toBuffer();
}

/** The colours in the middle of each corner's tile. */
export async function cornersOf(picture) {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x, y) => {
    const start = (Math.round(y * info.height) * info.width + Math.round(x * info.width)) * info.channels;
    return [...data.subarray(start, start + 3)];
  };
  return { topLeft: at(0.25, 0.25), topRight: at(0.75, 0.25), bottomLeft: at(0.25, 0.75), bottomRight: at(0.75, 0.75) };
}

/** Fails unless all corners have nearly these colours. */
export function near(actual, expected, tolerance = 12) {
  for (const corner of Object.keys(corners)) {
    expected[corner].forEach((value, channel) => assert.ok(Math.abs(value - actual[corner][channel]) <= tolerance, `${corner}: ${actual[corner]}, expected ${expected[corner]}`));
  }
}
