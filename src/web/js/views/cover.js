import { beginCover } from '../desk.js';
import { announce, h } from '../dom.js';
import { features } from '../features.js';
import { messages } from '../parts.js';
import { covers } from '../store.js';
import { postForm } from '../upload.js';

const types = ['image/avif', 'image/gif', 'image/jpeg', 'image/png', 'image/tiff', 'image/webp'];
const maxBytes = 10 * 1024 * 1024;

// What the browser was told about the last upload may be this old: the event is kept for a second on its way.
const staleFor = 1500;

// A form is followed by its file at once, and a file is seen seconds after it came: what is pending for longer, and was not sent from here, did not arrive.
const arrivesWithin = 60_000;

const notArrivedText = 'Your last choice did not arrive; choose the picture again.';
const sentText = 'Sent. The pictures are being made …';

const reasons = {
  damaged: 'The file is damaged or ends too early. Please send it again, or another one.',
  empty: 'The file is empty.',
  'not-an-image': 'The file is no picture.',
  'several-pictures': 'The file holds an animation or several pictures. Please send a single one.',
  'too-large': 'The file is larger than 10 MB.',
  'too-many-pixels': 'The picture has more than 100 megapixels. Please send a smaller one.',
  'unsupported-format': 'This kind of picture is not taken: HEIC, SVG and raw files are not. JPEG, PNG, WebP, AVIF, TIFF and GIF are.',
  'not-processed': 'No picture arrived, or it could not be prepared in time. Please send it again.',
};

/** The pictures of an event's cover in the sizes a browser chooses from; null when there are none. */
export function coverPicture({ pictures } = { pictures: [] }, sizes = '100vw') {
  if (!pictures?.length) {
    return null;
  }

  const set = (kind) => pictures.map((picture) => `${picture[kind]} ${picture.width}w`).join(', ');
  const largest = pictures.at(-1);
  return h('picture', { class: 'cover', 'data-cover': largest.jpeg },
    h('source', { type: 'image/webp', srcset: set('webp'), sizes }),
    h('img', { src: largest.jpeg, srcset: set('jpeg'), sizes, width: largest.width, height: largest.height, alt: '', decoding: 'async' }));
}

/** A place for a cover that follows its event; empty where there are no covers, also of events that had one. */
export function coverFrame(sizes) {
  const element = h('div', { class: 'cover-frame', hidden: true });
  let shown;
  return {
    element,
    async show({ cover }) {
      const now = (await features()).covers ? cover?.pictures?.at(-1)?.jpeg : undefined;
      if (now !== shown) {
        shown = now;
        element.hidden = !now;
        element.replaceChildren(...[coverPicture(cover, sizes)].filter(Boolean));
      }
    },
  };
}

/** The organiser's panel: choose a picture, see it, follow it until it is shown or refused. */
export function coverPanel(eventId, signal) {
  const status = messages();
  const frame = coverFrame('(min-width: 60rem) 30rem, 100vw');
  const preview = h('canvas', { class: 'cover', role: 'img', 'aria-label': 'Preview', hidden: true });
  const fill = h('span', {});
  const bar = h('div', { class: 'progress', role: 'progressbar', 'aria-label': 'Upload', 'aria-valuemin': '0', 'aria-valuemax': '100', hidden: true }, fill);
  const input = h('input', { class: 'visually-hidden', type: 'file', id: 'cover-file', accept: types.join(',') });
  const label = h('label', { class: 'button', for: 'cover-file' }, 'Choose a picture');
  const element = h('section', { class: 'panel cover-panel', hidden: true },
    h('h2', {}, 'Cover'),
    h('p', { class: 'hint' }, 'A picture of at most 10 MB. Where it was taken and with what is removed.'),
    frame.element, preview, bar, status.element,
    h('p', { class: 'actions' }, input, label));

  features().then(({ covers: offered }) => {
    element.hidden = !offered;
  });

  let turn = 0; // a second choice takes over from the first
  let ignoreUntil = 0;
  let waiting = false;
  let failed = false; // what the last choice failed of is on the page, and stays there until the next choice
  let last;

  input.addEventListener('change', async () => {
    const [file] = input.files;
    input.value = ''; // so that the same file can be chosen again
    if (file) {
      await send(file, ++turn);
    }
  });

  async function send(file, mine) {
    status.clear();
    waiting = false;
    failed = false;
    if (!types.includes(file.type)) {
      refuse('unsupported-format');
      return;
    }

    if (file.size > maxBytes) {
      refuse('too-large');
      return;
    }

    showPreview(file, mine);
    progress(0);
    let form;
    try {
      ({ body: form } = await beginCover(eventId, file.type, { signal }));
      covers.put(eventId, { state: 'begun', since: Date.now() });
      await postForm(form, file, { signal, onProgress: (share) => mine === turn && progress(share) });
      if (mine === turn) {
        progress(1);
        waiting = true;
        ignoreUntil = Date.now() + staleFor;
        last = undefined;
        covers.put(eventId, { state: 'sent', since: Date.now() });
        status.show('quiet', h('p', {}, sentText));
      }
    } catch (error) {
      if (!signal.aborted && mine === turn) {
        settle();
        failed = true;
        if (form) {
          ignoreUntil = Date.now() + staleFor;
          covers.put(eventId, { state: 'failed', since: Date.now() });
        }

        status.show('bad', h('p', {}, form ? notArrived(error) : error.sentence ?? 'The picture could not be sent. Please try again.'));
      }
    }
  }

  // Drawn, not linked: the page's rules for pictures stay as they are.
  async function showPreview(file, mine) {
    try {
      const bitmap = await createImageBitmap(file, { resizeWidth: 640, resizeQuality: 'medium' });
      if (mine === turn && !bar.hidden) {
        [preview.width, preview.height] = [bitmap.width, bitmap.height];
        preview.getContext('2d').drawImage(bitmap, 0, 0);
        preview.hidden = false;
        frame.element.hidden = true;
      }

      bitmap.close();
    } catch {
      preview.hidden = true; // not every browser knows every kind; the answer tells
    }
  }

  function progress(share) {
    bar.hidden = false;
    const percent = Math.round(share * 100);
    bar.setAttribute('aria-valuenow', String(percent));
    bar.dataset.percent = String(percent);
    fill.style.setProperty('width', `${percent}%`);
  }

  function settle() {
    waiting = false;
    bar.hidden = true;
    preview.hidden = true;
    frame.element.hidden = frame.element.childElementCount === 0;
  }

  /** What a pending upload means that this page does not wait for: begun before the page was opened, or in another browser. */
  function pendingText() {
    const known = covers.of(eventId) ?? { state: 'seen', since: Date.now() };
    covers.put(eventId, known);
    if (known.state === 'sent') {
      return sentText;
    }

    return known.state === 'failed' || Date.now() - known.since > arrivesWithin ? notArrivedText : 'A picture was begun and is awaited.';
  }

  function refuse(reason) {
    settle();
    status.show('bad', h('p', { 'data-cover-reason': reason }, reasons[reason] ?? 'The picture was refused. Please send another one.'));
    announce(reasons[reason] ?? 'The picture was refused.');
  }

  return {
    element,
    /** True while an answer is awaited. */
    isWaiting: () => waiting,
    show(event) {
      const { cover } = event;
      if (!cover || Date.now() < ignoreUntil || !(bar.hidden || waiting)) {
        return;
      }

      element.dataset.status = cover.status;
      frame.show(event);
      const awaited = cover.status === 'pending' && !waiting ? pendingText() : '';
      const state = `${cover.status} ${cover.reason} ${awaited}`;
      if (state === last) {
        return;
      }

      const first = last === undefined && !waiting;
      last = state;
      if (cover.status !== 'pending') {
        covers.remove(event.id);
      }

      if (failed && (first || cover.status === 'pending')) {
        return; // the upload that failed, or what was there before it
      }

      if (cover.status === 'rejected') {
        refuse(cover.reason);
      } else if (cover.status === 'ready') {
        settle();
        status.clear();
        if (!first) {
          announce('The cover is shown now.');
        }
      } else if (awaited) {
        status.show(awaited === notArrivedText ? 'bad' : 'quiet', h('p', {}, awaited));
      }
    },
  };
}

/** Why a file did not reach its bucket; S3 says it in codes of its own. */
function notArrived({ code, status }) {
  if (code === 'EntityTooLarge') {
    return reasons['too-large'];
  }

  return status === 0
    ? 'The picture did not arrive: the connection broke off. Please choose it again.'
    : `The picture did not arrive: the storage refused it (${code}). Please choose it again.`;
}
