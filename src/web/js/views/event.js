import { getEvent, joinWaitlist, takeSeat } from '../desk.js';
import { announce, focusOn, h } from '../dom.js';
import { features } from '../features.js';
import { fullness } from '../format.js';
import { busyWhile, check, field, leaf, messages, moment, seatMeter, showRefused, skeleton } from '../parts.js';
import { poll } from '../poll.js';
import { attempts, seats, waits } from '../store.js';
import { coverFrame } from './cover.js';
import { newsList } from './news.js';
import { ticket } from './ticket.js';
import { waitPlace } from './waitlist.js';

/** One event: its seats, live, and either the form that takes one, or the ticket of the seat held, or the place on the waitlist. */
export function showEvent(root, { signal, params: [id] }) {
  const heading = h('h1', {}, seats.of(id)?.title ?? 'Event');
  const whenLine = h('p', { class: 'lead' });
  const meter = seatMeter();
  const news = newsList();
  const side = h('div', { class: 'side' }, skeleton(1, 'skeleton-form'));
  const cover = coverFrame('(min-width: 60rem) 38rem, 100vw');
  const about = h('div', { class: 'event-about' }, cover.element, heading, whenLine, meter.element, news.element);
  root.append(
    h('p', { class: 'crumb' }, h('a', { href: '#/' }, h('span', { 'aria-hidden': 'true' }, '← '), 'All events')),
    h('div', { class: 'event' }, about, side));

  let last = null;
  let hasWaitlist = false;
  let form = null;
  poll(async () => {
    try {
      const [{ body }, has] = await Promise.all([getEvent(id, { signal, patience: 1 }), features()]);
      if (last === null) {
        hasWaitlist = has.waitlist;
        cover.element.after(leaf(body));
        cover.show(body);
        heading.textContent = body.title;
        document.title = `${body.title} · Sign-up desk`;
        whenLine.replaceChildren(moment(body));
        meter.show(body);
        last = body;
        showSide();
        return;
      }

      if (!news.seatsChanged(last, body) && fullness(last) !== fullness(body)) {
        announce('Only few seats are left.');
      }

      last = body;
      meter.show(body);
      cover.show(body);
      form?.seatsChanged(body);
    } catch (error) {
      if (error.status !== 404) {
        if (last === null && !signal.aborted) {
          whenLine.textContent = `${error.sentence ?? ''} Still trying …`;
        }

        throw error;
      }

      heading.textContent = 'No such event';
      whenLine.textContent = error.sentence;
      side.replaceChildren();
      meter.element.remove();
      return true;
    }
  }, { signal, every: () => 2500 });

  function showSide() {
    const seat = seats.of(id);
    if (seat) {
      form = null;
      side.replaceChildren(ticket(seat, { signal, onGivenBack: () => {
        showSide();
        form.say('good', 'Your seat is free for somebody else now. Thank you for giving it back.');
        form.focus();
      } }).element);
      return;
    }

    const place = waits.of(id);
    if (place) {
      form = null;
      side.replaceChildren(waitPlace(place, {
        signal,
        tell: news.tell,
        onSeat: showTaken,
        onGone: (text) => {
          showSide();
          form.say('quiet', text);
          form.focus();
        },
      }).element);
      return;
    }

    form = signUpForm(last, signal, {
      hasWaitlist,
      onTaken: showTaken,
      onWaiting: () => {
        showSide();
        focusOn(side.querySelector('.wait-title') ?? side);
      },
    });
    side.replaceChildren(form.element);
  }

  function showTaken(taken) {
    showSide();
    announce(`Your seat is confirmed, ${taken.name}. Your ticket is on its way.`);
    focusOn(side.querySelector('.ticket-title') ?? side);
  }
}

function signUpForm(event, signal, { hasWaitlist, onTaken, onWaiting }) {
  const waiting = (attempts.get(`seat.${event.id}`) ?? attempts.get(`wait.${event.id}`))?.body; // typed earlier and never answered
  const name = field('name', 'Name', { type: 'text', autocomplete: 'name', maxlength: 100, required: true, value: waiting?.name ?? '' });
  const email = field('email', 'Mail address', { type: 'email', autocomplete: 'email', inputmode: 'email', maxlength: 254, required: true, value: waiting?.email ?? '' }, 'One seat per address. It is used for nothing else.');
  const status = messages();
  const button = h('button', { class: 'button wide', type: 'submit' }, 'Take a seat');
  const title = h('h2', { id: 'sign-up-title' }, 'Sign up');
  const join = h('button', { class: 'button', type: 'button', hidden: true }, 'Join the waitlist');
  const element = h('form', { class: 'panel form', novalidate: true, 'aria-labelledby': title.id }, title, name.element, email.element, status.element, join, button);

  /** Sends what was typed; `kept` is told what the desk answered. */
  const sending = (clicked, label, send, kept) => busyWhile(clicked, label, async () => {
    status.clear();
    if (!check([
      [name, (value) => value.length > 0, 'Please enter your name.'],
      [email, (value) => /^[^\s@]+@[^\s@]+$/.test(value), 'Please enter a mail address, such as ada@example.com.'],
    ])) {
      return;
    }

    const person = { name: name.input.value.trim(), email: email.input.value.trim() };
    try {
      const { body } = await send(event.id, person, {
        signal,
        onWait: ({ problem, seconds }) => status.show('quiet', h('p', {}, problem.status === 0
          ? 'The desk cannot be reached.'
          : 'Many people are at the desk right now.', ` Your place is kept; trying again in ${seconds} s.`)),
      });
      kept({ eventId: event.id, id: body.id, name: body.name ?? person.name, title: event.title, startsAt: event.startsAt, cancellationToken: body.cancellationToken });
    } catch (error) {
      if (signal.aborted) {
        return;
      }

      status.clear();
      if (!showRefused(error, { name, email })) {
        status.show('bad', h('p', {}, error.sentence ?? 'Something went wrong on this page. Please try again.'));
        join.hidden = !hasWaitlist || (error.code !== 'event-full' && join.hidden);
        clicked.focus();
      }
    }
  });

  element.addEventListener('submit', sending(button, 'Taking your seat …', takeSeat, (seat) => {
    seats.put(seat);
    onTaken(seat);
  }));
  join.addEventListener('click', sending(join, 'Joining …', joinWaitlist, (place) => {
    waits.put(place);
    onWaiting();
  }));

  function seatsChanged(latest) {
    const full = latest.seatsLeft === 0;
    element.classList.toggle('is-full', full);
    join.hidden = !full || !hasWaitlist;
    title.textContent = full ? 'All seats are taken' : 'Sign up';
  }

  seatsChanged(event);
  return {
    element,
    seatsChanged,
    say: (kind, text) => status.show(kind, h('p', {}, text)),
    focus: () => focusOn(title),
  };
}
