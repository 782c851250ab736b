import { readProblem, Problem } from './problems.js';

// Busy answers and broken connections; every request here may be repeated: a GET by nature, a POST by its
// Idempotency-Key, a DELETE because a second one finds nothing left to do.
const passing = new Set([429, 500, 502, 503, 504]);
const attempts = 9;
const longestWait = 15_000;

/** One request to the API. Resolves to `{ body, headers, status }`; rejects with a Problem. */
async function once(path, { method = 'GET', body, headers = {}, signal }) {
  let response;
  try {
    response = await fetch(new URL(path.replace(/^\//, ''), document.baseURI), {
      method,
      signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(35_000)]) : AbortSignal.timeout(35_000),
      headers: { Accept: 'application/json', ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }

    throw new Problem('unreachable', 0);
  }

  if (!response.ok) {
    throw await readProblem(response);
  }

  const text = await response.text();
  try {
    return { body: text ? JSON.parse(text) : null, headers: response.headers, status: response.status };
  } catch {
    throw new Problem('unreadable', response.status);
  }
}

/**
 * A request that is repeated, unchanged, while the answer is "busy" or does not arrive.
 * `onWait({ attempt, seconds, problem })` is told before each pause; `patience` is the number of tries.
 */
export async function call(path, options = {}) {
  const { signal, onWait, patience = attempts } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(path, options);
    } catch (error) {
      if (!(error instanceof Problem) || !(error.status === 0 || passing.has(error.status)) || attempt >= patience) {
        throw error;
      }

      const wait = waitBefore(attempt, error.retryAfter);
      onWait?.({ attempt, seconds: Math.ceil(wait / 1000), problem: error });
      await pause(wait, signal);
    }
  }
}

/** What the server asks for, else doubling from half a second; spread out, so that a crowd does not come back at once. */
function waitBefore(attempt, retryAfter) {
  const base = retryAfter === undefined ? 500 * 2 ** (attempt - 1) : retryAfter * 1000;
  return Math.min(longestWait, base) * (1 + Math.random() / 2);
}

/** Waits; rejects when `signal` is aborted. */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }

    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** 192 random bits in the alphabet an Idempotency-Key allows: unguessable, for the cancellation token is derived from it. */
export function drawKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}
