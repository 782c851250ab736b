'use strict';
// Stands between the .NET side of jsii and its kernel and writes down what they say to each other, a line each.
// JSII_RUNTIME names this file; the real runtime was unpacked into the temporary folder, which is this run's alone.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const runtime = fs.readdirSync(os.tmpdir())
  .map((folder) => path.join(os.tmpdir(), folder, 'bin', 'jsii-runtime.js'))
  .find((file) => fs.existsSync(file));
const record = fs.openSync(process.env.SERVERLESSREF_RECORDING, 'w');
const kernel = spawn(process.execPath, [runtime], { stdio: ['pipe', 'pipe', 'inherit'] });

function pass(from, to) {
  let rest = '';
  from.setEncoding('utf8');
  from.on('data', (chunk) => {
    rest += chunk;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end + 1);
      rest = rest.slice(end + 1);
      fs.writeSync(record, line);
      to.write(line);
    }
  });
  from.on('end', () => to.end());
}

pass(process.stdin, kernel.stdin);
pass(kernel.stdout, process.stdout);
kernel.on('exit', (code) => process.exit(code ?? 1));
