using ServerlessRef.LocalCloud.Tests.Template;

namespace ServerlessRef.LocalCloud.Tests.Resources;

public sealed class StepFunctionsTests : IDisposable
{
    private readonly TestAssembly _assembly = new TestAssembly().Function("Promote")
        .Resource("FlowRole", """{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"states.amazonaws.com"}}]}}}""")
        .Resource("RuleRole", """{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"}}]}}}""")
        .Resource("Flow", """
            {"Type":"AWS::StepFunctions::StateMachine","Properties":{"RoleArn":{"Fn::GetAtt":["FlowRole","Arn"]},"StateMachineType":"STANDARD","TracingConfiguration":{"Enabled":true},
             "DefinitionString":{"Fn::Join":["",["{\"StartAt\":\"Offer\",\"TimeoutSeconds\":60,\"States\":{\"Offer\":{\"Type\":\"Task\",\"Resource\":\"arn:",{"Ref":"AWS::Partition"},":states:::lambda:invoke\",\"Parameters\":{\"FunctionName\":\"${Function}\",\"Payload.$\":\"$\"},\"End\":true}}}"]]},
             "DefinitionSubstitutions":{"Function":{"Fn::GetAtt":["Promote","Arn"]}}}}
            """)
        .Resource("Bus", """{"Type":"AWS::Events::EventBus","Properties":{"Name":"notices"}}""")
        .Resource("Rule", """
            {"Type":"AWS::Events::Rule","Properties":{"EventBusName":{"Ref":"Bus"},"EventPattern":{"source":["here"]},"Targets":[{"Id":"T","Arn":{"Ref":"Flow"},"RoleArn":{"Fn::GetAtt":["RuleRole","Arn"]}}]}}
            """);

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void StateMachine_is_read_with_its_definition_and_role()
    {
        var cloud = _assembly.Load();
        var machine = Assert.Single(cloud.StateMachines);

        Assert.Equal(("Flow", $"arn:aws:states:eu-central-1:000000000000:stateMachine:{machine.Name}", TimeSpan.FromMinutes(1)), (machine.DisplayName, machine.Arn, machine.Definition.Timeout));
        Assert.Equal([cloud.Functions[0].Arn], machine.Definition.Functions);
        Assert.Equal(cloud.Roles.Single(role => role.TrustedServices.Contains("states.amazonaws.com")).Arn, machine.RoleArn);
        Assert.Equal((machine.Arn, cloud.Roles.Single(role => role.TrustedServices.Contains("events.amazonaws.com")).Arn), cloud.EventRules[0].Targets.Select(target => (target.Arn, target.RoleArn)).Single());
    }

    [Theory]
    [InlineData("Flow", "StateMachineType", "\"EXPRESS\"", "\"EXPRESS\" is not emulated; accepted: STANDARD")]
    [InlineData("Flow", "DefinitionString", "\"{\"", "is not valid JSON")]
    [InlineData("Flow", "DefinitionString", "\"{\\\"StartAt\\\":\\\"A\\\",\\\"States\\\":{\\\"A\\\":{\\\"Type\\\":\\\"Map\\\"}}}\"", "the type \"Map\" is not emulated")]
    [InlineData("Flow", "DefinitionS3Location", "{\"Bucket\":\"b\",\"Key\":\"k\"}", "DefinitionS3Location")]
    [InlineData("Flow", "DefinitionSubstitutions.Function", "\"arn:aws:lambda:eu-central-1:000000000000:function:nobody\"", "Function not found")]
    [InlineData("FlowRole", "AssumeRolePolicyDocument.Statement.0.Principal.Service", "\"lambda.amazonaws.com\"", "authorized to assume the provided role")]
    [InlineData("RuleRole", "AssumeRolePolicyDocument.Statement.0.Principal.Service", "\"lambda.amazonaws.com\"", "cannot be assumed by EventBridge")]
    [InlineData("Rule", "Targets.0.RoleArn", null, "is required for a state machine")]
    [InlineData("Rule", "Targets.0.Arn", "\"arn:aws:states:eu-central-1:000000000000:stateMachine:other\"", "is no state machine of the assembly")]
    public void What_is_not_emulated_or_AWS_refuses_is_refused_by_name(string resource, string property, string? value, string problem) =>
        Assert.Contains(problem, string.Join('\n', _assembly.Set(resource, property, value).Problems()), StringComparison.Ordinal);
}
