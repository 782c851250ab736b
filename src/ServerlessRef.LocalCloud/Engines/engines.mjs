// Runs the engines that keep the local cloud's state, on loopback only, until standard input closes.
// Arguments: folder of npm modules, then optionally a folder to persist in.
// Answers one line of JSON on standard output: {"dynamodb": port, "fauxqs": port}.
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// fauxqs needs node:sqlite, which came with 22.5.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 5)) {
  process.stdout.write(`${JSON.stringify({ tooOld: process.versions.node })}\n`);
  process.exit(3);
}

const host = "127.0.0.1";
const [modules, persist] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));

// Whoever started this process holds the other end: it closes even when that process is killed.
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));
process.stdin.resume();
// Ctrl+C reaches the whole process group; the host ends first and then closes standard input.
process.on("SIGINT", () => {});

function dynamodb() {
  const path = persist && join(persist, "dynamodb");
  if (path) {
    mkdirSync(path, { recursive: true });
  }
  const server = require("dynalite")({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.keepAliveTimeout = 0;
    server.listen(0, host, () => resolve(server.address().port));
  });
}

// fauxqs's own start function listens on all interfaces; its parts let us choose.
async function fauxqs() {
  const part = (name) => import(pathToFileURL(join(modules, "fauxqs", "dist", name)).href);
  const [{ buildApp }, { SqsStore }, { SnsStore }, { S3Store }] = await Promise.all(
    ["app.js", "sqs/sqsStore.js", "sns/snsStore.js", "s3/s3Store.js"].map(part));
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  if (persist) {
    const { PersistenceManager } = await part("persistence.js");
    const saved = new PersistenceManager(join(persist, "fauxqs"));
    saved.load(stores.sqsStore, stores.snsStore, stores.s3Store);
    // Only after loading: writing through while loading would delete what is loaded.
    stores.sqsStore.persistence = saved;
    stores.snsStore.persistence = saved;
    stores.s3Store.persistence = saved;
    for (const queue of stores.sqsStore.allQueues()) {
      queue.persistence = saved;
    }
  }
  const app = buildApp({ logger: false, stores });
  app.server.keepAliveTimeout = 0;
  return Number(new URL(await app.listen({ port: 0, host })).port);
}

const [dynamodbPort, fauxqsPort] = await Promise.all([dynamodb(), fauxqs()]);
process.stdout.write(`${JSON.stringify({ dynamodb: dynamodbPort, fauxqs: fauxqsPort })}\n`);
