import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { corners, cornersOf, functionFolder, near, require, scene } from './camera.mjs';
import { adobeRgb, primaries, profile, withSegments } from './segments.mjs';
import { render } from '../../src/ServerlessRef.Thumbnail/render.mjs';

const sharp = require('sharp');
const of = async (finish) => finish(await scene(300, 200)).toBuffer();

// What one format may hold; each of these decoders has ways of its own through them.
const kinds = {
  'a baseline JPEG': () => of((it) => it.jpeg({ progressive: false, chromaSubsampling: '4:4:4' })),
  'a progressive JPEG': () => of((it) => it.jpeg({ progressive: true })),
  'a JPEG of arithmetic-free mozjpeg scans': () => of((it) => it.jpeg({ mozjpeg: true })),
  'a CMYK JPEG': () => of((it) => it.toColourspace('cmyk').jpeg({ quality: 95 })),
  'a PNG of 16 bits': () => of((it) => it.toColourspace('rgb16').png()),
  'a PNG with a palette': () => of((it) => it.png({ palette: true })),
  'an interlaced PNG': () => of((it) => it.png({ progressive: true })),
  'a PNG with alpha of 16 bits': () => of((it) => it.ensureAlpha().toColourspace('rgb16').png()),
  'a lossy WebP': () => of((it) => it.webp({ quality: 90 })),
  'a lossless WebP': () => of((it) => it.webp({ lossless: true })),
  'a WebP with alpha': () => of((it) => it.ensureAlpha().webp()),
  'an AVIF': () => of((it) => it.avif({ quality: 80, effort: 0 })),
  'a lossless AVIF': () => of((it) => it.avif({ lossless: true, effort: 0 })),
  'a TIFF with LZW': () => of((it) => it.tiff({ compression: 'lzw' })),
  'a TIFF with deflate, in tiles': () => of((it) => it.tiff({ compression: 'deflate', tile: true })),
  'a TIFF of 16 bits': () => of((it) => it.toColourspace('rgb16').tiff({ compression: 'none' })),
  'a GIF': () => of((it) => it.gif()),
};

for (const [what, make] of Object.entries(kinds)) {
  test(`Render_Of ${what}_ShowsItsColours`, async () => {
    const { pictures, sizes } = await render(await make());

    assert.equal(sizes, '300x200,300x200,300x200');
    for (const { body } of pictures) {
      near(await cornersOf(body), corners, what.includes('CMYK') ? 90 : what.includes('GIF') || what.includes('palette') ? 40 : 15);
    }
  });
}

test('Render_OfAGreyJpeg_StaysGrey', async () => {
  const grey = await (await scene(300, 200)).greyscale().toColourspace('b-w').jpeg().toBuffer();
  assert.equal((await sharp(grey).metadata()).channels, 1);

  for (const { body } of (await render(grey)).pictures) {
    const { topLeft } = await cornersOf(body);
    assert.ok(Math.max(...topLeft) - Math.min(...topLeft) < 4, `${topLeft}`);
  }
});

test('Render_OfAnAdobeRgbPicture_ShowsTheColourItsProfileMeans', async () => {
  const numbers = [150, 200, 100];
  const plain = await sharp({ create: { width: 64, height: 64, channels: 3, background: { r: numbers[0], g: numbers[1], b: numbers[2] } } }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();

  const { pictures } = await render(withSegments(plain, profile(adobeRgb())));

  const [r, g, b] = await sharp(pictures[1].body).raw().toBuffer();
  const expected = fromAdobeRgb(numbers);
  assert.ok(Math.abs(expected[0] - numbers[0]) > 10, 'the example shows nothing');
  [r, g, b].forEach((value, channel) => assert.ok(Math.abs(value - expected[channel]) <= 4, `${[r, g, b]}, expected ${expected}`));
});

// By the definitions of both spaces, and by no colour library: sRGB from XYZ under D50 is Bradford's (http://www.brucelindbloom.com/Eqn_RGB_XYZ_Matrix.html).
function fromAdobeRgb(numbers) {
  const linear = numbers.map((value) => (value / 255) ** 2.19921875);
  const xyz = [0, 1, 2].map((row) => linear.reduce((sum, value, channel) => sum + value * primaries[channel][row], 0));
  return [[3.1338561, -1.6168667, -0.4906146], [-0.9787684, 1.9161415, 0.0334540], [0.0719453, -0.2289914, 1.4052427]]
    .map((row) => row.reduce((sum, factor, index) => sum + factor * xyz[index], 0))
    .map((value) => Math.min(1, Math.max(0, value)))
    .map((value) => Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055)));
}

test('Render_OfARealPhotograph_MakesPicturesOfSaneSizesThatLookLikeIt', async () => {
  const original = readFileSync(`${functionFolder}node_modules/exif/test/sony-alpha-6000.jpg`);

  const { pictures } = await render(original);

  const most = { 320: 60_000, 960: 300_000, 1920: 1_000_000 };
  for (const { name, body } of pictures) {
    const [width] = name.split('.');
    assert.ok(body.length < most[width] && body.length > most[width] / 100, `${name} has ${body.length} bytes`);
    const difference = await distance(body, original, Number(width));
    assert.ok(difference < 6, `${name} differs by ${difference} of 255 on average`);
  }
});

async function distance(picture, original, width) {
  const raw = (file) => sharp(file).autoOrient().resize({ width }).toColourspace('srgb').removeAlpha().raw().toBuffer();
  const [one, other] = await Promise.all([raw(picture), raw(original)]);
  assert.equal(one.length, other.length);
  return one.reduce((sum, value, index) => sum + Math.abs(value - other[index]), 0) / one.length;
}
