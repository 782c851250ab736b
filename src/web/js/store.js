// What this browser remembers: the seats taken here, sign-ups still on their way, an organiser's events and jobs.
// A seat's cancellation token lives here only; whoever clears the browser's storage can no longer give the seat back.

const prefix = 'sign-up-desk.';
const listeners = new Set();
const memory = new Map(); // stands in where storage is blocked: things then last as long as the tab

function read(name, otherwise) {
  try {
    const text = localStorage.getItem(prefix + name);
    return text === null ? structuredClone(otherwise) : JSON.parse(text);
  } catch {
    return memory.get(name) ?? structuredClone(otherwise);
  }
}

function write(name, value) {
  memory.set(name, value);
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // Full or blocked: the copy in memory serves.
  }

  listeners.forEach((listener) => listener());
}

/** Calls `listener` whenever something remembered changes, in this tab or in another one. */
export function onChange(listener) {
  listeners.add(listener);
}

window.addEventListener('storage', (event) => {
  if (event.key === null || event.key.startsWith(prefix)) {
    listeners.forEach((listener) => listener());
  }
});

/** Seats taken in this browser: `{ eventId, id, name, title, startsAt, cancellationToken, code? }`, newest first. */
export const seats = {
  all: () => read('seats', []),
  of: (eventId) => seats.all().find((seat) => seat.eventId === eventId),
  put(seat) {
    write('seats', [seat, ...seats.all().filter((other) => other.id !== seat.id)]);
  },
  update(id, change) {
    write('seats', seats.all().map((seat) => (seat.id === id ? { ...seat, ...change } : seat)));
  },
  remove(id) {
    write('seats', seats.all().filter((seat) => seat.id !== id));
  },
};

/** Places on waitlists held in this browser: `{ eventId, id, name, title, startsAt, cancellationToken }`, newest first. */
export const waits = {
  of: (eventId) => read('waits', []).find((place) => place.eventId === eventId),
  put(place) {
    write('waits', [place, ...read('waits', []).filter((other) => other.id !== place.id)]);
  },
  remove(id) {
    write('waits', read('waits', []).filter((place) => place.id !== id));
  },
};

/** Attempts whose outcome is not known yet, by name: `{ key, body }`. A retry, even after a reload, sends the same key. */
export const attempts = {
  get: (name) => read('attempts', {})[name],
  put(name, attempt) {
    write('attempts', { ...read('attempts', {}), [name]: attempt });
  },
  remove(name) {
    const { [name]: _, ...rest } = read('attempts', {});
    write('attempts', rest);
  },
};

/** Ids of events this organiser (`sub`) is known to own, newest first. */
export const owned = {
  of: (sub) => read('owned', {})[sub] ?? [],
  add(sub, eventId) {
    const all = read('owned', {});
    write('owned', { ...all, [sub]: [eventId, ...(all[sub] ?? []).filter((id) => id !== eventId)].slice(0, 100) });
  },
  remove(sub, eventId) {
    const all = read('owned', {});
    write('owned', { ...all, [sub]: (all[sub] ?? []).filter((id) => id !== eventId) });
  },
};

/** Jobs started for an event, newest first: `{ id, type, startedAt }`. */
export const jobs = {
  of: (eventId) => read('jobs', {})[eventId] ?? [],
  add(eventId, job) {
    write('jobs', { ...read('jobs', {}), [eventId]: [job, ...jobs.of(eventId)].slice(0, 5) });
  },
  remove(eventId, id) {
    write('jobs', { ...read('jobs', {}), [eventId]: jobs.of(eventId).filter((job) => job.id !== id) });
  },
};

/** The upload of an event's cover last begun or seen here: `{ state, since }`, `begun`, `failed`, `sent` or `seen`, until the event's cover is pending no more. */
export const covers = {
  of: (eventId) => read('covers', {})[eventId],
  put(eventId, upload) {
    if (JSON.stringify(covers.of(eventId)) !== JSON.stringify(upload)) {
      write('covers', { ...read('covers', {}), [eventId]: upload });
    }
  },
  remove(eventId) {
    const { [eventId]: known, ...rest } = read('covers', {});
    if (known) {
      write('covers', rest);
    }
  },
};
