import sharp from 'sharp';
import { beginsAsTiff, refusal } from './other-files.mjs';
import { Rejection } from './rejection.mjs';

/** Widest a picture of each size is, in pixels; a smaller original is never enlarged. */
export const widths = [320, 960, 1920];

/** The endings of the files. */
export const formats = ['webp', 'jpeg'];

/** Pixels an original may have: the largest of phones, and 40 times less than 10 MB of compressed nothing can claim. */
export const maxPixels = 100_000_000;

const maxWidth = Math.max(...widths);

// Long strips would otherwise keep their height; libwebp ends at 16,383 pixels.
const maxHeight = 2 * maxWidth;

const accepted = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif']);

// Nothing else is even tried: SVG can name other files, and each decoder is a door.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadNsgifBuffer', 'VipsForeignLoadTiffBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});

// One picture at a time in one function: what is cached would only take its memory.
sharp.cache(false);

/**
 * Six pictures of one original: upright, in sRGB, without metadata.
 * @returns {Promise<{ pictures: { name: string, contentType: string, body: Buffer }[], sizes: string }>}
 * @throws {Rejection} when the file is the reason why not
 */
export async function render(original) {
  await inspect(original);
  const { data, info } = await decode(original);
  const sizes = [];
  const pictures = [];
  for (const width of widths) {
    // Metadata, the original's place and camera among it, is left out because nothing asks to keep it.
    const picture = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
      .resize({ width, height: 2 * width, fit: 'inside', withoutEnlargement: true });
    const webp = await picture.clone().webp({ quality: 80 }).toBuffer({ resolveWithObject: true });
    const jpeg = await picture.clone().flatten({ background: '#ffffff' }).jpeg({ quality: 80, mozjpeg: true }).toBuffer();
    sizes.push(`${webp.info.width}x${webp.info.height}`);
    pictures.push({ name: `${width}.webp`, contentType: 'image/webp', body: webp.data }, { name: `${width}.jpeg`, contentType: 'image/jpeg', body: jpeg });
  }

  return { pictures, sizes: sizes.join(',') };
}

async function inspect(original) {
  if (original.length === 0) {
    throw new Rejection('empty');
  }

  const reason = refusal(original);
  if (reason) {
    throw new Rejection(reason);
  }

  const metadata = await attempt(original, () => sharp(original, { limitInputPixels: false }).metadata());
  if (!accepted.has(metadata.format) || (metadata.format === 'heif' && metadata.compression !== 'av1')) {
    throw new Rejection('unsupported-format', metadata.format);
  }

  if (metadata.width * metadata.height > maxPixels) {
    throw new Rejection('too-many-pixels', `${metadata.width} x ${metadata.height}`);
  }

  if ((metadata.pages ?? 1) > 1) {
    throw new Rejection('several-pictures', `${metadata.pages}`);
  }
}

/** The largest size, upright, as plain pixels: the original is decoded once, and a damaged one fails here. */
const decode = (original) => attempt(
  original,
  () => sharp(original, { limitInputPixels: maxPixels, failOn: 'error' })
    .timeout({ seconds: 20 })
    .autoOrient()
    .resize({ width: maxWidth, height: maxHeight, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true }));

/** sharp tells of a bad file by its message alone. */
async function attempt(original, work) {
  try {
    return await work();
  } catch (error) {
    if (/pixel limit|timeout/i.test(error.message)) {
      throw new Rejection('too-many-pixels', error.message);
    }

    if (/unsupported image format/i.test(error.message) && !beginsAsTiff(original)) {
      throw new Rejection('not-an-image', error.message);
    }

    throw new Rejection('damaged', error.message);
  }
}
