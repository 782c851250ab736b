import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asSensorSaw, corners, cornersOf, near, require, scene } from './camera.mjs';
import { comment, exif, iptc, withSecondPicture, withSegments, xmp } from './segments.mjs';
import { render } from '../../src/ServerlessRef.Thumbnail/render.mjs';

const sharp = require('sharp');
const secret = 'SN-40721-MARTHA';
const note = (...parts) => Buffer.concat(parts.map((part) => typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)));

// How each maker's note begins (https://exiftool.org/makernote_types.html), which byte order its files have, and how it was held.
const makers = {
  'Apple': { little: false, model: 'iPhone 16 Pro', note: note('Apple iOS\0', [0, 1], 'MM'), held: 6 },
  'Canon': { little: true, model: 'Canon EOS R6', note: note([0x2a, 0, 1, 0, 3, 0]), held: 8 },
  'NIKON CORPORATION': { little: true, model: 'NIKON Z 6', note: note('Nikon\0', [2, 0x11, 0, 0], 'II*\0', [8, 0, 0, 0]), held: 1 },
  'SONY': { little: true, model: 'ILCE-7M4', note: note('SONY DSC \0\0\0'), held: 3 },
  'FUJIFILM': { little: true, model: 'X-T5', note: note('FUJIFILM', [12, 0, 0, 0]), held: 1 },
  'OLYMPUS CORPORATION': { little: true, model: 'E-M1MarkIII', note: note('OLYMPUS\0II', [3, 0]), held: 6 },
  'Panasonic': { little: true, model: 'DC-S5', note: note('Panasonic\0\0\0'), held: 8 },
  'RICOH IMAGING COMPANY, LTD.': { little: false, model: 'PENTAX K-3', note: note('PENTAX \0MM'), held: 1 },
  'LEICA CAMERA AG': { little: true, model: 'LEICA Q3', note: note('LEICA\0', [2, 0xff]), held: 5 },
  'samsung': { little: true, model: 'SM-S928B', note: note([7, 0, 1, 0, 7, 0, 4, 0, 0, 0], '0100'), held: 6, trailer: note('Image_UTC_Data1717243800', 'SEFH', [0x6b, 0, 0, 0], 'SEFT') },
  'Google': { little: false, model: 'Pixel 9', note: note('HDRP', [3]), held: 1 },
  'Xiaomi': { little: false, model: '2201122G', note: note([0]), held: 6 },
  'HUAWEI': { little: false, model: 'VOG-L29', note: note('HUAWEI\0\0', 'II*\0'), held: 2 },
  'GoPro': { little: false, model: 'HERO12', note: note('GPMF'), held: 4 },
  'DJI': { little: true, model: 'FC3582', note: note([0x0b, 0, 1, 0]), held: 7 },
};

const inside = /SN-40721|MARTHA|iPhone|ILCE|PENTAX|GPSLatitude|Photoshop|MPF|SEFT|<x:xmpmeta|2026:06:01/;

for (const [make, { little, model, note: begins, held, trailer }] of Object.entries(makers)) {
  test(`Render_OfAPhotographOf ${make}_IsUprightAndKeepsNothingOfCameraPlaceAndOwner`, async () => {
    const seen = await (await asSensorSaw(await scene(600, 400), held)).jpeg({ quality: 92 }).toBuffer();
    // The small picture in EXIF is another one on purpose: it is never what is shown.
    const small = await sharp({ create: { width: 160, height: 120, channels: 3, background: '#777' } }).jpeg().toBuffer();
    const file = Buffer.concat([
      withSegments(seen, exif({ little, make, model, orientation: held, note: begins, secret, small }), xmp(secret), iptc(secret), comment(`by ${secret}`)),
      trailer ?? Buffer.alloc(0),
    ]);
    const metadata = await sharp(file).metadata();
    assert.deepEqual([metadata.orientation, Boolean(metadata.exif), Boolean(metadata.xmp), Boolean(metadata.iptc)], [held, true, true, true]);
    assert.match(file.toString('latin1'), inside);

    const { pictures, sizes } = await render(file);

    assert.equal(sizes, '320x213,600x400,600x400');
    for (const { name, body } of pictures) {
      near(await cornersOf(body), corners);
      assert.doesNotMatch(body.toString('latin1'), inside, name);
    }
  });
}

test('Render_OfAFileWithASecondPicture_ShowsTheFirst', async () => {
  const first = await (await scene(600, 400)).jpeg({ quality: 92 }).toBuffer();
  const depth = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#123' } }).withExif({ IFD0: { Copyright: secret } }).jpeg().toBuffer();

  const { pictures } = await render(withSecondPicture(first, depth));

  for (const { body } of pictures) {
    near(await cornersOf(body), corners);
    assert.doesNotMatch(body.toString('latin1'), inside);
  }
});

test('Render_OfAPhotographWithAGainMap_ShowsItsOrdinaryPicture', async () => {
  // Phones append a map of how bright screens may go (Ultra HDR): for this its first picture, which every screen can show, is what counts.
  const first = await (await scene(600, 400)).jpeg({ quality: 92 }).toBuffer();
  const map = withSegments(await sharp({ create: { width: 150, height: 100, channels: 3, background: '#888' } }).greyscale().jpeg().toBuffer(), gainMap('hdrgm:GainMapMin="0" hdrgm:GainMapMax="2" hdrgm:HDRCapacityMin="0" hdrgm:HDRCapacityMax="2"'));
  const file = withSecondPicture(withSegments(first, gainMap('')), map);

  const { pictures, sizes } = await render(file);

  assert.equal(sizes, '320x213,600x400,600x400');
  for (const { body } of pictures) {
    near(await cornersOf(body), corners);
  }
});

function gainMap(attributes) {
  const text = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" ${attributes}/></rdf:RDF></x:xmpmeta>`;
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
}
