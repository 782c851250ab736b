using System.Text.Json;
using ServerlessRef.Changes;
using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Notices;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.PromotionTasks;

namespace ServerlessRef.FaultPlans.Events;

/// <summary>Runs the functions pipe, bus and workflow invoke; invocations fail, lose their answers and come twice as those of Lambda do.</summary>
internal sealed class EventFunctions(ServiceFunctions functions, Invocations invocations, NoticeBooks books, SimulatedTime time, CloudOptions options) : IFunctionInvoker
{
    private const string Enrichment = "changes";

    // The stack's, of all three.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private static readonly byte[] Ended = """{"errorType":"Runtime.ExitError","errorMessage":"The function did not come to its end."}"""u8.ToArray();

    /// <summary>Invocations under way.</summary>
    public int Running { get; private set; }

    /// <summary>When the last one ended: what is to be tried again comes within minutes of it.</summary>
    public DateTimeOffset LastEnded { get; private set; }

    public async Task<InvokeResult> InvokeAsync(string functionArn, ReadOnlyMemory<byte> payload, InvokeCaller caller, CancellationToken cancellationToken)
    {
        var (name, handle) = Find(functionArn);
        var actor = invocations.NewActor(name);
        if (caller.ServicePrincipal is not null && actor.InRain && actor.Random.NextDouble() < options.Duplicates)
        {
            // Lambda takes an event once, and may run it twice.
            _ = RunAsync(invocations.NewActor(name), payload, handle);
        }

        var full = books.Full();
        var answer = await RunAsync(actor, payload, handle).WaitAsync(cancellationToken);
        if (answer is null || IsLost(actor))
        {
            return new InvokeResult(InvokeOutcome.FunctionError, Ended, actor.Name);
        }

        if (name == Enrichment)
        {
            books.SeeRead(JsonSerializer.Deserialize(payload.Span, ChangesJson.Default.ListTableChange)!, full);
        }

        return new InvokeResult(InvokeOutcome.Success, answer, actor.Name);
    }

    private bool IsLost(Actor actor)
    {
        var lost = actor.InRain && actor.Random.NextDouble() < options.Rain;
        actor.Struck |= lost;
        return lost;
    }

    private async Task<byte[]?> RunAsync(Actor actor, ReadOnlyMemory<byte> payload, Func<ReadOnlyMemory<byte>, Actor, CancellationToken, Task<byte[]>> handle)
    {
        Running++;
        var answer = await invocations.RunAsync(actor, Timeout, async context =>
        {
            using var deadline = new InvocationDeadline(context, InvocationDeadline.AnswerMargin, time);
            return await handle(payload, actor, deadline.Token);
        });
        Running--;
        LastEnded = time.Now;
        actor.Struck |= answer is null;
        return answer;
    }

    private (string Name, Func<ReadOnlyMemory<byte>, Actor, CancellationToken, Task<byte[]>> Handle) Find(string functionArn) => functionArn switch
    {
        _ when functionArn.Contains("Changes", StringComparison.Ordinal) => (Enrichment, ReadChangesAsync),
        _ when functionArn.Contains("Notify", StringComparison.Ordinal) => ("notify", TellAsync),
        _ when functionArn.Contains("Promotion", StringComparison.Ordinal) => ("promotion", PromoteAsync),
        _ => throw new NotSupportedException($"{functionArn} is invoked by no event of these plans."),
    };

    private async Task<byte[]> ReadChangesAsync(ReadOnlyMemory<byte> payload, Actor actor, CancellationToken cancellation)
    {
        var changes = JsonSerializer.Deserialize(payload.Span, ChangesJson.Default.ListTableChange)!;
        var notices = await functions.Changes.ReadAsync(changes, cancellation);
        return JsonSerializer.SerializeToUtf8Bytes(notices.Select(notice => JsonSerializer.SerializeToElement(notice, NoticeJson.Default.Notice)).ToList(), ChangesJson.Default.ListJsonElement);
    }

    private async Task<byte[]> TellAsync(ReadOnlyMemory<byte> payload, Actor actor, CancellationToken cancellation)
    {
        var input = JsonElement.Parse(payload.Span);
        books.SeeTeller(input, actor);
        var told = await functions.Notifier.TellAsync(input.Deserialize(NoticeJson.Default.Notice)!, cancellation);
        return JsonSerializer.SerializeToUtf8Bytes(told);
    }

    private async Task<byte[]> PromoteAsync(ReadOnlyMemory<byte> payload, Actor actor, CancellationToken cancellation)
    {
        var input = JsonSerializer.Deserialize(payload.Span, PromotionJson.Default.PromotionInput)!;
        return JsonSerializer.SerializeToUtf8Bytes(await functions.Promotion.HandleAsync(input, cancellation), PromotionJson.Default.PromotionReply);
    }
}
