import { pause } from './api.js';

/**
 * Runs `task` again and again until `signal` is aborted or the task returns `true`.
 * Rests while nobody looks at the page, looks again at once when somebody does, and backs off when it fails.
 * @param {(signal: AbortSignal) => Promise<boolean | void>} task
 * @param {{ signal: AbortSignal, every: (round: number) => number }} options `every`: milliseconds to the next round
 */
export async function poll(task, { signal, every }) {
  let failures = 0;
  for (let round = 0; !signal.aborted; round++) {
    try {
      await shown(signal);
      if (await task(signal)) {
        return;
      }

      failures = 0;
    } catch (error) {
      if (signal.aborted) {
        return;
      }

      failures++;
      console.debug('polling again after', error);
    }

    try {
      const wait = failures ? Math.min(60_000, every(round) * 2 ** failures) : every(round);
      await Promise.race([pause(wait * (0.9 + Math.random() / 5), signal), failures ? online(signal) : never]);
    } catch {
      return;
    }
  }
}

const never = new Promise(() => {});

function shown(signal) {
  return document.hidden ? once(document, 'visibilitychange', signal) : undefined;
}

const online = (signal) => once(window, 'online', signal);

function once(target, name, signal) {
  return new Promise((resolve, reject) => {
    target.addEventListener(name, resolve, { once: true, signal });
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
