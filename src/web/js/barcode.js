import { s } from './dom.js';

// Code 39 (ISO/IEC 16388): five bars and four spaces a character, of which three are wide; 1 is wide.
const patterns = {
  0: '000110100', 1: '100100001', 2: '001100001', 3: '101100000', 4: '000110001', 5: '100110000',
  6: '001110000', 7: '000100101', 8: '100100100', 9: '001100100', A: '100001001', B: '001001001',
  C: '101001000', D: '000011001', E: '100011000', F: '001011000', G: '000001101', H: '100001100',
  I: '001001100', J: '000011100', K: '100000011', L: '001000011', M: '101000010', N: '000010011',
  O: '100010010', P: '001010010', Q: '000000111', R: '100000110', S: '001000110', T: '000010110',
  U: '110000001', V: '011000001', W: '111000000', X: '010010001', Y: '110010000', Z: '011010000',
  '-': '010000101', '.': '110000100', '*': '010010100',
};

const wide = 2.5;

/** The code as a Code 39 barcode; null when it holds a character Code 39 lacks, such as a small letter. */
export function barcode(code) {
  if (code.length === 0 || code.includes('*') || ![...code].every((character) => character in patterns)) {
    return null;
  }

  const bars = [];
  let x = 0;
  for (const character of `*${code}*`) {
    [...patterns[character]].forEach((bit, index) => {
      const width = bit === '1' ? wide : 1;
      if (index % 2 === 0) {
        bars.push(s('rect', { x, y: 0, width, height: 40 }));
      }

      x += width;
    });
    x += 1;
  }

  return s('svg', { class: 'barcode', viewBox: `0 0 ${x - 1} 40`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, bars);
}
