import { getEvent, listEvents } from '../desk.js';
import { h } from '../dom.js';
import { empty, leaf, messages, moment, seatMeter, skeleton } from '../parts.js';
import { poll } from '../poll.js';
import { seats } from '../store.js';
import { coverFrame } from './cover.js';

/** Upcoming events with their seats, which are looked at again while the card is in sight. */
export function showEvents(root, { signal }) {
  const grid = h('ul', { class: 'cards', 'aria-label': 'Upcoming events', 'aria-busy': 'true' }, skeleton(3, 'skeleton-card'));
  const status = messages();
  const more = h('p', { class: 'actions more' });
  root.append(
    h('div', { class: 'hero' },
      h('h1', {}, 'Take a seat'),
      h('p', { class: 'lead' }, 'Pick an event, leave your name, and your ticket arrives while you watch. Seats are counted live.')),
    status.element,
    grid,
    more);

  const cards = new Map();
  const inSight = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      inSight[isIntersecting ? 'add' : 'delete'](target.dataset.eventId);
    }
  }, { rootMargin: '80px' });
  signal.addEventListener('abort', () => observer.disconnect());

  function add(event) {
    if (cards.has(event.id)) {
      cards.get(event.id).show(event);
      return;
    }

    const card = eventCard(event);
    cards.set(event.id, card);
    grid.append(card.element);
    observer.observe(card.element);
  }

  async function load(cursor) {
    const { body } = await listEvents({ signal, onWait: () => status.show('quiet', h('p', {}, 'The desk is busy. Still trying …')) }, cursor);
    status.clear();
    if (cards.size === 0) {
      grid.replaceChildren();
    }

    grid.setAttribute('aria-busy', 'false');
    body.items.forEach(add);
    if (cards.size === 0) {
      grid.replaceWith(empty('No events yet', 'As soon as an organiser announces one, it shows here.', h('a', { class: 'button quiet', href: '#/organise' }, 'Announce an event')));
    }

    more.replaceChildren(...(body.nextCursor ? [moreButton(body.nextCursor)] : []));
  }

  function moreButton(cursor) {
    const button = h('button', { class: 'button quiet', type: 'button' }, 'Show more events');
    button.addEventListener('click', async () => {
      const before = cards.size;
      button.setAttribute('aria-disabled', 'true');
      await attempt(() => load(cursor));
      [...cards.values()][before]?.link.focus();
    }, { once: true });
    return button;
  }

  async function attempt(work) {
    try {
      await work();
    } catch (error) {
      if (signal.aborted) {
        return;
      }

      const again = h('button', { class: 'button small', type: 'button' }, 'Try again');
      again.addEventListener('click', () => attempt(work), { once: true });
      status.show('bad', h('p', {}, error.sentence ?? 'The events could not be read.'), again);
      if (cards.size === 0) {
        grid.replaceChildren();
      }
    }
  }

  attempt(load);

  // One event a time, round and round: never more than one request a second, each card at most every five.
  let turn = 0;
  poll(async () => {
    const ids = [...inSight];
    if (ids.length === 0) {
      return;
    }

    const id = ids[turn++ % ids.length];
    try {
      const { body } = await getEvent(id, { signal, patience: 1 });
      cards.get(id)?.show(body);
    } catch (error) {
      if (error.status !== 404) {
        throw error;
      }

      cards.get(id)?.element.remove();
      inSight.delete(id);
    }
  }, { signal, every: () => (inSight.size === 0 ? 250 : Math.max(1000, 5000 / inSight.size)) });
}

function eventCard(event) {
  const meter = seatMeter();
  const cover = coverFrame('(min-width: 40rem) 22rem, 100vw');
  const link = h('a', { class: 'card-link', href: `#/events/${encodeURIComponent(event.id)}` }, event.title);
  const element = h('li', { class: 'card', 'data-event-id': event.id },
    cover.element,
    leaf(event),
    h('div', { class: 'card-body' },
      h('h2', { class: 'card-title' }, link),
      h('p', { class: 'card-when' }, moment(event)),
      seats.of(event.id) && h('p', { class: 'card-mine' }, 'You have a seat')),
    meter.element);
  const show = (latest) => {
    meter.show(latest);
    cover.show(latest);
  };
  show(event);
  return { element, link, show };
}
