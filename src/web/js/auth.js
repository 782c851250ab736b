import { Problem } from './problems.js';
import * as cognito from './auth-cognito.js';
import * as local from './auth-local.js';

// Who is signed in, whichever way. The session lives in sessionStorage: it ends with the tab.

const key = 'sign-up-desk.session';
const listeners = new Set();
let config;

/** `/config.json` says how organisers sign in here: by Cognito's managed login, or, on a laptop, by naming a mail address. */
export async function loadConfig() {
  if (config === undefined) {
    const response = await fetch(new URL('config.json', document.baseURI), { cache: 'no-cache' });
    if (!response.ok) {
      throw new Problem('unreachable', response.status);
    }

    config = await response.json();
  }

  return config;
}

/** Calls `listener` when somebody signs in or out, or a session ends. */
export function onSession(listener) {
  listeners.add(listener);
}

/** `{ email, sub }` of the organiser, or null. */
export function organiser() {
  const session = stored();
  const claims = session && claimsOf(session.idToken);
  return claims ? { email: claims.email ?? claims['cognito:username'] ?? 'organiser', sub: claims.sub } : null;
}

/** True when somebody was signed in and the time ran out: the page then says so. */
export const hasEnded = () => sessionStorage.getItem(`${key}.ended`) === 'true';

export async function signInLocally(email) {
  keep(await local.signIn(await loadConfig(), email));
}

export async function signInWithCognito() {
  await cognito.begin(await loadConfig());
}

/** Called once at start: completes a sign-in that has just come back from managed login. Resolves to where the person was. */
export async function completeSignIn() {
  if (!cognito.isReturning()) {
    return null;
  }

  const { session, returnTo } = await cognito.complete(await loadConfig());
  keep(session);
  return returnTo;
}

export async function signOut() {
  const session = stored();
  forget(false);
  const settings = await loadConfig();
  if (session && settings.mode !== 'local') {
    cognito.leave(settings);
  }
}

/** A token that is good for another minute, renewed if it can be; otherwise the session ends. */
export async function token() {
  const session = stored();
  if (!session) {
    throw new Problem('session-ended', 401);
  }

  if (claimsOf(session.idToken)?.exp * 1000 - Date.now() > 60_000) {
    return session.idToken;
  }

  return await renew(session);
}

/** Called when the API refuses a token that looked good. */
export async function renew(session = stored()) {
  if (session?.refreshToken) {
    try {
      keep(await cognito.renew(await loadConfig(), session.refreshToken));
      return stored().idToken;
    } catch {
      // Revoked, or a month old: sign in again.
    }
  }

  forget(true);
  throw new Problem('session-ended', 401);
}

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function keep(session) {
  const changed = organiser()?.sub !== claimsOf(session.idToken)?.sub;
  sessionStorage.setItem(key, JSON.stringify(session));
  sessionStorage.removeItem(`${key}.ended`);
  if (changed) {
    listeners.forEach((listener) => listener());
  }
}

function forget(ended) {
  sessionStorage.removeItem(key);
  sessionStorage.setItem(`${key}.ended`, String(ended));
  listeners.forEach((listener) => listener());
}

/** What a token claims. The API verifies it; the page only shows who it is and when it runs out. */
function claimsOf(jwt) {
  try {
    const payload = jwt.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (c) => c.charCodeAt(0))));
  } catch {
    return null;
  }
}
