import { call, drawKey } from './api.js';
import { Problem } from './problems.js';
import { attempts } from './store.js';

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** True when the server has decided, so that the key has done its work. */
const decided = (error) =>
  error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 401 && error.code !== 'blocked';

/**
 * Posts `body` with the Idempotency-Key of this attempt: drawn once, kept (over clicks, retries and reloads) until the
 * outcome is known, so that however often it is sent, it happens once. Another body is another attempt.
 * @param {string} name names the attempt, for example `seat.<eventId>`
 */
export async function postOnce(name, path, body, options = {}) {
  const earlier = attempts.get(name);
  const attempt = earlier && same(earlier.body, body) ? earlier : { key: drawKey(), body };
  const changed = earlier && earlier !== attempt ? earlier : attempt.earlier;
  attempts.put(name, { ...attempt, earlier: changed });
  try {
    return await send(path, attempt, options, name);
  } catch (error) {
    // The mail address already has a seat or a place, and an attempt of ours for that very address never heard its answer:
    // it is most likely ours, and asking with that attempt's key returns it.
    if ((error.code === 'already-registered' || error.code === 'already-waiting') && changed?.body.email?.toLowerCase() === body.email.toLowerCase()) {
      return await send(path, changed, options, name);
    }

    throw error;
  }
}

async function send(path, attempt, { headers, ...options }, name) {
  try {
    const answer = await call(path, {
      ...options,
      method: 'POST',
      body: attempt.body,
      headers: { ...headers, 'Idempotency-Key': attempt.key },
    });
    attempts.remove(name);
    return answer;
  } catch (error) {
    if (decided(error)) {
      attempts.remove(name);
    }

    throw error;
  }
}
