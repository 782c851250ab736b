import { loadConfig } from './auth.js';

// A site may leave parts of the architecture out; `/config.json` says which it has.
const everything = { covers: true, notifications: true, waitlist: true };
let known;

/** `{ covers, notifications, waitlist }`. What cannot be read is taken to be there: its routes then answer for themselves. */
export async function features() {
  known ??= loadConfig().then((config) => ({ ...everything, ...config.features }));
  try {
    return await known;
  } catch {
    known = undefined; // asked again by the next view
    return everything;
  }
}
