// cdk-nag's five packs over synthesized templates: JSON in on standard input, JSON out on standard output.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, NagRuleCompliance, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';

const packs = [AwsSolutionsChecks, ServerlessChecks, NIST80053R5Checks, PCIDSS321Checks, HIPAASecurityChecks];
const Unreadable = 'ServerlessRef-TemplateUnreadable';
const inputs = JSON.parse(await text(process.stdin));
const folder = mkdtempSync(join(tmpdir(), 'serverlessref-nag-'));
const rules = new Set();
const met = {};
const findings = [];

/** Notes, beside what the pack reports, which rules apply and are met: the packs themselves only name what is not. */
function noteMet(pack) {
  const applyRule = pack.applyRule.bind(pack);
  pack.applyRule = (params) => {
    const id = `${pack.readPackName}-${params.ruleSuffixOverride ?? params.rule.name}`;
    rules.add(id);
    let result;
    try {
      result = params.rule(params.node);
    } catch {
      // The pack itself reports a rule that throws.
    }
    if (result === NagRuleCompliance.COMPLIANT) {
      (met[id] ??= new Set()).add(params.node.node.id);
    }
    applyRule(params);
  };
  return pack;
}

try {
  inputs.forEach(({ name, template }, index) => {
    // CfnInclude takes neither CDK's own parameter nor rules.
    delete template.Rules;
    delete template.Parameters?.BootstrapVersion;
    const file = join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(template));
    const stack = new Stack(new App(), 'Stack');
    try {
      new CfnInclude(stack, 'Included', { templateFile: file });
    } catch (problem) {
      // A reference to nothing, for example. One such template must not keep the others from being checked, nor pass itself.
      findings.push({ template: name, rule: Unreadable, resource: 'Template', message: `cdk-nag cannot read this template, so none of its rules was applied: ${problem.message}` });
      return;
    }
    for (const Pack of packs) {
      for (const violation of noteMet(new Pack()).validateScope(stack).violations) {
        for (const { constructPath } of violation.violatingResources) {
          // Stack/Included/<logical id>; what the include adds below it is the same resource.
          findings.push({ template: name, rule: violation.ruleName, resource: constructPath.split('/')[2], message: violation.description });
        }
      }
    }
  });
} finally {
  rmSync(folder, { recursive: true });
}

process.stdout.write(JSON.stringify({
  findings,
  rules: rules.size,
  met: Object.fromEntries(Object.entries(met).map(([id, resources]) => [id, [...resources].sort()])),
}));
