import { acceptOffer, getPlace, leaveWaitlist } from '../desk.js';
import { announce, h } from '../dom.js';
import { busyWhile, confirm, messages, moment } from '../parts.js';
import { poll } from '../poll.js';
import { seats, waits } from '../store.js';

const ended = {
  declined: 'You have declined the seat; it goes to the next in line.',
  expired: 'The offer has run out, and the seat went to the next in line. You can join the waitlist again.',
  left: 'You have left the waitlist.',
  closed: 'The waitlist is closed: the event has begun, or this mail address has a seat already.',
};

/**
 * A place on an event's waitlist held in this browser: its number, the offer when it comes, and the seat it becomes.
 * `onSeat(seat)` and `onGone(text)` are told once; `tell(text)`, which is read out, whenever something happens.
 */
export function waitPlace(place, { signal, tell, onSeat, onGone }) {
  const title = h('h2', { class: 'wait-title' }, 'You are on the waitlist');
  const line = h('p', { class: 'wait-line' }, 'Your place is being written down …');
  const clock = h('p', { class: 'wait-clock', hidden: true });
  const status = messages();
  const accept = h('button', { class: 'button wide', type: 'button' }, 'Take the seat');
  const decline = h('button', { class: 'button quiet', type: 'button' }, 'Decline');
  const leave = h('button', { class: 'button quiet danger-text', type: 'button' }, 'Leave the waitlist');
  const offer = h('div', { class: 'wait-offer', hidden: true }, accept, decline);
  const element = h('section', { class: 'panel wait', 'aria-label': `Waitlist for ${place.title}`, 'data-entry-id': place.id },
    title, h('p', { class: 'hint' }, moment(place)), line, clock, status.element, offer, h('p', { class: 'actions' }, leave));
  const gone = new AbortController();
  signal.addEventListener('abort', () => gone.abort());
  const begun = performance.now();
  let last = null;
  let until = null;

  function end(text) {
    gone.abort();
    waits.remove(place.id);
    announce(text);
    onGone(text);
  }

  function promoted(body) {
    gone.abort();
    waits.remove(place.id);
    const seat = { eventId: place.eventId, id: body.registrationId, name: place.name, title: place.title, startsAt: place.startsAt, cancellationToken: place.cancellationToken };
    seats.put(seat);
    onSeat(seat);
  }

  /** Shows a state once; true when it is the last one. */
  function show(body) {
    const state = String(body.status).toLowerCase();
    if (state === 'promoted') {
      promoted(body);
      return true;
    }

    if (ended[state]) {
      end(ended[state]);
      return true;
    }

    const news = state !== last;
    const before = last;
    last = state;
    element.dataset.status = state;
    until = state === 'offered' && body.offeredUntil ? Date.parse(body.offeredUntil) : null;
    offer.hidden = state !== 'offered';
    leave.hidden = !['queued', 'failed', 'waiting'].includes(state);
    title.textContent = { failed: 'You have no place yet', offered: 'A seat is free for you', accepted: 'Your seat is on its way' }[state] ?? 'You are on the waitlist';
    line.replaceChildren(...{
      queued: [performance.now() - begun > 30_000 ? 'Writing down your place takes longer than usual; you may close this page and look again later.' : 'Your place is being written down …'],
      failed: ['Your place could not be written down. Leave the waitlist and join again, or look again later.'],
      waiting: ['Your number is ', h('strong', { 'data-position': body.position }, String(body.position)), '. Seats that are given back are offered to the lowest number first; keep this page at hand.'],
      offered: ['Somebody gave a seat back, and it is kept for you.'],
      accepted: ['Your seat is being confirmed …'],
    }[state] ?? [state]);
    showClock();
    if (!news) {
      return false;
    }

    if (state === 'waiting') {
      (before === null ? announce : tell)(`You are on the waitlist with number ${body.position}.`);
    } else if (state === 'offered') {
      tell('A seat was freed and is offered to you. Take it or decline it.');
    }

    return false;
  }

  function showClock() {
    clock.hidden = until === null;
    if (until !== null) {
      const seconds = Math.max(0, Math.round((until - Date.now()) / 1000));
      clock.textContent = seconds >= 3600
        ? `The offer stands until ${new Date(until).toLocaleTimeString([], { timeStyle: 'short' })}.`
        : `The offer stands for another ${seconds >= 60 ? `${Math.floor(seconds / 60)} min ` : ''}${seconds % 60} s.`;
    }
  }

  const ticking = setInterval(showClock, 1000);
  gone.signal.addEventListener('abort', () => clearInterval(ticking));
  poll(async () => {
    try {
      const { body } = await getPlace(place, { signal: gone.signal, patience: 1 });
      return show(body);
    } catch (error) {
      if (error.status === 404 && !gone.signal.aborted) {
        end('This place on the waitlist does not exist any more.');
        return true;
      }

      throw error;
    }
  }, { signal: gone.signal, every: (round) => (last === 'accepted' ? 800 : Math.min(3000, 700 * 1.2 ** round)) });

  accept.addEventListener('click', busyWhile(accept, 'Taking it …', async () => {
    status.clear();
    try {
      const { body } = await acceptOffer(place, { signal: gone.signal });
      show(body ?? { status: 'accepted' });
    } catch (error) {
      if (!gone.signal.aborted) {
        status.show('bad', h('p', {}, error.sentence ?? 'The seat could not be taken. Please try again.'));
      }
    }
  }));

  async function giveUp(text) {
    status.clear();
    try {
      await leaveWaitlist(place, { signal: gone.signal });
    } catch (error) {
      if (error.status !== 404) {
        if (!gone.signal.aborted) {
          status.show('bad', h('p', {}, error.sentence ?? 'That did not work. Please try again.'));
        }

        return;
      }
    }

    end(text);
  }

  decline.addEventListener('click', busyWhile(decline, 'Declining …', () => giveUp(ended.declined)));
  const leaveNow = busyWhile(leave, 'Leaving …', () => giveUp(ended.left));
  leave.addEventListener('click', async () => {
    const sure = await confirm({ title: 'Leave the waitlist?', text: 'Your number goes with it; joining again gives you a later one.', yes: 'Leave', no: 'Stay' });
    if (sure) {
      await leaveNow();
    }
  });

  return { element };
}
