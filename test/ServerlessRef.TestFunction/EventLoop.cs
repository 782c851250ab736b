using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.TestFunction;

/// <summary>Does what the event's <c>action</c> says.</summary>
internal sealed class EventLoop(HttpClient http, string api)
{
    private int _lastStatus;
    private int _events;

    public async Task RunAsync()
    {
        while (true)
        {
            using var next = await http.GetAsync($"{api}/invocation/next");
            next.EnsureSuccessStatusCode();
            _events++;
            var input = JsonNode.Parse(await next.Content.ReadAsStringAsync())!;
            var requestId = Header(next, "Lambda-Runtime-Aws-Request-Id")!;
            await HandleAsync(next, requestId, input);
        }
    }

    private async Task HandleAsync(HttpResponseMessage next, string requestId, JsonNode input)
    {
        switch ((string?)input["action"])
        {
            case "throw":
                await PostAsync(requestId, "error", """{"errorType":"Boom","errorMessage":"as asked","stackTrace":[]}""");
                break;
            case "hang":
                await Task.Delay(Timeout.Infinite);
                break;
            case "exit":
                Environment.Exit((int)input["code"]!);
                break;
            case "allocate":
                GC.KeepAlive(new byte[(int)input["bytes"]!]);
                await PostAsync(requestId, "response", "{}");
                break;
            case "large":
                await PostAsync(requestId, "response", new string('x', (int)input["bytes"]!));
                break;
            case "twice":
                await PostAsync(requestId, "response", "1");
                await PostAsync(requestId, "response", "2");
                break;
            case "log":
                Console.WriteLine("to stdout");
                await Console.Error.WriteLineAsync("to stderr");
                await PostAsync(requestId, "response", "{}");
                break;
            case "call":
                // Held by the test for as long as it likes.
                await PostAsync(requestId, "response", JsonSerializer.Serialize(await http.GetStringAsync((string)input["url"]!)));
                break;
            case "exit-after-answer":
                await PostAsync(requestId, "response", "\"answered\"");
                Environment.Exit(5);
                break;
            case "spawn":
                using (var child = Process.Start("/bin/sleep", "600"))
                {
                    await PostAsync(requestId, "response", JsonSerializer.Serialize(child.Id));
                }

                break;
            default:
                await PostAsync(requestId, "response", Report(next, input).ToJsonString());
                break;
        }
    }

    private JsonObject Report(HttpResponseMessage next, JsonNode input)
    {
        var variables = new JsonObject();
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value;
        }

        return new JsonObject
        {
            ["event"] = input.DeepClone(),
            ["processId"] = Environment.ProcessId,
            ["events"] = _events,
            ["lastStatus"] = _lastStatus,
            ["directory"] = Environment.CurrentDirectory,
            ["requestId"] = Header(next, "Lambda-Runtime-Aws-Request-Id"),
            ["deadline"] = Header(next, "Lambda-Runtime-Deadline-Ms"),
            ["arn"] = Header(next, "Lambda-Runtime-Invoked-Function-Arn"),
            ["trace"] = Header(next, "Lambda-Runtime-Trace-Id"),
            ["variables"] = variables,
        };
    }

    private async Task PostAsync(string requestId, string what, string body)
    {
        using var content = new StringContent(body);
        using var answer = await http.PostAsync($"{api}/invocation/{requestId}/{what}", content);
        _lastStatus = (int)answer.StatusCode;
    }

    private static string? Header(HttpResponseMessage message, string name)
        => message.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
