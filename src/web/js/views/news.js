import { h } from '../dom.js';

/** What happened since the page was opened, newest first: what is told by mail, told here as it happens, and read out. */
export function newsList() {
  const list = h('ol', { class: 'news', reversed: true });
  const title = h('h2', { hidden: true }, 'What happened');
  // A log is read out as it grows, provided that it was there before: it is never hidden, only empty.
  const element = h('section', { class: 'news-box' }, title, h('div', { role: 'log', 'aria-label': 'What happened' }, list));

  function add(text) {
    title.hidden = false;
    const now = new Date();
    list.prepend(h('li', {}, h('time', { datetime: now.toISOString() }, now.toLocaleTimeString([], { timeStyle: 'short' })), ' ', text));
    while (list.children.length > 5) {
      list.lastElementChild.remove();
    }
  }

  return {
    element,
    tell: add,
    /** True when there was something to tell. */
    seatsChanged(before, after) {
      if (after.seatsLeft === 0 && before.seatsLeft > 0) {
        add('The last seat was taken.');
        return true;
      }

      if (after.seatsLeft > before.seatsLeft) {
        add(after.seatsLeft === 1 ? 'A seat was freed: one is left.' : `Seats were freed: ${after.seatsLeft} are left.`);
        return true;
      }

      return false;
    },
  };
}
