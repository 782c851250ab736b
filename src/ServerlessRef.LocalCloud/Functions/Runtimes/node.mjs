// Lambda's Node.js runtime in small: takes one event after the other from the Runtime API and hands it to the handler of the code's folder.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { existsSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { AWS_LAMBDA_RUNTIME_API: api, AWS_EXECUTION_ENV: runtime, LAMBDA_TASK_ROOT: folder, _HANDLER: handlerName } = process.env;

// No client with a time limit: the next event may be hours away.
function call(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(`http://${api}/2018-06-01/runtime/${path}`, { method, headers: { ...headers, "content-length": Buffer.byteLength(body ?? "") } }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts).toString() }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function report(path, error) {
  const errorType = error?.name ?? typeof error;
  return call(
    "POST",
    path,
    JSON.stringify({ errorType, errorMessage: error?.message ?? String(error), stackTrace: error?.stack?.split("\n").slice(1).map((line) => line.trim()) ?? [] }),
    { "content-type": "application/json", "lambda-runtime-function-error-type": errorType });
}

class RuntimeError extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

async function load() {
  const [wanted] = /\d+/.exec(runtime);
  const [running] = process.versions.node.split(".");
  if (running !== wanted) {
    throw new RuntimeError("Runtime.WrongVersion", `The function runs on Node.js ${wanted}, and this is ${process.versions.node}. Install Node.js ${wanted}, or let npm install the one package.json names.`);
  }

  const dot = handlerName.lastIndexOf(".");
  const [file, name] = [handlerName.slice(0, dot), handlerName.slice(dot + 1)];
  const found = [".js", ".mjs", ".cjs"].map((ending) => join(folder, file + ending)).find(existsSync);
  if (!found) {
    throw new RuntimeError("Runtime.ImportModuleError", `Error: Cannot find module '${file}'`);
  }

  const loaded = await import(pathToFileURL(found).href);
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== "function") {
    throw new RuntimeError("Runtime.HandlerNotFound", `${handlerName} is undefined or not exported`);
  }

  return handler;
}

function context(headers) {
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  return {
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

let handler;
try {
  handler = await load();
} catch (error) {
  await report("init/error", error);
  process.exit(1);
}

for (;;) {
  const { headers, body } = await call("GET", "invocation/next");
  const id = headers["lambda-runtime-aws-request-id"];
  process.env._X_AMZN_TRACE_ID = headers["lambda-runtime-trace-id"] ?? "";
  try {
    const answer = await handler(JSON.parse(body), context(headers));
    await call("POST", `invocation/${id}/response`, JSON.stringify(answer) ?? "null", { "content-type": "application/json" });
  } catch (error) {
    await report(`invocation/${id}/error`, error);
  }
}
