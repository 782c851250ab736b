import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { corners, cornersOf, functionFolder, near, photograph, require, scene } from './camera.mjs';
import { render } from '../../src/ServerlessRef.Thumbnail/render.mjs';

const sharp = require('sharp');

for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
  test(`Render_WhenTheCameraWasHeldAsOrientation${orientation}Says_ThePicturesAreUpright`, async () => {
    const { pictures, sizes } = await render(await photograph({ orientation }));

    assert.equal(sizes, '320x213,960x640,1200x800');
    for (const { body } of pictures) {
      near(await cornersOf(body), corners);
      assert.equal((await sharp(body).metadata()).orientation, undefined);
    }
  });
}

for (const format of ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif']) {
  test(`Render_Of${format[0].toUpperCase()}${format.slice(1)}_MakesSixPicturesWithoutMetadata`, async () => {
    const original = await photograph({ format, orientation: 1 });

    const { pictures } = await render(original);

    assert.deepEqual(pictures.map(({ name }) => name), ['320.webp', '320.jpeg', '960.webp', '960.jpeg', '1920.webp', '1920.jpeg']);
    for (const { name, contentType, body } of pictures) {
      const metadata = await sharp(body).metadata();
      assert.equal(contentType, `image/${metadata.format}`);
      assert.equal(name.split('.')[1], metadata.format);
      assert.equal(metadata.space, 'srgb');
      for (const kept of ['exif', 'icc', 'iptc', 'xmp']) {
        assert.equal(metadata[kept], undefined, `${name} has ${kept}`);
      }

      assert.doesNotMatch(body.toString('latin1'), /Camera-like|GPS/);
      near(await cornersOf(body), corners, format === 'gif' ? 25 : 12);
    }
  });
}

test('Render_OfASmallPicture_NeverEnlargesIt', async () => {
  assert.equal((await render(await photograph({ width: 200, height: 100 }))).sizes, '200x100,200x100,200x100');
});

test('Render_OfALongStrip_BoundsItsHeightToo', async () => {
  const strip = await sharp({ create: { width: 100, height: 20_000, channels: 3, background: '#369' } }).jpeg().toBuffer();

  assert.equal((await render(strip)).sizes, '3x640,10x1920,19x3840');
});

test('Render_OfAWideGamutPicture_ConvertsItsColours', async () => {
  // The same numbers mean another colour in Display P3: its pure green is outside of sRGB.
  const p3 = await sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 60, g: 180, b: 75 } } }).withIccProfile('p3').jpeg({ quality: 100 }).toBuffer();
  const { pictures } = await render(p3);
  const { data } = await sharp(pictures[1].body).raw().toBuffer({ resolveWithObject: true });

  const [before] = [...(await sharp(p3).raw().toBuffer())];
  assert.ok(Math.abs(data[0] - before) < 8, `converted as a viewer would: ${data[0]}, ${before}`);
  assert.equal((await sharp(pictures[0].body).metadata()).icc, undefined);
});

test('Render_OfACmykPicture_MakesRgb', async () => {
  const cmyk = await (await scene()).toColourspace('cmyk').jpeg().toBuffer();
  assert.equal((await sharp(cmyk).metadata()).space, 'cmyk');

  const { pictures } = await render(cmyk);

  for (const { body } of pictures) {
    assert.equal((await sharp(body).metadata()).space, 'srgb');
  }
});

test('Render_OfATransparentPicture_KeepsItInWebpAndPutsWhiteBehindItInJpeg', async () => {
  const { pictures } = await render(await sharp({ create: { width: 50, height: 50, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer());

  assert.equal((await sharp(pictures[0].body).metadata()).hasAlpha, true);
  assert.deepEqual([...(await sharp(pictures[1].body).raw().toBuffer()).subarray(0, 3)], [255, 255, 255]);
});

// Photographs that other people's packages publish for their own tests and examples.
const photographs = [['exif', 'test'], ['exif-js', 'example'], ['exif-parser', 'test'], ['jpeg-exif', 'test']].flatMap(([name, folder]) =>
  readdirSync(`${functionFolder}node_modules/${name}/${folder}`)
    .filter((file) => /\.(jpe?g|tiff?)$/i.test(file))
    .map((file) => ({ name: `${name}/${file}`, path: `${functionFolder}node_modules/${name}/${folder}/${file}` })));

test('Photographs_ComeFromSeveralMakersAndOrientations', async () => {
  const texts = photographs.map(({ path }) => readFileSync(path).toString('latin1').toLowerCase());
  const orientations = await Promise.all(photographs.map(async ({ path }) => (await sharp(readFileSync(path)).metadata()).orientation));

  for (const maker of ['apple', 'canon', 'nikon', 'sony', 'xiaomi']) {
    assert.ok(texts.some((text) => text.includes(maker)), maker);
  }

  assert.ok(new Set(orientations.filter(Boolean)).size >= 4, `${orientations}`);
});

for (const { name, path } of photographs) {
  test(`Render_OfThePhotograph_${name}`, async () => {
    const original = readFileSync(path);
    const { autoOrient } = await sharp(original).metadata();

    const { pictures, sizes } = await render(original);

    const [width, height] = sizes.split(',')[2].split('x').map(Number);
    assert.equal(width, Math.min(1920, autoOrient.width));
    assert.ok(Math.abs(height / width - autoOrient.height / autoOrient.width) < 0.01);
    for (const { body } of pictures) {
      const { exif, icc, xmp, space } = await sharp(body).metadata();
      assert.deepEqual({ exif, icc, xmp, space }, { exif: undefined, icc: undefined, xmp: undefined, space: 'srgb' });
    }
  });
}
