import { call, drawKey } from './api.js';
import { postOnce } from './attempt.js';
import { renew, token } from './auth.js';
import { Problem } from './problems.js';

// The API, route by route.

const event = (id) => `v1/events/${encodeURIComponent(id)}`;
const registration = (seat) => `${event(seat.eventId)}/registrations/${encodeURIComponent(seat.id)}`;
const holder = (seat) => ({ 'Cancellation-Token': seat.cancellationToken });
const page = (limit, cursor) => `?${new URLSearchParams({ limit, ...(cursor ? { cursor } : {}) })}`;

export const listEvents = (options, cursor) => call(`v1/events${page(24, cursor)}`, options);

export const getEvent = (id, options) => call(event(id), options);

export const takeSeat = (eventId, person, options) =>
  postOnce(`seat.${eventId}`, `${event(eventId)}/registrations`, person, options);

export const getSeat = (seat, options) => call(registration(seat), { ...options, headers: holder(seat) });

export const giveSeatBack = (seat, options) =>
  call(registration(seat), { ...options, method: 'DELETE', headers: holder(seat) });

const place = (it) => `${event(it.eventId)}/waitlist/${encodeURIComponent(it.id)}`;

export const joinWaitlist = (eventId, person, options) =>
  postOnce(`wait.${eventId}`, `${event(eventId)}/waitlist`, person, options);

export const getPlace = (it, options) => call(place(it), { ...options, headers: holder(it) });

/** Takes the seat that is offered; asked again, it is taken once. */
export const acceptOffer = (it, options) =>
  call(`${place(it)}/acceptance`, { ...options, method: 'POST', headers: { ...holder(it), 'Idempotency-Key': drawKey() } });

/** Leaves the waitlist, or declines the seat that is offered. */
export const leaveWaitlist = (it, options) => call(place(it), { ...options, method: 'DELETE', headers: holder(it) });

export const createEvent = (fields, options) =>
  asOrganiser((auth) => postOnce('event', 'v1/events', fields, { ...options, headers: auth }));

export const listAttendees = (eventId, options, cursor) =>
  asOrganiser((auth) => call(`${event(eventId)}/attendees${page(20, cursor)}`, { ...options, headers: auth }));

export const removeAttendee = (eventId, id, options) =>
  asOrganiser((auth) =>
    call(`${event(eventId)}/attendees/${encodeURIComponent(id)}`, { ...options, method: 'DELETE', headers: auth }));

/** What happened, the newest first. */
export const listNotices = (eventId, options) =>
  asOrganiser((auth) => call(`${event(eventId)}/notices`, { ...options, headers: auth }));

export const startJob = (eventId, type, options) =>
  asOrganiser((auth) => postOnce(`job.${type}.${eventId}`, `${event(eventId)}/jobs`, { type }, { ...options, headers: auth }));

export const getJob = (id, options) =>
  asOrganiser((auth) => call(`v1/jobs/${encodeURIComponent(id)}`, { ...options, headers: auth }));

/** A form to post a picture with; each is an upload of its own, and the newest one counts. */
export const beginCover = (eventId, contentType, options) => {
  const key = drawKey();
  return asOrganiser((auth) => call(`${event(eventId)}/cover`, { ...options, method: 'POST', body: { contentType }, headers: { ...auth, 'Idempotency-Key': key } }));
};

/** Sends the organiser's token; one that the API refuses is renewed once, or the session ends. */
async function asOrganiser(send) {
  try {
    return await send({ Authorization: `Bearer ${await token()}` });
  } catch (error) {
    if (error instanceof Problem && error.status === 401 && error.code !== 'session-ended') {
      return await send({ Authorization: `Bearer ${await renew()}` });
    }

    throw error;
  }
}
