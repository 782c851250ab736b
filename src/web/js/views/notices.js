import { listNotices } from '../desk.js';
import { features } from '../features.js';
import { h } from '../dom.js';
import { poll } from '../poll.js';
import { noticeLog } from './news.js';

const jobs = {
  'attendee-export': 'The attendee list',
  badges: 'The badges',
  ticket: 'A ticket',
  'ticket-mail': 'The mail of a ticket',
  'waitlist-entry': 'A place on the waitlist',
};

const words = {
  'event-full': ({ capacity }) => `The event is full: all ${capacity} seats are taken.`,
  'seat-freed': ({ capacity, seatsLeft }) => (seatsLeft === 0
    ? 'A seat was given back, and none is left: whoever waits comes first.' // or it was taken again
    : `A seat is free again: ${seatsLeft} of ${capacity} are left.`),
  'job-failed': ({ jobType, reason }) => `${jobs[jobType] ?? jobType} could not be made and was given up: ${reason}.`,
};

/** What people are told by mail about an event, for its organiser: what has happened, and what happens while the page is open. */
export function noticesPanel(eventId, signal) {
  const hint = h('p', { class: 'hint' }, 'Nothing yet. What is told by mail shows here as it happens.');
  const log = noticeLog();
  const element = h('section', { class: 'panel notices-panel', hidden: true }, h('h2', {}, 'What happened'), hint);

  async function follow() {
    if (!(await features()).notifications) {
      return;
    }

    element.hidden = false;
    poll(async () => {
      try {
        const { body } = await listNotices(eventId, { signal, patience: 1 });
        hint.hidden = body.items.length > 0;
        log.show(body.items.map((notice) => ({ id: notice.id, at: new Date(notice.occurredAt), text: (words[notice.type] ?? (() => notice.type))(notice) })));
        if (!log.element.isConnected) {
          element.append(log.element);
        }
      } catch (error) {
        if (error.status === 404 || error.code === 'session-ended') {
          return true;
        }

        throw error;
      }
    }, { signal, every: () => 4000 });
  }

  follow();
  return { element };
}
