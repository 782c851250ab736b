import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { deflateSync, crc32 } from 'node:zlib';
import { corners, cornersOf, near, photograph, require, scene } from './camera.mjs';
import { comment, withSegments } from './segments.mjs';
import { render } from '../../src/ServerlessRef.Thumbnail/render.mjs';
import { Rejection } from '../../src/ServerlessRef.Thumbnail/rejection.mjs';

const sharp = require('sharp');
const small = { width: 300, height: 200 };

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

// A PNG that claims to be larger than any memory; its few bytes inflate to rows of nothing.
function bomb(width, height) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(Math.min(width * height, 50_000_000)), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

// A small picture beside which something inflates to a thousand times its size.
const inflating = async (type) => {
  const png = await photograph({ format: 'png', width: 20, height: 10 });
  const afterHeader = 33;
  return Buffer.concat([png.subarray(0, afterHeader), chunk(type, Buffer.concat([Buffer.from(type === 'iTXt' ? 'x\0\x01\0\0\0' : 'x\0\0', 'latin1'), deflateSync(Buffer.alloc(100_000_000))])), png.subarray(afterHeader)]);
};

/** The header of a grey TIFF of one strip, with nothing behind it. */
function tiff(width, height) {
  const entry = (tag, type, value) => {
    const buffer = Buffer.alloc(12);
    buffer.writeUInt16LE(tag, 0);
    buffer.writeUInt16LE(type, 2);
    buffer.writeUInt32LE(1, 4);
    buffer.writeUInt32LE(value, 8);
    return buffer;
  };
  const entries = [entry(256, 4, width), entry(257, 4, height), entry(258, 3, 8), entry(259, 3, 1), entry(262, 3, 1), entry(273, 4, 8), entry(277, 3, 1), entry(278, 4, height), entry(279, 4, 10)];
  return Buffer.concat([Buffer.from(`II*\0\x08\0\0\0${String.fromCharCode(entries.length)}\0`, 'latin1'), ...entries, Buffer.alloc(4)]);
}

/** A sound JPEG that says it is larger. */
async function claiming(width, height) {
  const jpeg = await (await scene(300, 200)).jpeg().toBuffer();
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(height, frame + 5);
  jpeg.writeUInt16BE(width, frame + 7);
  return jpeg;
}

async function avif(change) {
  const file = await (await scene(300, 200)).avif({ effort: 0 }).toBuffer();
  change(file);
  return file;
}

const gifOf = (width, height) => {
  const screen = Buffer.alloc(7);
  screen.writeUInt16LE(width, 0);
  screen.writeUInt16LE(height, 2);
  return Buffer.concat([Buffer.from('GIF89a', 'latin1'), screen, Buffer.from([0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x4c, 1, 0, 0x3b])]);
};

const boxes = (major, ...others) => {
  const head = Buffer.from(`\0\0\0\0ftyp${major}\0\0\0\0${others.join('')}`, 'latin1');
  head.writeUInt32BE(head.length);
  return Buffer.concat([head, Buffer.alloc(300)]);
};

const animated = async (format) => {
  const page = (background) => ({ create: { width: 20, height: 20, channels: 3, background } });
  return sharp(await Promise.all([page('#f00'), page('#00f')].map((it) => sharp(it).png().toBuffer())), { join: { animated: true } }).toFormat(format).toBuffer();
};

const cases = {
  'nothing at all': [() => Buffer.alloc(0), 'empty'],
  'a text': [() => Buffer.from('Dear Sir or Madam, '.repeat(50)), 'not-an-image'],
  'random bytes': [() => randomBytes(4096), 'not-an-image'],
  'a zip': [() => Buffer.from('PK\x03\x04' + '\0'.repeat(200), 'latin1'), 'not-an-image'],
  'a PDF': [() => Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), 'not-an-image'],
  'a page': [() => Buffer.from('<!doctype html><script>alert(1)</script>'), 'not-an-image'],
  'SVG': [() => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'), 'unsupported-format'],
  'SVG with a declaration': [() => Buffer.from('<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'), 'unsupported-format'],
  'SVG with entities that grow': [() => Buffer.from('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>'), 'unsupported-format'],
  'SVG that names another file': [() => Buffer.from('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>'), 'unsupported-format'],
  'SVG behind a byte order mark': [() => Buffer.from('\ufeff<svg xmlns="http://www.w3.org/2000/svg"/>'), 'unsupported-format'],
  'HEIC': [() => boxes('heic', 'mif1', 'heic'), 'unsupported-format'],
  'HEIC of an iPhone': [() => boxes('heic', 'mif1', 'MiHE', 'MiPr', 'miaf', 'MiHB', 'heic'), 'unsupported-format'],
  'HEIC of ten bits': [() => boxes('heix', 'mif1', 'heix'), 'unsupported-format'],
  'HEIC that calls itself HEIF': [() => boxes('mif1', 'mif1', 'heic', 'hevc'), 'unsupported-format'],
  'HEIC as a sequence': [() => boxes('msf1', 'hevc'), 'unsupported-format'],
  'AVIF as a sequence': [() => avif((file) => file.write('avis', 8, 'latin1')), 'several-pictures'],
  'HEIF of nothing known': [() => boxes('mif1', 'mif1'), ['damaged', 'not-an-image']],
  'a film': [() => boxes('isom', 'isom', 'avc1'), 'not-an-image'],
  'a raw file of Canon': [() => boxes('crx ', 'crx ', 'isom'), 'unsupported-format'],
  'Photoshop': [() => Buffer.from('8BPS\0\x01' + '\0'.repeat(100), 'latin1'), 'unsupported-format'],
  'JPEG 2000': [() => Buffer.from('\0\0\0\x0cjP  \r\n\x87\n' + '\0'.repeat(100), 'latin1'), 'unsupported-format'],
  'JPEG XL': [() => Buffer.from('\xff\x0a' + '\0'.repeat(100), 'latin1'), 'unsupported-format'],
  'BMP': [() => Buffer.from('BM' + '\0'.repeat(60), 'latin1'), 'unsupported-format'],
  'JPEG that ends in its header': [async () => (await photograph(small)).subarray(0, 60), 'damaged'],
  'one byte': [() => Buffer.from([0xff]), 'not-an-image'],
  'a PDF that holds a JPEG': [async () => Buffer.concat([Buffer.from('%PDF-1.4\n'), await photograph({ width: 60, height: 40 })]), 'not-an-image'],
  'a script that begins as a GIF': [() => Buffer.from(`GIF89a/*${'\0'.repeat(20)}*/=1;alert(1)`, 'latin1'), 'damaged'],
  'a bomb of 50,000 by 50,000': [() => bomb(50_000, 50_000), 'too-many-pixels'],
  'a TIFF of 50,000 by 50,000': [() => tiff(50_000, 50_000), 'too-many-pixels'],
  'a JPEG of 65,000 by 65,000': [() => claiming(65_000, 65_000), 'too-many-pixels'],
  'a GIF of 65,535 by 65,535': [() => gifOf(65_535, 65_535), 'too-many-pixels'],
  'an AVIF of 60,000 by 60,000': [() => avif((file) => {
    const size = file.indexOf('ispe', 'latin1');
    file.writeUInt32BE(60_000, size + 8);
    file.writeUInt32BE(60_000, size + 12);
  }), 'too-many-pixels'],
  'a bomb of 30,000 by 30,000': [() => bomb(30_000, 30_000), 'too-many-pixels'],
  'a bomb of 2,147,483,647 by 1': [() => bomb(2_147_483_647, 1), ['too-many-pixels', 'damaged']],
  'an animation as GIF': [() => animated('gif'), 'several-pictures'],
  'an animation as WebP': [() => animated('webp'), 'several-pictures'],
  'a TIFF of two pages': [() => animated('tiff'), 'several-pictures'],
};

// Wherever the transfer ended.
for (const [format, options] of Object.entries({ jpeg: {}, png: {}, webp: {}, gif: {}, avif: { effort: 0 }, tiff: { compression: 'lzw' } })) {
  for (const part of [0.1, 0.5, 0.9, 0.99]) {
    cases[`${format} of which ${part * 100} per cent arrived`] = [async () => {
      const whole = await (await scene(300, 200)).toFormat(format, options).toBuffer();
      return whole.subarray(0, Math.floor(whole.length * part));
    }, 'damaged'];
  }
}

for (const [what, [make, reason]] of Object.entries(cases)) {
  test(`Render_Of ${what}_IsRejected`, async () => {
    const file = await make();

    const rejection = await render(file).then(() => assert.fail('accepted'), (error) => error);

    assert.ok(rejection instanceof Rejection, rejection.stack);
    assert.ok([reason].flat().includes(rejection.reason), `${rejection.reason}: ${rejection.message}`);
  });
}

test('Render_OfABomb_TakesNeitherTimeNorMemory', async () => {
  const file = bomb(30_000, 30_000);
  const before = process.memoryUsage().rss;

  await assert.rejects(render(file), Rejection);

  assert.ok(process.memoryUsage().rss - before < 100 * 1024 * 1024);
});

for (const type of ['iCCP', 'zTXt', 'iTXt']) {
  test(`Render_OfAPngWhose_${type}_Inflates_TakesNeitherTimeNorMemory`, async () => {
    const file = await inflating(type);
    const [before, cpu] = [process.memoryUsage().rss, process.cpuUsage()];

    await render(file).catch((error) => assert.ok(error instanceof Rejection, error.stack));

    assert.ok(process.memoryUsage().rss - before < 100 * 1024 * 1024);
    const { user, system } = process.cpuUsage(cpu);
    assert.ok(user + system < 2_000_000, `${user + system} microseconds`);
  });
}

// What begins as a picture is one, whatever else it is as well; the rest of it goes no further.
for (const [what, make] of Object.entries({
  'a JPEG that is a ZIP': async () => Buffer.concat([await photograph(small), Buffer.from('PK\x03\x04 UNWANTED', 'latin1')]),
  'a PNG that is a script': async () => Buffer.concat([await photograph({ ...small, format: 'png' }), Buffer.from('<?php UNWANTED(); ?>', 'latin1')]),
  'a JPEG with a page in its comment': async () => withSegments(await photograph(small), comment('<script>UNWANTED</script>')),
})) {
  test(`Render_Of ${what}_PassesOnThePictureAlone`, async () => {
    for (const { body } of (await render(await make())).pictures) {
      near(await cornersOf(body), corners);
      assert.doesNotMatch(body.toString('latin1'), /UNWANTED/);
    }
  });
}

test('Render_OfATiffWhoseDirectoriesGoInACircle_Ends', async () => {
  const circle = tiff(10, 10);
  circle.writeUInt32LE(8, circle.length - 4);

  assert.equal((await render(Buffer.concat([circle, Buffer.alloc(200)]))).sizes, '10x10,10x10,10x10');
});
