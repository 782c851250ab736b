using System.Text.Json;
using ServerlessRef.Dev;
using ServerlessRef.LocalCloud.Observation;

namespace ServerlessRef.Architecture;

/// <summary>The comparison that `dotnet dev.cs test` ends with, over a template of one role.</summary>
public sealed class PrivilegeComparisonTests : IDisposable
{
    private const string Send = "sqs:SendMessage";
    private const string Log = "logs:PutLogEvents";

    private readonly string _folder = Directory.CreateTempSubdirectory("privileges-").FullName;

    [Fact]
    public void WhatIsUsedOrExplained_IsNoProblem_AndTheReportSaysWhich()
    {
        Record(Send, "Policy statement 1");

        var comparison = Compare(Template());

        Assert.Empty(comparison.Problems);
        Assert.Contains("| `sqs:SendMessage` | `Jobs/Queue` |  | used |", comparison.Report, StringComparison.Ordinal);
        Assert.Contains("| `logs:PutLogEvents` | `*` |  | Lambda writes |", comparison.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void AnActionNobodyUses_IsAProblem()
    {
        Record("sqs:ReceiveMessage", "Policy statement 1");

        var problem = Assert.Single(Compare(Template()).Problems);

        Assert.StartsWith("Api/Role: sqs:SendMessage on Jobs/Queue is allowed and no test uses it.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameActionOfAnotherStatement_IsNoUse()
    {
        Record(Send, "Policy statement 2");

        Assert.Contains(Compare(Template()).Problems, problem => problem.Contains("sqs:SendMessage on Jobs/Queue is allowed and no test uses it", StringComparison.Ordinal));
    }

    [Fact]
    public void AnExplainedActionThatIsUsed_IsAProblem()
    {
        Record(Send, "Policy statement 1");
        Record(Log, "Policy statement 2");

        Assert.Contains("and yet a test uses it", Assert.Single(Compare(Template()).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void AnExplanationOfWhatIsNotGranted_IsAProblem()
    {
        Record(Send, "Policy statement 1");

        Assert.Contains("UnseenUse explains xray:PutTraceSegments, which the role may not do", Assert.Single(Compare(Template("xray:PutTraceSegments")).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void AHelperThatIsNoLongerThere_IsAProblem()
    {
        Record(Send, "Policy statement 1");

        Assert.Contains("HelperRoles explains Custom", Assert.Single(Compare(Template(helper: "Custom")).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void ADeniedCall_IsAProblem()
    {
        Record(Send, "Policy statement 1");
        Record("sqs:PurgeQueue", statement: null);

        Assert.Contains("sqs:PurgeQueue was denied", Assert.Single(Compare(Template()).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatOtherTemplatesUsed_DoesNotCount()
    {
        Record(Send, "Policy statement 1");
        var other = Template().Replace("sqs:SendMessage", "sqs:ReceiveMessage", StringComparison.Ordinal);

        Assert.Throws<DevException>(() => Compare(other));
    }

    [Fact]
    public void ALineCutOffByAKill_IsPassedOver()
    {
        Record(Send, "Policy statement 1");
        File.AppendAllText(Path.Combine(_folder, "1.jsonl"), """{"roles":"half""");

        Assert.Empty(Compare(Template()).Problems);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Template(string? alsoExplained = null, string? helper = null) => $$"""
        {
          "Metadata": { "HelperRoles": { {{(helper is null ? "" : $"\"{helper}\": \"helps\"")}} } },
          "Resources": {
            "Role": {
              "Type": "AWS::IAM::Role",
              "Properties": { "AssumeRolePolicyDocument": {} },
              "Metadata": { "aws:cdk:path": "Stack/Api/Role/Resource", "UnseenUse/logs:PutLogEvents": "Lambda writes"{{(alsoExplained is null ? "" : $", \"UnseenUse/{alsoExplained}\": \"nothing\"")}} }
            },
            "Policy": {
              "Type": "AWS::IAM::Policy",
              "Properties": {
                "Roles": [ { "Ref": "Role" } ],
                "PolicyDocument": { "Statement": [
                  { "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": { "Fn::GetAtt": [ "Queue", "Arn" ] } },
                  { "Effect": "Allow", "Action": [ "logs:PutLogEvents" ], "Resource": "*" }
                ] }
              }
            },
            "Queue": { "Type": "AWS::SQS::Queue", "Metadata": { "aws:cdk:path": "Stack/Jobs/Queue/Resource" } }
          }
        }
        """;

    [Fact]
    public void WhatASenderOfMailAdds_IsComparedWithWhatItsCloudsDid_AndWithNothingElse()
    {
        Record(Send, "Policy statement 1");
        Record("ses:SendEmail", "Policy statement 3", Mailing);
        var used = Compare(Template(), Mailing);
        File.Delete(Path.Combine(_folder, "1.jsonl"));
        Record(Send, "Policy statement 1");
        Record(Send, "Policy statement 1", Mailing);
        var unused = Compare(Template(), Mailing);

        Assert.Empty(used.Problems);
        Assert.Contains("| `ses:SendEmail` | `*` |  | used |", used.Report, StringComparison.Ordinal);
        Assert.Contains("Api/Role: ses:SendEmail on * is allowed and no test uses it", Assert.Single(unused.Problems), StringComparison.Ordinal);
    }

    private static string Mailing => Template().Replace(
        """{ "Effect": "Allow", "Action": [ "logs:PutLogEvents" ], "Resource": "*" }""",
        """{ "Effect": "Allow", "Action": [ "logs:PutLogEvents" ], "Resource": "*" }, { "Effect": "Allow", "Action": "ses:SendEmail", "Resource": "*" }""",
        StringComparison.Ordinal);

    private PrivilegeComparison Compare(string template, string? mailing = null) => PrivilegeComparison.Make(Assembly(template), Assembly(mailing ?? template, "mailing"), _folder);

    private string Assembly(string template, string name = "cdk.out")
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "Stack.template.json"), template);
        return folder;
    }

    /// <param name="statement">Null: denied.</param>
    private void Record(string action, string? statement, string? template = null) => File.AppendAllText(
        Path.Combine(_folder, "1.jsonl"),
        JsonSerializer.Serialize(new { roles = RoleFingerprint.Of(Assembly(template ?? Template(), "recorded")), role = "Role", action, statement, denied = statement is null ? "no statement" : null }) + "\n");
}
