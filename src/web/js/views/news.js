import { h } from '../dom.js';

/** Lines about what happened, newest first, the newest `most` of them. They are read out as they come, provided that the log was there before. */
function newsLog(most) {
  const list = h('ol', { class: 'news', reversed: true });
  const element = h('div', { role: 'log', 'aria-label': 'What happened' }, list);
  const shown = new Set();

  function insert(text, at, place) {
    const today = at.toDateString() === new Date().toDateString();
    const when = at.toLocaleString([], today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
    list.insertBefore(h('li', {}, h('time', { datetime: at.toISOString() }, when), ' ', text), list.children[place] ?? null);
    while (list.children.length > most) {
      list.lastElementChild.remove();
    }
  }

  return {
    element,
    add: (text) => insert(text, new Date(), 0),
    /** Brings in those of `items`, `{ id, text, at }` and newest first, that are not there yet. */
    show(items) {
      items.forEach(({ id, text, at }, place) => {
        if (!shown.has(id)) {
          shown.add(id);
          insert(text, at, place);
        }
      });
    },
  };
}

/** What happens to an event while its public page is open. */
export function newsList() {
  const title = h('h2', { hidden: true }, 'What happened');
  const log = newsLog(5); // never hidden, only empty: so it is read out from its first line on
  const tell = (text) => {
    title.hidden = false;
    log.add(text);
  };

  return {
    element: h('section', { class: 'news-box' }, title, log.element),
    tell,
    /** True when there was something to tell. */
    seatsChanged(before, after) {
      if (after.seatsLeft === 0 && before.seatsLeft > 0) {
        tell('The last seat was taken.');
        return true;
      }

      if (after.seatsLeft > before.seatsLeft) {
        tell(after.seatsLeft === 1 ? 'A seat was freed: one is left.' : `Seats were freed: ${after.seatsLeft} are left.`);
        return true;
      }

      return false;
    },
  };
}

/** The same for the notices of the API: those that are there already come with the log and are not read out. */
export const noticeLog = () => newsLog(20);
