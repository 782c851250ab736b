// What cameras and phones put into a JPEG beside its pixels, byte by byte: libraries that write metadata know no maker's notes.

const ascii = (text) => Buffer.from(`${text}\0`, 'latin1');
const [ASCII, SHORT, LONG, RATIONAL, BYTES] = [2, 3, 4, 5, 7];
const sizes = { [ASCII]: 1, [SHORT]: 2, [LONG]: 4, [RATIONAL]: 8, [BYTES]: 1 };

/** TIFF's structure, of which EXIF and MPF are made: directories of entries, values of more than four bytes behind them. */
class Tiff {
  #little;
  #parts = [];
  #length = 8;

  constructor(little) {
    this.#little = little;
  }

  number(value, bytes) {
    const buffer = Buffer.alloc(bytes);
    this.#little ? buffer.writeUIntLE(value, 0, bytes) : buffer.writeUIntBE(value, 0, bytes);
    return buffer;
  }

  rationals = (...values) => Buffer.concat(values.flatMap((value) => [this.number(value, 4), this.number(1, 4)]));

  /** Appends bytes and answers where they are. */
  append(bytes) {
    const at = this.#length;
    const even = bytes.length % 2 ? Buffer.concat([bytes, Buffer.alloc(1)]) : bytes;
    this.#parts.push(even);
    this.#length += even.length;
    return at;
  }

  /** Entries are [tag, type, value]; their order is the caller's duty. */
  directory(entries, next = 0) {
    const written = entries.map(([tag, type, value]) => {
      const bytes = Buffer.isBuffer(value) ? value : this.number(value, sizes[type]);
      const inline = bytes.length > 4 ? this.number(this.append(bytes), 4) : Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]);
      return Buffer.concat([this.number(tag, 2), this.number(type, 2), this.number(bytes.length / sizes[type], 4), inline]);
    });
    return this.append(Buffer.concat([this.number(entries.length, 2), ...written, this.number(next, 4)]));
  }

  file = (first) => Buffer.concat([Buffer.from(this.#little ? 'II*\0' : 'MM\0*', 'latin1'), this.number(first, 4), ...this.#parts]);
}

const segment = (marker, ...parts) => {
  const body = Buffer.concat(parts.map((part) => Buffer.isBuffer(part) ? part : Buffer.from(part, 'latin1')));
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** EXIF with maker's note, place, serial number, owner and the small picture cameras show on their backs. */
export function exif({ little, make, model, orientation, note, secret, small }) {
  const tiff = new Tiff(little);
  const gps = tiff.directory([
    [0x0001, ASCII, ascii('N')], [0x0002, RATIONAL, tiff.rationals(52, 30, 59)], [0x0003, ASCII, ascii('E')], [0x0004, RATIONAL, tiff.rationals(13, 24, 17)], [0x001d, ASCII, ascii('2026:06:01')],
  ]);
  const details = tiff.directory([
    [0x9003, ASCII, ascii('2026:06:01 12:30:00')], [0x927c, BYTES, Buffer.concat([note, Buffer.from(` ${secret}`.repeat(20), 'latin1')])], [0xa430, ASCII, ascii(`Owner ${secret}`)], [0xa431, ASCII, ascii(secret)],
  ]);
  const second = tiff.directory([[0x0103, SHORT, 6], [0x0201, LONG, tiff.append(small)], [0x0202, LONG, small.length]]);
  const first = tiff.directory([
    [0x010f, ASCII, ascii(make)], [0x0110, ASCII, ascii(model)], [0x0112, SHORT, orientation], [0x013b, ASCII, ascii(`Artist ${secret}`)], [0x8769, LONG, details], [0x8825, LONG, gps],
  ], second);
  return segment(0xe1, 'Exif\0\0', tiff.file(first));
}

export const xmp = (secret) => segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0',
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="52,30.9N" exif:OwnerName="${secret}"/></rdf:RDF></x:xmpmeta>`);

/** Photoshop's block with a caption, as agencies write it. */
export function iptc(secret) {
  const caption = Buffer.from(secret, 'latin1');
  const record = Buffer.concat([Buffer.from([0x1c, 2, 120, 0, caption.length]), caption]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(record.length);
  return segment(0xed, 'Photoshop 3.0\0', '8BIM\x04\x04\0\0', length, record, record.length % 2 ? '\0' : '');
}

export const comment = (text) => segment(0xfe, text);

export const profile = (icc) => segment(0xe2, 'ICC_PROFILE\0\x01\x01', icc);

/** Puts segments where a camera does: right behind the start of the picture. */
export const withSegments = (jpeg, ...segments) => Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** A second picture behind the first and the directory that names both (CIPA DC-007), as phones with several lenses write it. */
export function withSecondPicture(jpeg, other) {
  const make = (firstSize, secondAt) => {
    const tiff = new Tiff(false);
    const entry = (attribute, size, at) => Buffer.concat([tiff.number(attribute, 4), tiff.number(size, 4), tiff.number(at, 4), Buffer.alloc(4)]);
    const first = tiff.directory([
      [0xb000, BYTES, Buffer.from('0100', 'latin1')], [0xb001, LONG, 2], [0xb002, BYTES, Buffer.concat([entry(0x20030000, firstSize, 0), entry(0, other.length, secondAt)])],
    ]);
    return segment(0xe2, 'MPF\0', tiff.file(first));
  };
  const size = jpeg.length + make(0, 0).length;
  const mark = 2 + 4 + 4; // offsets count from the directory's own header
  return Buffer.concat([withSegments(jpeg, make(size, size - mark)), other]);
}

/** Adobe RGB (1998) as a matrix profile, version 2 of the ICC specification. */
export function adobeRgb() {
  const fixed = (value) => {
    const buffer = Buffer.alloc(4);
    buffer.writeInt32BE(Math.round(value * 65536));
    return buffer;
  };
  const xyz = (...values) => Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), ...values.map(fixed)]);
  const text = 'Adobe RGB (1998)\0';
  const description = Buffer.concat([Buffer.from(`desc\0\0\0\0\0\0\0${String.fromCharCode(text.length)}${text}`, 'latin1'), Buffer.alloc(78)]);
  const curve = Buffer.from('curv\0\0\0\0\0\0\0\x01\x02\x33\0\0', 'latin1'); // gamma 2 + 51/256
  const tags = [
    ['desc', Buffer.concat([description, Buffer.alloc((4 - description.length % 4) % 4)])], ['cprt', Buffer.from('text\0\0\0\0none\0\0\0\0', 'latin1')], ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', xyz(...primaries[0])], ['gXYZ', xyz(...primaries[1])], ['bXYZ', xyz(...primaries[2])], ['rTRC', curve], ['gTRC', curve], ['bTRC', curve],
  ];
  let at = 128 + 4 + 12 * tags.length;
  const table = [];
  for (const [name, data] of tags) {
    const row = Buffer.alloc(12);
    row.write(name, 'latin1');
    row.writeUInt32BE(at, 4);
    row.writeUInt32BE(data.length, 8);
    table.push(row);
    at += data.length;
  }

  const header = Buffer.alloc(132);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x02100000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  Buffer.concat([fixed(0.9642), fixed(1), fixed(0.8249)]).copy(header, 68);
  header.writeUInt32BE(tags.length, 128);
  return Buffer.concat([header, ...table, ...tags.map(([, data]) => data)]);
}

/** Of Adobe RGB, in XYZ under D50. */
export const primaries = [[0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]];
