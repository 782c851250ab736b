import { listAttendees, removeAttendee } from '../desk.js';
import { announce, focusOn, h } from '../dom.js';
import { plural } from '../format.js';
import { busyWhile, confirm, messages, skeleton } from '../parts.js';
import { owned } from '../store.js';

/** Who has a seat, page by page; each can be removed. */
export function attendeesPanel(eventId, who, signal) {
  const heading = h('h2', { id: 'attendees-title' }, 'Attendees');
  const status = messages();
  const rows = h('ul', { class: 'people', 'aria-labelledby': heading.id });
  const foot = h('p', { class: 'actions' });
  const reload = h('button', { class: 'button small quiet', type: 'button' }, 'Refresh');
  const element = h('section', { class: 'panel' }, h('div', { class: 'panel-head' }, heading, reload), status.element, rows, foot);
  let refused = () => {};
  let shown = 0; // rows on the page: a refresh asks for as many again
  let generation = 0; // the latest reading wins

  async function read({ quiet = false } = {}) {
    const mine = ++generation;
    if (!quiet) {
      rows.replaceChildren(...skeleton(3, 'skeleton-row'));
    }

    const wanted = shown;
    const items = [];
    let cursor;
    do {
      const { body } = await listAttendees(eventId, { signal, patience: quiet ? 1 : undefined }, cursor);
      items.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor && items.length < Math.max(1, wanted)); // a page can be empty: the seats given back are left out of it
    if (mine !== generation) {
      return;
    }

    owned.add(who.sub, eventId);
    status.clear();
    rows.replaceChildren(...items.map(row));
    shown = items.length;
    foot.replaceChildren(...(cursor ? [more(cursor)] : []));
    if (shown === 0) {
      status.show('quiet', h('p', {}, 'Nobody yet. Sign-ups show here as they come in.'));
    }
  }

  function more(cursor) {
    const button = h('button', { class: 'button quiet', type: 'button' }, 'Show more');
    button.addEventListener('click', busyWhile(button, 'Reading …', () => guard(async () => {
      const { body } = await listAttendees(eventId, { signal }, cursor);
      const added = body.items.map(row);
      rows.append(...added);
      shown += added.length;
      announce(`${plural(added.length, 'more attendee', 'more attendees')}`);
      foot.replaceChildren(...(body.nextCursor ? [more(body.nextCursor)] : []));
      if (added[0]) {
        focusOn(added[0]);
      }
    })));
    return button;
  }

  function row(person) {
    const remove = h('button', { class: 'button small quiet danger-text', type: 'button', 'aria-label': `Remove ${person.name}` }, 'Remove');
    const hasTicket = Boolean(person.ticket?.code ?? person.ticketCode);
    const line = h('li', { class: 'person', 'data-attendee-id': person.id },
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(person.name)),
      h('span', { class: 'person-text' }, h('strong', {}, person.name), h('span', { class: 'person-mail' }, person.email)),
      hasTicket && h('span', { class: 'pill pill-quiet' }, 'Ticket sent'),
      remove);
    const work = busyWhile(remove, 'Removing …', () => guard(async () => {
      await removeAttendee(eventId, person.id, { signal }).catch((error) => {
        if (error.status !== 404) {
          throw error;
        }
      });
      line.remove();
      shown--;
      announce(`${person.name} has been removed.`);
      focusOn(heading);
      if (shown === 0) {
        await read({ quiet: true });
      }
    }));
    remove.addEventListener('click', async () => {
      if (await confirm({ title: `Remove ${person.name}?`, text: 'The seat becomes free at once and the ticket is no longer good.', yes: 'Remove', no: 'Keep' })) {
        await work();
      }
    });
    return line;
  }

  async function guard(work) {
    try {
      await work();
    } catch (error) {
      if (signal.aborted || error.code === 'session-ended') {
        return;
      }

      if (error.status === 404) {
        owned.remove(who.sub, eventId);
        rows.replaceChildren();
        foot.replaceChildren();
        reload.remove();
        status.show('bad', h('p', {}, 'This event belongs to another organiser, or does not exist.'));
        refused();
        return;
      }

      if (shown === 0) {
        rows.replaceChildren();
      }

      status.show('bad', h('p', {}, error.sentence ?? 'The attendees could not be read.'));
    }
  }

  reload.addEventListener('click', busyWhile(reload, 'Reading …', () => guard(() => read({ quiet: true }))));
  guard(read);
  return {
    element,
    onRefused: (listener) => {
      refused = listener;
    },
    /** Seats have changed: reads again, unless somebody is at a row's button. */
    changed: () => {
      if (!rows.contains(document.activeElement) && !document.querySelector('dialog[open]') && reload.isConnected) {
        guard(() => read({ quiet: true }));
      }
    },
  };
}

function initials(name) {
  const words = (name ?? '').trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('').toUpperCase();
}
