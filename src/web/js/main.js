import { completeSignIn, onSession } from './auth.js';
import { announce, focusOn, h } from './dom.js';
import { note } from './parts.js';
import { onChange, seats } from './store.js';
import { showEvent } from './views/event.js';
import { showEvents } from './views/events.js';
import { showManage } from './views/manage.js';
import { showOrganise } from './views/organise.js';
import { showTickets } from './views/tickets.js';

// Addresses are fragments, so that any static host serves every one of them.
const routes = [
  [/^#?\/?$/, 'events', showEvents],
  [/^#\/events\/([^/]+)$/, 'events', showEvent],
  [/^#\/tickets$/, 'tickets', showTickets],
  [/^#\/organise$/, 'organise', showOrganise],
  [/^#\/organise\/([^/]+)$/, 'organise', showManage],
];

const main = document.getElementById('main');
let leaving = new AbortController();
let first = true;

/** Shows the view of the current address; whatever the last one was doing is ended by its signal. */
function show({ moveFocus = true } = {}) {
  leaving.abort();
  leaving = new AbortController();
  const [match, area, view] = routes.map(([pattern, ...rest]) => [location.hash.match(pattern), ...rest]).find(([found]) => found)
    ?? [[], 'events', showLost];
  for (const link of document.querySelectorAll('[data-nav]')) {
    link.toggleAttribute('aria-current', link.dataset.nav === area);
    if (link.dataset.nav === area) {
      link.setAttribute('aria-current', 'page');
    }
  }

  const root = h('div', { class: `view view-${area}` });
  main.replaceChildren(root);
  view(root, { signal: leaving.signal, params: match.slice(1).map(decodeURIComponent), refresh: () => show({ moveFocus: false }) });
  const heading = root.querySelector('h1');
  document.title = heading && area !== 'events' ? `${heading.textContent} · Sign-up desk` : 'Sign-up desk';
  if (moveFocus && !first) {
    window.scrollTo(0, 0);
    focusOn(heading ?? main);
  }

  first = false;
}

function showLost(root) {
  root.append(
    h('h1', {}, 'Nothing here'),
    h('p', { class: 'lead' }, 'This address leads nowhere. ', h('a', { href: '#/' }, 'See the events'), '.'));
}

function showTicketCount() {
  const count = seats.all().length;
  const badge = document.getElementById('ticket-count');
  badge.hidden = count === 0;
  badge.replaceChildren(String(count), h('span', { class: 'visually-hidden' }, count === 1 ? ' ticket held' : ' tickets held'));
}

function showConnection() {
  document.getElementById('offline').hidden = navigator.onLine;
}

document.getElementById('skip').addEventListener('click', (event) => {
  // The fragment is the address of a view; it must not become #main.
  event.preventDefault();
  focusOn(main);
});
window.addEventListener('hashchange', () => show());
window.addEventListener('online', showConnection);
window.addEventListener('offline', showConnection);
onChange(showTicketCount);
showTicketCount();
showConnection();

try {
  await completeSignIn();
  show();
} catch (error) {
  location.replace('#/organise');
  show();
  main.prepend(note('bad', h('p', {}, error.sentence ?? error.message)));
  announce(error.sentence ?? error.message);
}

onSession(() => {
  if (location.hash.startsWith('#/organise')) {
    show();
  }
});
