import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { processBatch } from './batch.mjs';
import { CoverRow } from './cover-row.mjs';
import { CoverUpload } from './cover-upload.mjs';
import { Objects } from './objects.mjs';

// Made in INIT, kept between invocations.
const setting = (name) => process.env[name]
  ?? (() => { throw new Error(`The environment variable ${name} is not set. The stack sets it: deploy the template this code belongs to.`); })();
const uploads = setting('UPLOAD_BUCKET');

// An endpoint that is an address has no room for a bucket's name in front.
const forcePathStyle = /^http:\/\/[0-9.]+(:|\/|$)/.test(process.env.AWS_ENDPOINT_URL_S3 ?? '');
const objects = new Objects(new S3Client({ forcePathStyle, maxAttempts: 3 }), uploads, setting('MEDIA_BUCKET'));
const row = new CoverRow(new DynamoDBClient({ maxAttempts: 3 }), setting('TABLE_NAME'));
const upload = new CoverUpload(objects, row, log);

/** Takes a batch of the upload queue; what failed is named and comes again. */
export const handler = (event) => processBatch(event, uploads, (each) => upload.process(each), log);

function log(level, message, fields) {
  console[level](JSON.stringify({ level, message, ...fields }));
}
