using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ServerlessRef.LocalCloud.Tests.EventSources;

/// <summary>One queue behind SQS's JSON protocol; what was received stays invisible until the test returns it.</summary>
internal sealed class FakeSqs : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Lock _lock = new();
    private readonly Queue<JsonObject> _visible = new(); // guarded by _lock
    private readonly Dictionary<string, JsonObject> _inFlight = []; // guarded by _lock
    private readonly SemaphoreSlim _sent = new(0);
    private readonly List<string> _deleted = []; // guarded by _lock
    private readonly List<(int Max, int Wait)> _receives = []; // guarded by _lock
    private int _failures; // guarded by _lock
    private int _handles; // guarded by _lock
    private int _mostInFlight; // guarded by _lock

    private FakeSqs(WebApplication web) => _web = web;

    public Uri Address { get; private set; } = null!;

    /// <summary>Message ids, in the order of their deletion.</summary>
    public IReadOnlyList<string> Deleted
    {
        get
        {
            lock (_lock)
            {
                return [.. _deleted];
            }
        }
    }

    public IReadOnlyList<(int Max, int Wait)> Receives
    {
        get
        {
            lock (_lock)
            {
                return [.. _receives];
            }
        }
    }

    public int MostInFlight
    {
        get
        {
            lock (_lock)
            {
                return _mostInFlight;
            }
        }
    }

    public static async Task<FakeSqs> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var web = builder.Build();
        var queue = new FakeSqs(web);
        web.Run(queue.HandleAsync);
        await web.StartAsync();
        queue.Address = new Uri(web.Urls.Single());
        return queue;
    }

    /// <summary>Messages with the ids <c>m1</c>, <c>m2</c>, …</summary>
    public void Send(int count, string? body = null)
    {
        for (var number = 1; number <= count; number++)
        {
            Send("m" + number.ToString(CultureInfo.InvariantCulture), body ?? "body");
        }
    }

    public void Send(string id, string body, JsonObject? messageAttributes = null)
    {
        var message = new JsonObject
        {
            ["MessageId"] = id,
            ["Body"] = body,
            ["MD5OfBody"] = "841a2d689ad86bd1611447453c22c6fc",
            ["Attributes"] = new JsonObject
            {
                ["SenderId"] = "000000000000",
                ["SentTimestamp"] = "1700000000000",
                ["ApproximateReceiveCount"] = "1",
                ["ApproximateFirstReceiveTimestamp"] = "1700000000001",
            },
        };
        if (messageAttributes is not null)
        {
            message["MessageAttributes"] = messageAttributes;
        }

        lock (_lock)
        {
            _visible.Enqueue(message);
        }

        _sent.Release();
    }

    /// <summary>The next receives answer 500.</summary>
    public void FailReceives(int count)
    {
        lock (_lock)
        {
            _failures = count;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _sent.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        var answer = context.Request.Headers["X-Amz-Target"].ToString() switch
        {
            "AmazonSQS.ReceiveMessage" => await ReceiveAsync(context, (int)body["MaxNumberOfMessages"]!, (int)body["WaitTimeSeconds"]!),
            "AmazonSQS.DeleteMessageBatch" => Delete(body["Entries"]!.AsArray()),
            var other => throw new InvalidOperationException("Unexpected call: " + other),
        };
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private async Task<JsonObject> ReceiveAsync(HttpContext context, int max, int wait)
    {
        lock (_lock)
        {
            _receives.Add((max, wait));
            if (_failures > 0)
            {
                _failures--;
                context.Response.StatusCode = 500;
                return new JsonObject { ["__type"] = "com.amazonaws.sqs#InternalFailure", ["message"] = "as asked" };
            }
        }

        if (!await _sent.WaitAsync(TimeSpan.FromSeconds(wait), context.RequestAborted))
        {
            return [];
        }

        var messages = new JsonArray { Take() };
        while (messages.Count < max && await _sent.WaitAsync(0))
        {
            messages.Add(Take());
        }

        return new JsonObject { ["Messages"] = messages };
    }

    private JsonObject Take()
    {
        lock (_lock)
        {
            var message = _visible.Dequeue();
            var handle = "handle-" + (++_handles).ToString(CultureInfo.InvariantCulture);
            _inFlight[handle] = message;
            _mostInFlight = Math.Max(_mostInFlight, _inFlight.Count);
            var received = message.DeepClone().AsObject();
            received["ReceiptHandle"] = handle;
            return received;
        }
    }

    private JsonObject Delete(JsonArray entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                if (_inFlight.Remove((string)entry!["ReceiptHandle"]!, out var message))
                {
                    _deleted.Add((string)message["MessageId"]!);
                }
            }
        }

        return new JsonObject { ["Successful"] = new JsonArray(), ["Failed"] = new JsonArray() };
    }
}
