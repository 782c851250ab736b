import { barcode } from '../barcode.js';
import { getSeat, giveSeatBack } from '../desk.js';
import { announce, h } from '../dom.js';
import { busyWhile, confirm, messages, moment } from '../parts.js';
import { poll } from '../poll.js';
import { seats } from '../store.js';

/** The ticket of a seat held in this browser; waits for its code to be issued. */
export function ticket(seat, { signal, onGivenBack }) {
  const stub = h('div', { class: 'ticket-stub' });
  const hint = h('p', { class: 'ticket-hint', role: 'status' });
  const status = messages();
  const back = h('button', { class: 'button quiet danger-text', type: 'button' }, 'Give the seat back');
  const print = h('button', { class: 'button quiet', type: 'button', hidden: true }, 'Print');
  const paper = h('article', { class: 'ticket', 'aria-label': `Ticket for ${seat.title}`, 'data-registration-id': seat.id },
    h('div', { class: 'ticket-main' },
      h('p', { class: 'ticket-kicker' }, 'Admit one'),
      h('h2', { class: 'ticket-title' }, seat.title),
      h('p', { class: 'ticket-when' }, moment(seat)),
      h('p', { class: 'ticket-name' }, h('span', { class: 'visually-hidden' }, 'For '), seat.name)),
    stub);
  const element = h('div', { class: 'ticket-holder' }, h('div', { class: 'ticket-frame' }, paper), hint, status.element, h('p', { class: 'actions' }, print, back));
  const gone = new AbortController();
  signal.addEventListener('abort', () => gone.abort());

  function showCode(code, arrived) {
    const bars = barcode(code);
    stub.replaceChildren(
      h('p', { class: 'ticket-code-label' }, 'Ticket'),
      h('p', { class: 'ticket-code', 'data-ticket-code': code }, code),
      ...(bars ? [h('div', { class: 'ticket-bars' }, bars)] : []));
    paper.classList.toggle('arrived', arrived);
    paper.classList.add('issued');
    print.hidden = false;
    hint.textContent = 'Kept in this browser. Show the code at the door.';
    if (arrived) {
      announce(`Your ticket has arrived. Its code is ${[...code].join(' ')}.`);
    }
  }

  function remove(text) {
    gone.abort();
    seats.remove(seat.id);
    if (text) {
      announce(text);
    }

    onGivenBack();
  }

  if (seat.code) {
    showCode(seat.code, false);
  } else {
    stub.append(h('p', { class: 'ticket-code-label' }, 'Ticket'), h('div', { class: 'printing', 'aria-hidden': 'true' }));
    hint.textContent = 'Your seat is confirmed. The ticket is being written …';
  }

  const begun = performance.now();
  poll(async () => {
    try {
      const { body } = await getSeat(seat, { signal: gone.signal, patience: 1 });
      if (body.status === 'cancelled') {
        remove('This seat has been given back.');
        return true;
      }

      if (body.ticket?.code) {
        seats.update(seat.id, { code: body.ticket.code });
        if (!seat.code) {
          showCode(body.ticket.code, true);
        }

        return true;
      }

      if (performance.now() - begun > 30_000) {
        hint.textContent = 'Your seat is confirmed. The ticket takes longer than usual and comes by itself; you may close this page and look again later.';
      }
    } catch (error) {
      if (error.status === 404 && !gone.signal.aborted) {
        remove('This seat does not exist any more.');
        return true;
      }

      throw error;
    }
  }, { signal: gone.signal, every: (round) => Math.min(8000, 600 * 1.3 ** round) });

  print.addEventListener('click', () => window.print());
  const giveBack = busyWhile(back, 'Giving it back …', async () => {
    try {
      await giveSeatBack(seat, { signal: gone.signal });
    } catch (error) {
      if (error.status !== 404) {
        if (!gone.signal.aborted) {
          status.show('bad', h('p', {}, error.sentence ?? 'The seat could not be given back. Please try again.'));
        }

        return;
      }
    }

    remove('You have given your seat back.');
  });
  back.addEventListener('click', async () => {
    const sure = await confirm({
      title: 'Give your seat back?',
      text: `Somebody else can then take it, and your ticket for “${seat.title}” is no longer good.`,
      yes: 'Give it back',
      no: 'Keep it',
    });
    if (sure) {
      await giveBack();
    }
  });

  return { element };
}
