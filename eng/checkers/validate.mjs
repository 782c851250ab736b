// CloudFormation's own validator, as aws-cdk-lib bundles it, with Control Tower's Guard rules: JSON in, JSON out.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

const require = createRequire(import.meta.url);
// A dependency of aws-cdk-lib, not of ours: the validator that runs here is the one that runs in each synth.
const { CompositeEngine, RuleFile, TemplateContent } = createRequire(require.resolve('aws-cdk-lib/package.json'))('@aws/cloudformation-validate');
const guard = join(dirname(require.resolve('@cdklabs/cdk-validator-cfnguard/package.json')), 'rules', 'control-tower', 'cfn-guard');
const guardRules = readdirSync(guard, { recursive: true }).filter((file) => file.endsWith('.guard')).sort().map((file) => new RuleFile(join(guard, file)));

// What CDK's own use of the validator leaves out: remarks on how a template is written, which CDK does.
const style = ['W3005', 'W1020', 'I4010', 'W4011', 'W4012', 'W9002', 'W9013', 'W1103'];

const inputs = JSON.parse(await text(process.stdin));
const engine = new CompositeEngine({ guardRules });
const findings = new Map();
try {
  for (const { name, template } of inputs) {
    const { diagnostics } = engine.validateTemplate(new TemplateContent(JSON.stringify(template), name), {
      detailLevel: 'STANDARD',
      severityLevel: 'WARN',
      exclude: { ids: style },
    });
    // A Guard rule says each of its clauses that failed, and then itself without a resource when none could be named.
    const named = new Set(diagnostics.filter((each) => each.entity?.logicalId).map((each) => each.ruleId));
    for (const { ruleId, message, entity } of diagnostics) {
      const resource = entity?.logicalId ?? (named.has(ruleId) ? undefined : '(template)');
      const key = JSON.stringify([name, ruleId, resource]);
      if (resource !== undefined && !findings.has(key)) {
        findings.set(key, { template: name, rule: ruleId, resource, message });
      }
    }
  }
  process.stdout.write(JSON.stringify({ findings: [...findings.values()], rules: guardRules.length, met: {} }));
} finally {
  engine.free();
}
