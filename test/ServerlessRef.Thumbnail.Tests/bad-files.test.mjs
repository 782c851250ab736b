import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { deflateSync, crc32 } from 'node:zlib';
import { photograph, require } from './camera.mjs';
import { render } from '../../src/ServerlessRef.Thumbnail/render.mjs';
import { Rejection } from '../../src/ServerlessRef.Thumbnail/rejection.mjs';

const sharp = require('sharp');

// A PNG that claims to be larger than any memory; its few bytes inflate to rows of nothing.
function bomb(width, height) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
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
  'HEIC': [() => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic' + '\0'.repeat(300), 'latin1'), 'unsupported-format'],
  'BMP': [() => Buffer.from('BM' + '\0'.repeat(60), 'latin1'), 'unsupported-format'],
  'JPEG that ends in the middle': [async () => cut(await photograph(), 0.5), 'damaged'],
  'JPEG that ends in its header': [async () => (await photograph()).subarray(0, 60), 'damaged'],
  'PNG that ends in the middle': [async () => cut(await photograph({ format: 'png' }), 0.5), 'damaged'],
  'WebP that ends in the middle': [async () => cut(await photograph({ format: 'webp' }), 0.5), 'damaged'],
  'a bomb of 30,000 by 30,000': [() => bomb(30_000, 30_000), 'too-many-pixels'],
  'a bomb of 2,147,483,647 by 1': [() => bomb(2_147_483_647, 1), ['too-many-pixels', 'damaged']],
  'an animation as GIF': [() => animated('gif'), 'several-pictures'],
  'an animation as WebP': [() => animated('webp'), 'several-pictures'],
};

const cut = (file, part) => file.subarray(0, Math.floor(file.length * part));

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
