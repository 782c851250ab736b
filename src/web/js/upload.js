import { Problem } from './problems.js';

/**
 * Posts a file with a form's fields, past the desk. `fetch` cannot tell how far it is, so this is XMLHttpRequest.
 * @param {{ url: string, fields: Record<string, string> }} form
 * @param {(share: number) => void} onProgress from 0 to 1
 */
export function postForm({ url, fields }, file, { signal, onProgress }) {
  return new Promise((resolve, reject) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      data.append(name, value);
    }

    data.append('file', file); // last: what follows it is not read
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => lengthComputable && onProgress(loaded / total));
    request.addEventListener('load', () => (request.status < 300 ? resolve() : reject(new Problem(codeOf(request.responseText), request.status))));
    request.addEventListener('error', () => reject(new Problem('unreachable', 0)));
    request.addEventListener('abort', () => reject(signal.reason));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(data);
  });
}

// S3 answers with <Error><Code>EntityTooLarge</Code>…
const codeOf = (text) => new DOMParser().parseFromString(text, 'application/xml').querySelector('Code')?.textContent ?? 'upload-refused';
