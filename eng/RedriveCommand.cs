using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Dev;

/// <summary>Begins jobs again that were given up (docs/adr/0012-redrive.md): asks the sweeper, on this machine or on AWS.</summary>
internal static class RedriveCommand
{
    private const string Event = """{"redrive":true}""";

    public static async Task<int> RunAsync(Options options)
    {
        if (options.Has("--url") && options.Has("--stage"))
        {
            throw new DevException("--url redrives a local cloud and --stage one on AWS: use one of them.", 2);
        }

        var invoke = options.Value("--stage") is { } stage ? await OnAwsAsync(stage) : Locally(options.Value("--url") ?? "http://127.0.0.1:8080");
        var (reopened, sent) = (0, 0);
        RedriveAnswer answer;
        do
        {
            var text = await invoke();
            answer = Read(text) ?? throw new DevException($"The sweeper did not answer as it should: {text}");
            (reopened, sent) = (reopened + answer.Reopened, sent + answer.Sent);
        }
        while (answer.More);

        Console.WriteLine($"{reopened} failed jobs are pending again, {sent} of them sent{(sent < reopened ? "; the sweeper sends the others within minutes" : "")}");
        return 0;
    }

    private static Func<Task<string>> Locally(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.IsLoopback)
        {
            throw new DevException($"--url takes the address of a local cloud, such as http://127.0.0.1:8080, not \"{url}\". For AWS use --stage.", 2);
        }

        return async () =>
        {
            using var client = new ServiceClient(address);
            try
            {
                return (await client.SendAsync(HttpMethod.Post, "_local/functions/Sweeper/invoke", new Dictionary<string, bool> { ["redrive"] = true })).Body;
            }
            catch (HttpRequestException problem)
            {
                throw new DevException($"Nothing answers at {address} ({problem.Message}). Start it with `dotnet dev.cs up`.");
            }
        };
    }

    // With the credentials and the region of the AWS CLI; whoever runs it needs lambda:InvokeFunction on the alias.
    private static async Task<Func<Task<string>>> OnAwsAsync(string stage)
    {
        if (stage is not ("dev" or "prod"))
        {
            throw new DevException($"--stage takes dev or prod, not \"{stage}\".", 2);
        }

        var alias = (await Shell.RunAsync("aws",
        [
            "cloudformation", "list-stack-resources", "--stack-name", $"ServerlessRef-{stage}", "--output", "text",
            "--query", "StackResourceSummaries[?ResourceType=='AWS::Lambda::Alias' && starts_with(LogicalResourceId, 'Sweeper')].PhysicalResourceId",
        ])).Trim();
        if (alias.Length == 0)
        {
            throw new DevException($"The stack ServerlessRef-{stage} has no sweeper in the region the AWS CLI uses; name another one with AWS_REGION.");
        }

        return async () =>
        {
            var file = Path.GetTempFileName();
            try
            {
                // Longer than the function may take: the CLI would otherwise ask a second time.
                await Shell.RunAsync("aws",
                [
                    "lambda", "invoke", "--function-name", alias, "--payload", Event, "--cli-binary-format", "raw-in-base64-out", "--cli-read-timeout", "70", file,
                ]);
                return await File.ReadAllTextAsync(file);
            }
            finally
            {
                File.Delete(file);
            }
        };
    }

    private static RedriveAnswer? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, RedriveJson.Default.RedriveAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record RedriveAnswer
{
    public required int Reopened { get; init; }

    public required int Sent { get; init; }

    public required bool More { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RedriveAnswer))]
internal sealed partial class RedriveJson : JsonSerializerContext;
