import { call } from './api.js';

/** The laptop's sign-in: whoever names a mail address is that organiser. */
export async function signIn(config, email) {
  const { body } = await call(config.signIn, { method: 'POST', body: { email }, patience: 3 });
  return { idToken: body.idToken };
}
