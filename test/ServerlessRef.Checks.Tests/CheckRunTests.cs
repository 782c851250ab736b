using System.Text.Json.Nodes;
using ServerlessRef.Shared;

namespace ServerlessRef.Checks.Tests;

/// <summary>The whole check, as the command runs it.</summary>
public sealed class CheckRunTests
{
    [Fact(Timeout = 600_000)]
    public async Task TheTemplates_HaveNothingOpen_AndNothingStale()
    {
        using var output = new StringWriter();

        var exitCode = await CheckRun.RunAsync(Arguments(CheckedTemplates.Folder), output);

        Assert.True(exitCode == 0, string.Join('\n', output.ToString().Split('\n').Where(line => !line.StartsWith("accepted", StringComparison.Ordinal))));
        Assert.Contains(" 0 open, 0 acceptances stale", output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>One damage per checker, in one run: a checker that could not fail would be missing here.</summary>
    [Fact(Timeout = 600_000)]
    public async Task ABrokenTemplate_IsReportedByEveryChecker_WithExitCode1()
    {
        var folder = Directory.CreateTempSubdirectory("serverlessref-check-");
        try
        {
            Write(folder, """
                {
                  "Resources": {
                    "Bucket": { "Type": "AWS::S3::Bucket", "Properties": {} },
                    "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "VisibilityTimeout": "soon" } },
                    "Role": {
                      "Type": "AWS::IAM::Role",
                      "Properties": { "AssumeRolePolicyDocument": { "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" }] } },
                      "Metadata": { "ServerlessRef::Accepted": [{ "Rules": ["Gone"], "Reason": "Accepts what nobody reports any longer" }] }
                    }
                  }
                }
                """);
            using var output = new StringWriter();

            var exitCode = await CheckRun.RunAsync(Arguments(folder.FullName), output);

            Assert.Equal(1, exitCode);
            var lines = output.ToString();
            Assert.Contains("OPEN      AwsSolutions-S10  →  Bucket", lines, StringComparison.Ordinal);
            Assert.Contains("OPEN      Serverless-SQSRedrivePolicy  →  Queue", lines, StringComparison.Ordinal);
            Assert.Contains("OPEN      NIST.800.53.R5-S3BucketSSLRequestsOnly  →  Bucket", lines, StringComparison.Ordinal);
            Assert.Contains("OPEN      PCI.DSS.321-S3BucketSSLRequestsOnly  →  Bucket", lines, StringComparison.Ordinal);
            Assert.Contains("OPEN      HIPAA.Security-S3BucketSSLRequestsOnly  →  Bucket", lines, StringComparison.Ordinal);
            Assert.Contains("OPEN      s3_bucket_versioning_enabled_check  →  Bucket", lines, StringComparison.Ordinal);
            Assert.Contains("  →  Queue (broken)  →  'soon' is not of type 'integer'", lines, StringComparison.Ordinal);
            Assert.Contains("OPEN      ServerlessRef-TrustOpen  →  Role", lines, StringComparison.Ordinal);
            Assert.Contains("STALE     Gone  →  Role", lines, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AFolderWithoutTemplates_IsAProblem_AndNoPass()
    {
        var problem = await Assert.ThrowsAsync<CheckException>(() => CheckRun.RunAsync(Arguments(RepositoryFiles.At("docs")), TextWriter.Null));

        Assert.Contains("no synthesized template", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("--templates", "x")]
    [InlineData("--templates", "x", "--checkers", "x", "--node", "x", "--controls", "x", "--tests", "x", "--more", "x")]
    public void Arguments_ThatAreMissingOrUnknown_AreRefused(params string[] arguments) => Assert.Null(CheckArguments.Parse(arguments));

    private static CheckArguments Arguments(string templates) => new(
        templates,
        CheckedTemplates.Checkers,
        EngineNode.Path,
        RepositoryFiles.At("docs", "controls.md"),
        RepositoryFiles.At("test"),
        Write: false);

    private static void Write(DirectoryInfo folder, string template)
    {
        var assembly = folder.CreateSubdirectory("broken").FullName;
        File.WriteAllText(Path.Combine(assembly, "manifest.json"), new JsonObject
        {
            ["artifacts"] = new JsonObject
            {
                ["Stack"] = new JsonObject { ["type"] = "aws:cloudformation:stack", ["properties"] = new JsonObject { ["templateFile"] = "Stack.template.json" } },
            },
        }.ToJsonString());
        File.WriteAllText(Path.Combine(assembly, "Stack.template.json"), template);
    }
}
