// HEIC's brands for one picture or several, of either depth (ISO/IEC 23008-12, annex B.4); other makers' raw files use the same boxes.
const undecoded = /^(hei[cxms]|hev[cxms]|crx )$/;

// Others, by their first bytes: SVG, BMP, JPEG XL, JPEG 2000, Photoshop.
const kinds = [
  /^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*<(!DOCTYPE\s+)?svg[\s>[]/i,
  /^BM.{12}/s,
  /^(\xff\x0a|\0\0\0\x0cJXL )/,
  /^\0\0\0\x0cjP {2}/,
  /^8BPS\0/,
];

/**
 * Why a file is refused before any decoder sees it, though it may be a sound picture: whoever sent it is told what would be taken, and not that it is damaged.
 * @returns {string | null} a reason; null: it is to be tried
 */
export function refusal(content) {
  const head = content.subarray(0, 256).toString('latin1');
  if (head.slice(4, 8) === 'ftyp') {
    return refusalOf(brands(content, head));
  }

  return kinds.some((kind) => kind.test(head)) ? 'unsupported-format' : null;
}

/** Files that begin as a TIFF does have their directory at their end, and without it look like nothing at all. */
export const beginsAsTiff = (content) => /^(II\*\0|MM\0\*|II\+\0|MM\0\+)/.test(content.subarray(0, 4).toString('latin1'));

// The first names what the file is above all; many a phone writes a general one there and its own among those that follow.
function refusalOf([major, ...others]) {
  if (major === 'avis') {
    return 'several-pictures';
  }

  return major !== 'avif' && [major, ...others].some((brand) => undecoded.test(brand)) ? 'unsupported-format' : null;
}

function brands(content, head) {
  const end = content.length < 16 ? 0 : Math.min(content.readUInt32BE(0), head.length);
  const found = [head.slice(8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) {
    found.push(head.slice(at, at + 4));
  }

  return found;
}
