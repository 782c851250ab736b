// RFC 9457 problems, in words. The type is /problems/<code>; what has no sentence here shows the server's own.

const sentences = {
  'event-full': 'The last seat has just been taken. If someone gives theirs back, it shows here at once.',
  'event-not-full': 'A seat is free right now: you can take it at once.',
  'already-waiting': 'This mail address is on the waitlist already.',
  'offer-ended': 'The offer has run out; the seat went to the next in line.',
  'offer-accepted': 'You have taken this seat already. Give it back from your ticket if you cannot come.',
  'waitlist-entry-ended': 'Your place on the waitlist has ended. Please join again if you would like to come after all.',
  'waitlist-entry-not-found': 'This place on the waitlist does not exist any more.',
  'already-registered': 'There is already a seat for this mail address. One person takes one seat.',
  'idempotency-key-reused': 'This sign-up was changed while it was on its way. Nothing was done twice: please send it again.',
  'registration-cancelled': 'That seat has been given back. Please sign up again if you would like to come after all.',
  'event-started': 'This event has already begun.',
  'not-an-organiser': 'Your account is not an organiser’s. Ask an administrator to add it, then sign in again.',
  'not-found': 'This does not exist, or not any more.',
  'event-not-found': 'This event does not exist, or not any more.',
  'job-not-found': 'This export does not exist any more.',
  'registration-not-found': 'This seat does not exist any more.',
  'body-too-large': 'That is more text than fits.',
  unreachable: 'The desk cannot be reached. Check your connection.',
  unreadable: 'The answer of the desk could not be read. Please try again.',
  blocked: 'Too many requests came from your network, so it is paused for a few minutes.',
  'session-ended': 'Your session has ended. Please sign in again.',
};

const byStatus = {
  400: 'The desk could not read this. Please check what you entered.',
  401: 'Your session has ended. Please sign in again.',
  403: 'You may not do this.',
  404: 'This does not exist, or not any more.',
  409: 'This is not possible any more.',
  422: 'The desk could not accept this. Please check what you entered.',
  429: 'Many people are at the desk right now. Please try again in a moment.',
  503: 'The desk is busy right now. Please try again in a moment.',
  504: 'The desk took too long to answer. Please try again in a moment.',
};

export class Problem extends Error {
  /**
   * @param {string} code last part of the problem's type
   * @param {number} status HTTP status; 0 when no answer arrived
   * @param {{ detail?: string, retryAfter?: number, errors?: { field: string, detail: string }[] }} more retryAfter in seconds
   */
  constructor(code, status, { detail, retryAfter, errors = [] } = {}) {
    super(code);
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.retryAfter = retryAfter;
    this.errors = errors;
  }

  /** What people read. */
  get sentence() {
    if (sentences[this.code]) {
      return sentences[this.code];
    }

    // A refusal of what was typed says best itself what it did not like.
    if (this.status === 400 || this.status === 422) {
      const named = this.errors.map(({ field, detail }) => `“${field}” ${detail}`).join(' ');
      return named || this.detail || byStatus[this.status];
    }

    return byStatus[this.status] ?? this.detail ?? 'Something went wrong at the desk. Please try again.';
  }
}

export async function readProblem(response) {
  const retryAfter = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  const more = { retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter };
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.includes('json')) {
    // WAF answers at the edge in a form of its own.
    return new Problem(response.status === 403 ? 'blocked' : `http-${response.status}`, response.status, more);
  }

  try {
    const body = await response.json();
    const code = String(body.type ?? '').split('/').pop() || `http-${response.status}`;
    return new Problem(code, response.status, { ...more, detail: body.detail ?? body.title, errors: Array.isArray(body.errors) ? body.errors : [] });
  } catch {
    return new Problem(`http-${response.status}`, response.status, more);
  }
}
