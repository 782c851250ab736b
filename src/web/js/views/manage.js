import { organiser } from '../auth.js';
import { getEvent } from '../desk.js';
import { h } from '../dom.js';
import { leaf, moment, seatMeter } from '../parts.js';
import { poll } from '../poll.js';
import { attendeesPanel } from './attendees.js';
import { coverPanel } from './cover.js';
import { jobsPanel } from './jobs.js';
import { noticesPanel } from './notices.js';
import { signedInAs } from './organise.js';
import { signInPanel } from './sign-in.js';

/** One event, for the organiser who owns it: seats, attendees, cover, exports, what happened. */
export function showManage(root, { signal, params: [id] }) {
  const who = organiser();
  const heading = h('h1', {}, 'Your event');
  if (!who) {
    root.append(h('div', { class: 'hero' }, heading, h('p', { class: 'lead' }, 'Sign in to see who comes.')), signInPanel());
    return;
  }

  const whenLine = h('p', { class: 'lead' });
  const meter = seatMeter();
  const about = h('div', { class: 'event-about wide-about' }, h('div', {}, heading, whenLine), meter.element);
  const attendees = attendeesPanel(id, who, signal);
  const jobs = jobsPanel(id, signal);
  const cover = coverPanel(id, signal);
  const notices = noticesPanel(id, signal);
  root.append(
    signedInAs(who),
    h('p', { class: 'crumb' }, h('a', { href: '#/organise' }, h('span', { 'aria-hidden': 'true' }, '← '), 'Your events')),
    about,
    h('div', { class: 'manage' }, attendees.element, h('div', { class: 'manage-side' }, notices.element, cover.element, jobs.element)));
  attendees.onRefused(() => {
    jobs.element.remove();
    cover.element.remove();
    notices.element.remove();
  });

  let seatsLeft;
  let known = false;
  poll(async () => {
    try {
      const { body } = await getEvent(id, { signal, patience: 1 });
      if (!known) {
        known = true;
        heading.textContent = body.title;
        document.title = `${body.title} · Sign-up desk`;
        about.prepend(leaf(body));
        whenLine.append(
          moment(body),
          h('span', { class: 'lead-link' }, ' · ', h('a', { href: `#/events/${encodeURIComponent(id)}` }, 'public page')));
      } else if (seatsLeft !== body.seatsLeft) {
        attendees.changed();
      }

      seatsLeft = body.seatsLeft;
      meter.show(body);
      cover.show(body);
    } catch (error) {
      if (error.status !== 404) {
        throw error;
      }

      whenLine.textContent = error.sentence;
      return true;
    }
  }, { signal, every: () => (cover.isWaiting() ? 1000 : 4000) });
}
