import { organiser, signOut } from '../auth.js';
import { createEvent, getEvent, listEvents } from '../desk.js';
import { h } from '../dom.js';
import { number } from '../format.js';
import { busyWhile, check, field, leaf, messages, moment, seatMeter, showRefused, skeleton } from '../parts.js';
import { owned } from '../store.js';
import { signInPanel } from './sign-in.js';

const draftKey = 'sign-up-desk.draft'; // survives a session that ends while somebody types

/** The organiser's desk: announce an event, and go to the ones announced. */
export function showOrganise(root, { signal }) {
  const who = organiser();
  root.append(h('div', { class: 'hero' }, h('h1', {}, 'Organise'), h('p', { class: 'lead' }, who
    ? 'Announce an event, see who comes, export the list.'
    : 'Sign in to announce events and to see who comes.')));
  if (!who) {
    root.append(signInPanel());
    return;
  }

  root.append(
    signedInAs(who),
    h('div', { class: 'organise' }, createForm(who, signal), h('div', { class: 'organise-events' }, ownEvents(who, signal), otherEvents(who, signal))));
}

/** Who is signed in, and the way out. */
export function signedInAs(who) {
  const out = h('button', { class: 'button small quiet', type: 'button' }, 'Sign out');
  out.addEventListener('click', () => signOut());
  return h('p', { class: 'signed-in' }, h('span', {}, 'Signed in as ', h('strong', {}, who.email)), out);
}

function createForm(who, signal) {
  const draft = JSON.parse(sessionStorage.getItem(draftKey) ?? '{}');
  const title = field('title', 'Title', { type: 'text', maxlength: 120, required: true, autocomplete: 'off', value: draft.title ?? '' });
  const starts = field('starts', 'Starts', { type: 'datetime-local', required: true, min: localTime(new Date()), value: draft.starts ?? '' }, `Your time (${Intl.DateTimeFormat().resolvedOptions().timeZone}).`);
  const capacity = field('capacity', 'Seats', { type: 'number', min: 1, max: 100_000, step: 1, inputmode: 'numeric', required: true, value: draft.capacity ?? '' });
  const status = messages();
  const button = h('button', { class: 'button wide', type: 'submit' }, 'Announce the event');
  const heading = h('h2', { id: 'create-title' }, 'New event');
  const form = h('form', { class: 'panel form', novalidate: true, 'aria-labelledby': heading.id }, heading, title.element, starts.element, capacity.element, status.element, button);
  form.addEventListener('input', () => sessionStorage.setItem(draftKey, JSON.stringify({ title: title.input.value, starts: starts.input.value, capacity: capacity.input.value })));
  form.addEventListener('submit', busyWhile(button, 'Announcing …', async () => {
    status.clear();
    if (!check([
      [title, (value) => value.length > 0, 'Please give the event a title.'],
      [starts, (value) => new Date(value).getTime() > Date.now(), 'Please choose a day and time to come.'],
      [capacity, (value) => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 100_000, `Please enter between 1 and ${number(100_000)} seats.`],
    ])) {
      return;
    }

    try {
      const { body } = await createEvent({
        title: title.input.value.trim(),
        startsAt: new Date(starts.input.value).toISOString().replace('.000Z', 'Z'),
        capacity: Number(capacity.input.value),
      }, { signal, onWait: ({ seconds }) => status.show('quiet', h('p', {}, `The desk is busy. Trying again in ${seconds} s.`)) });
      sessionStorage.removeItem(draftKey);
      owned.add(who.sub, body.id);
      location.hash = `#/organise/${encodeURIComponent(body.id)}`;
    } catch (error) {
      if (signal.aborted) {
        return;
      }

      status.clear();
      if (!showRefused(error, { title, startsAt: starts, capacity })) {
        status.show('bad', h('p', {}, error.sentence ?? 'Something went wrong on this page. Please try again.'));
      }
    }
  }));
  return form;
}

function ownEvents(who, signal) {
  const list = h('ul', { class: 'rows', 'aria-label': 'Your events' });
  const section = h('section', { class: 'panel' }, h('h2', {}, 'Your events'), list);
  const ids = owned.of(who.sub);
  if (ids.length === 0) {
    list.replaceWith(h('p', { class: 'hint' }, 'The events you announce show here.'));
    return section;
  }

  for (const id of ids) {
    const row = h('li', {}, skeleton(1, 'skeleton-row'));
    list.append(row);
    getEvent(id, { signal }).then(({ body }) => {
      const meter = seatMeter();
      meter.show(body);
      row.replaceChildren(eventRow(body), meter.element);
    }, (error) => {
      if (error.status === 404) {
        owned.remove(who.sub, id);
        row.remove();
      } else if (!signal.aborted) {
        row.replaceChildren(h('p', { class: 'hint' }, error.sentence ?? 'This event could not be read.'));
      }
    });
  }

  return section;
}

/** Events announced in another browser: the API answers their attendees only to the one who owns them. */
function otherEvents(who, signal) {
  const list = h('ul', { class: 'rows', 'aria-label': 'Other upcoming events' });
  const details = h('details', { class: 'panel others' }, h('summary', {}, 'Announced one elsewhere?'), h('p', { class: 'hint' }, 'Open an upcoming event. If it is yours, it joins your events.'), list);
  details.addEventListener('toggle', async () => {
    if (!details.open) {
      return;
    }

    list.replaceChildren(...skeleton(2, 'skeleton-row'));
    try {
      const { body } = await listEvents({ signal });
      const others = body.items.filter((event) => !owned.of(who.sub).includes(event.id));
      list.replaceChildren(...(others.length > 0 ? others.map((event) => h('li', {}, eventRow(event))) : [h('li', { class: 'hint' }, 'There are no others.')]));
    } catch (error) {
      if (!signal.aborted) {
        list.replaceChildren(h('li', { class: 'hint' }, error.sentence ?? 'The events could not be read.'));
      }
    }
  });
  return details;
}

function eventRow(event) {
  return h('div', { class: 'event-row' },
    leaf(event),
    h('div', {}, h('a', { href: `#/organise/${encodeURIComponent(event.id)}` }, event.title), h('p', { class: 'card-when' }, moment(event))));
}

function localTime(date) {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
