import { hasEnded, loadConfig, signInLocally, signInWithCognito } from '../auth.js';
import { h } from '../dom.js';
import { busyWhile, check, field, messages, skeleton } from '../parts.js';

/** How an organiser signs in here: a button to managed login, or, on a laptop, a mail address. */
export function signInPanel() {
  const panel = h('div', { class: 'panel narrow' }, skeleton(1, 'skeleton-form'));
  fill(panel);
  return panel;
}

async function fill(panel) {
  const status = messages();
  const title = h('h2', {}, 'Sign in');
  try {
    const config = await loadConfig();
    panel.replaceChildren(title, status.element, config.mode === 'local' ? localForm(status) : managedLogin(status));
    if (hasEnded()) {
      status.show('quiet', h('p', {}, 'Your session has ended. Sign in again to go on where you were.'));
    }
  } catch (error) {
    const again = h('button', { class: 'button small', type: 'button' }, 'Try again');
    again.addEventListener('click', () => fill(panel), { once: true });
    panel.replaceChildren(title, status.element);
    status.show('bad', h('p', {}, error.sentence ?? 'This site does not say how organisers sign in (config.json).'), again);
  }
}

function managedLogin(status) {
  const button = h('button', { class: 'button wide', type: 'button' }, 'Sign in');
  button.addEventListener('click', busyWhile(button, 'Going to the sign-in page …', async () => {
    try {
      await signInWithCognito();
    } catch {
      status.show('bad', h('p', {}, 'The sign-in page cannot be reached. Please try again.'));
    }
  }));
  return h('div', { class: 'form' }, h('p', {}, 'You are taken to a sign-in page and come back here.'), button);
}

function localForm(status) {
  const email = field('organiser-email', 'Mail address', { type: 'email', autocomplete: 'username', value: 'organiser@example.com', required: true },
    'This runs on your machine: any address is an organiser, without a password.');
  const button = h('button', { class: 'button wide', type: 'submit' }, 'Sign in');
  const form = h('form', { class: 'form', novalidate: true }, email.element, button);
  form.addEventListener('submit', busyWhile(button, 'Signing in …', async () => {
    if (!check([[email, (value) => /^[^\s@]+@[^\s@]+$/.test(value), 'Please enter a mail address, such as organiser@example.com.']])) {
      return;
    }

    try {
      await signInLocally(email.input.value.trim());
    } catch (error) {
      status.show('bad', h('p', {}, error.sentence ?? 'The sign-in did not work. Please try again.'));
    }
  }));
  return form;
}
