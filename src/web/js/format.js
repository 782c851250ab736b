const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' });
const month = new Intl.DateTimeFormat(undefined, { month: 'short' });
const count = new Intl.NumberFormat();

/** Local date and time of an event, for people: `{ day, clock, month, date }`. */
export function when(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return { day: 'Date to be announced', clock: '', month: '', date: '?' };
  }

  return { day: day.format(date), clock: clock.format(date), month: month.format(date), date: String(date.getDate()) };
}

export const number = (value) => count.format(value);

/** How full an event is: `open`, `few` (a tenth of the seats or ten, whichever is less) or `full`. */
export function fullness(event) {
  if (event.seatsLeft === 0) {
    return 'full';
  }

  return event.seatsLeft <= Math.max(1, Math.min(10, event.capacity / 10)) ? 'few' : 'open';
}

export const plural = (value, one, many) => `${number(value)} ${value === 1 ? one : many}`;
