// OAuth 2.0 authorization code with PKCE against Cognito's managed login.
// https://docs.aws.amazon.com/cognito/latest/developerguide/using-pkce-in-authorization-code.html

const key = 'sign-up-desk.pkce';
const domain = (config) => `https://${config.loginDomain.replace(/^https:\/\//, '').replace(/\/$/, '')}`;
const home = () => new URL('./', document.baseURI).href;

export async function begin(config) {
  const flow = { verifier: random(48), state: random(16), returnTo: location.hash };
  sessionStorage.setItem(key, JSON.stringify(flow));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(flow.verifier));
  location.assign(`${domain(config)}/oauth2/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: config.clientId,
    redirect_uri: home(),
    scope: 'openid email',
    state: flow.state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  })}`);
}

/** True when managed login has just sent the person back here. */
export function isReturning() {
  const query = new URLSearchParams(location.search);
  return query.has('state') && (query.has('code') || query.has('error'));
}

export async function complete(config) {
  const query = new URLSearchParams(location.search);
  const flow = JSON.parse(sessionStorage.getItem(key) ?? 'null');
  sessionStorage.removeItem(key);
  // The code is good for one use: out of the address bar and the history with it.
  history.replaceState(null, '', `${home()}${flow?.returnTo ?? '#/organise'}`);
  if (!flow || query.get('state') !== flow.state) {
    throw new Error('This sign-in was not started in this tab. Please sign in again.');
  }

  if (query.has('error')) {
    throw new Error(query.get('error_description') ?? 'The sign-in was cancelled.');
  }

  const session = await tokens(config, {
    grant_type: 'authorization_code',
    code: query.get('code'),
    redirect_uri: home(),
    code_verifier: flow.verifier,
  });
  return { session, returnTo: flow.returnTo };
}

export async function renew(config, refreshToken) {
  const session = await tokens(config, { grant_type: 'refresh_token', refresh_token: refreshToken });
  return { refreshToken, ...session };
}

/** Ends the session at Cognito too, or the next sign-in would not ask. */
export function leave(config) {
  location.assign(`${domain(config)}/logout?${new URLSearchParams({ client_id: config.clientId, logout_uri: home() })}`);
}

async function tokens(config, fields) {
  const response = await fetch(`${domain(config)}/oauth2/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: config.clientId, ...fields }),
  });
  if (!response.ok) {
    throw new Error('The sign-in could not be completed. Please sign in again.');
  }

  const body = await response.json();
  return { idToken: body.id_token, ...(body.refresh_token ? { refreshToken: body.refresh_token } : {}) };
}

const random = (length) => base64url(crypto.getRandomValues(new Uint8Array(length)));

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
