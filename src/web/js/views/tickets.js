import { focusOn, h } from '../dom.js';
import { empty } from '../parts.js';
import { seats } from '../store.js';
import { ticket } from './ticket.js';

/** Every seat taken in this browser. */
export function showTickets(root, { signal, refresh }) {
  const held = seats.all();
  const heading = h('h1', {}, 'Your tickets');
  root.append(h('div', { class: 'hero' }, heading, h('p', { class: 'lead' }, 'Kept in this browser and nowhere else on the web.')));
  if (held.length === 0) {
    root.append(empty('No tickets yet', 'Take a seat at an event, and its ticket waits for you here.', h('a', { class: 'button', href: '#/' }, 'See the events')));
    return;
  }

  root.append(h('ul', { class: 'ticket-list', 'aria-label': 'Tickets' }, held.map((seat) =>
    h('li', {}, ticket(seat, { signal, onGivenBack: () => {
      refresh();
      focusOn(document.querySelector('main h1'));
    } }).element))));
}
