import { h, s } from './dom.js';
import { fullness, number, when } from './format.js';

// Pieces several views show.

/** A calendar leaf with the event's day. */
export function leaf(event) {
  const { month, date } = when(event.startsAt);
  return h('div', { class: 'leaf', 'aria-hidden': 'true' }, h('span', { class: 'leaf-month' }, month), h('span', { class: 'leaf-date' }, date));
}

/** Day and time of an event, in the reader's own time zone. */
export function moment(event) {
  const { day, clock } = when(event.startsAt);
  return h('time', { datetime: event.startsAt }, clock ? `${day}, ` : day, h('span', { class: 'clock' }, clock));
}

const words = { open: 'Open', few: 'Few seats left', full: 'Full' };

/** A bar and a line that say how many seats are left; `show(event)` brings them up to date. */
export function seatMeter() {
  const fill = h('span', { class: 'meter-fill' });
  const bar = h('div', { class: 'meter', 'aria-hidden': 'true' }, fill);
  const left = h('strong', {}, '–');
  const rest = h('span', {}, '');
  const pill = h('span', { class: 'pill' }, '');
  const element = h('div', { class: 'seats' }, h('p', { class: 'seats-line' }, h('span', {}, left, ' ', rest), pill), bar);
  return {
    element,
    show(event) {
      if (event.seatsLeft === undefined) {
        rest.textContent = `of ${number(event.capacity)} seats`;
        element.dataset.state = 'unknown';
        return;
      }

      const state = fullness(event);
      if (element.dataset.left !== undefined && element.dataset.left !== String(event.seatsLeft)) {
        element.classList.remove('changed');
        void element.offsetWidth; // restarts the animation
        element.classList.add('changed');
      }

      element.dataset.state = state;
      element.dataset.left = String(event.seatsLeft);
      left.textContent = number(event.seatsLeft);
      rest.textContent = `of ${number(event.capacity)} seats left`;
      pill.textContent = words[state];
      fill.style.setProperty('--taken', String(event.capacity > 0 ? (event.capacity - event.seatsLeft) / event.capacity : 1));
    },
  };
}

/** A note: `good`, `bad` or `quiet`. */
export const note = (kind, ...children) => h('div', { class: `note note-${kind}` }, ...children);

/** Where messages of a form or list appear; a screen reader reads them when they do. */
export function messages() {
  const element = h('div', { class: 'messages', role: 'status', 'aria-live': 'polite' });
  return {
    element,
    clear: () => element.replaceChildren(),
    show: (kind, ...children) => element.replaceChildren(note(kind, ...children)),
  };
}

/** Grey shapes where something is about to be. */
export const skeleton = (count, className) =>
  Array.from({ length: count }, () => h('div', { class: `skeleton ${className}`, 'aria-hidden': 'true' }));

/** A page that has nothing to show. */
export const empty = (title, text, ...actions) =>
  h('div', { class: 'empty' }, emptyPicture(), h('h2', {}, title), h('p', {}, text), actions.length > 0 && h('p', { class: 'actions' }, ...actions));

function emptyPicture() {
  return s('svg', { class: 'empty-picture', viewBox: '0 0 120 80', 'aria-hidden': 'true' },
    s('path', { d: 'M14 22a6 6 0 0 1 6-6h80a6 6 0 0 1 6 6v8a10 10 0 0 0 0 20v8a6 6 0 0 1-6 6H20a6 6 0 0 1-6-6v-8a10 10 0 0 0 0-20z' }),
    s('path', { class: 'dashed', d: 'M78 18v44' }),
    s('path', { d: 'M34 34h28M34 46h18' }));
}

/** A labelled input with its hint and its problem. Returns `{ element, input, problem(text) }`. */
export function field(id, label, attributes, hint) {
  const hintId = hint ? `${id}-hint` : null;
  const error = h('p', { class: 'field-problem', id: `${id}-problem`, hidden: true });
  const input = h('input', { id, name: id, class: 'input', 'aria-describedby': [hintId, error.id].filter(Boolean).join(' '), ...attributes });
  const element = h('div', { class: 'field' },
    h('label', { for: id }, label),
    hint && h('p', { class: 'hint', id: hintId }, hint),
    input,
    error);
  const problem = (text) => {
    error.hidden = !text;
    error.textContent = text ?? '';
    input.toggleAttribute('aria-invalid', Boolean(text));
    if (text) {
      input.setAttribute('aria-invalid', 'true');
    }
  };
  input.addEventListener('input', () => problem(null));
  return { element, input, problem };
}

/** Shows what is wrong with each field and puts the focus on the first; true when all is well. */
export function check(rules) {
  const wrong = rules.filter(([it, test, text]) => {
    const bad = !test(it.input.value.trim());
    it.problem(bad ? text : null);
    return bad;
  });
  wrong[0]?.[0].input.focus();
  return wrong.length === 0;
}

/**
 * Shows what the server did not like about single fields at those fields; true when that says it all.
 * @param {{ errors?: { field: string, detail: string }[] }} error
 * @param {Record<string, { input: HTMLInputElement, problem: (text: string) => void }>} fields by their names in the API
 */
export function showRefused(error, fields) {
  const errors = error.errors ?? [];
  for (const { field: name, detail } of errors) {
    fields[name]?.problem(`This ${detail}`);
  }

  const firstName = errors.find(({ field: name }) => fields[name])?.field;
  fields[firstName]?.input.focus();
  return errors.length > 0 && errors.every(({ field: name }) => fields[name]);
}

/**
 * Runs `work` once at a time, whatever is clicked meanwhile, and shows on the button that it runs.
 * aria-disabled rather than disabled: the button keeps the focus.
 */
export function busyWhile(button, label, work) {
  let running = false;
  return async (event) => {
    event?.preventDefault();
    if (running) {
      return;
    }

    running = true;
    const text = button.textContent;
    button.setAttribute('aria-disabled', 'true');
    button.classList.add('busy');
    button.textContent = label;
    try {
      await work(event);
    } finally {
      running = false;
      button.removeAttribute('aria-disabled');
      button.classList.remove('busy');
      button.textContent = text;
    }
  };
}

/** Asks before something that cannot be undone. Resolves to true when it is confirmed. */
export function confirm({ title, text, yes, no }) {
  const titleId = 'confirm-title';
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': titleId },
    h('h2', { id: titleId }, title),
    h('p', {}, text),
    h('form', { method: 'dialog', class: 'actions' },
      h('button', { class: 'button quiet', value: 'no', autofocus: true }, no),
      h('button', { class: 'button danger', value: 'yes' }, yes)));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
