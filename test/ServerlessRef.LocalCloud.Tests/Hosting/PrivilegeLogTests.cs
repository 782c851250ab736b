using System.Text.Json;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Observation;

namespace ServerlessRef.LocalCloud.Tests.Hosting;

public sealed class PrivilegeLogTests : IDisposable
{
    private const string Role = "arn:aws:iam::000000000000:role/Worker";
    private const string Template = """{"Resources":{"P":{"Type":"AWS::IAM::Policy","Properties":{"Roles":["Worker"]}},"Q":{"Type":"AWS::SQS::Queue"}}}""";

    private static readonly Caller Worker = new("Worker", Role, "1");

    private readonly string _folder = Directory.CreateTempSubdirectory("privileges-").FullName;

    [Fact(Timeout = 30_000)]
    public async Task An_allowed_call_is_recorded_once_with_the_statement_that_let_it_through()
    {
        var lines = await RecordAsync("sqs:SendMessage", "sqs:SendMessage");

        var line = Assert.Single(lines);
        Assert.Equal(("Worker", "sqs:SendMessage", "WorkerPolicy statement 2"), (Text(line, "role"), Text(line, "action"), Text(line, "statement")));
        Assert.Equal(RoleFingerprint.Of(Assembly()), Text(line, "roles"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_denied_call_is_recorded_with_its_reason()
    {
        var line = Assert.Single(await RecordAsync("sqs:PurgeQueue"));

        Assert.Equal(JsonValueKind.Null, line.GetProperty("statement").ValueKind);
        Assert.Contains("no statement of", Text(line, "denied"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Every_process_has_a_file_of_its_own()
    {
        await RecordAsync("sqs:SendMessage");
        await RecordAsync("sqs:SendMessage");

        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(_folder, "seen")).Count());
    }

    [Theory]
    [InlineData("\"AWS::SQS::Queue\"", "\"AWS::SNS::Topic\"", true)]
    [InlineData("\"Worker\"", "\"Api\"", false)]
    public void Assemblies_are_told_apart_by_their_roles_alone(string from, string to, bool same)
    {
        var before = RoleFingerprint.Of(Assembly());

        Assert.Equal(same, before == RoleFingerprint.Of(Assembly(Template.Replace(from, to, StringComparison.Ordinal))));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    private string Assembly(string template = Template)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "cdk.out")).FullName;
        File.WriteAllText(Path.Combine(folder, "One.template.json"), template);
        return folder;
    }

    private async Task<List<JsonElement>> RecordAsync(params string[] actions)
    {
        var policies = new PolicyEvaluator(new Cloud { Region = "eu-central-1", Roles = [WorkerRole()] });
        var folder = Path.Combine(_folder, "seen");
        await using (var log = PrivilegeLog.Create(folder, Assembly()))
        {
            foreach (var action in actions)
            {
                var check = new IamCheck(action, "arn:aws:sqs:eu-central-1:000000000000:jobs", RequestContext.For(Worker, "000000000000", "eu-central-1"));
                log.Add(policies, Worker, [check], policies.Decide(Worker, check));
            }
        }

        return [.. Directory.EnumerateFiles(folder).SelectMany(File.ReadLines).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    private static Role WorkerRole() => new()
    {
        Name = "Worker",
        Arn = Role,
        Statements =
        [
            new() { IsAllow = true, Actions = ["dynamodb:GetItem"], Resources = ["*"], Source = "WorkerPolicy statement 1" },
            new() { IsAllow = true, Actions = ["sqs:SendMessage"], Resources = ["*"], Source = "WorkerPolicy statement 2" },
        ],
    };
}
