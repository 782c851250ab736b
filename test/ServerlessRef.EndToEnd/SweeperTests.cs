using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

[Collection(RunningCloudGroup.Name)]
public sealed class SweeperTests(RunningCloud cloud)
{
    [Fact(Timeout = 120_000)]
    public async Task TheSchedule_MayInvokeTheSweeper_WhichEndsWithoutError()
    {
        using var client = cloud.Client();
        var schedules = await client.GetAsync("_local/schedules");
        var name = schedules.Json.GetProperty("schedules").EnumerateArray().Single().GetProperty("name").GetString();
        var before = await InvocationsAsync(client);

        await client.SendAsync(HttpMethod.Post, $"_local/schedules/{name}/run", null);

        var after = await InvocationsAsync(client);
        Assert.True(after.Invocations > before.Invocations, "The schedule invoked nothing.");
        Assert.Equal(before.Errors, after.Errors);
    }

    private static async Task<(int Invocations, int Errors)> InvocationsAsync(ServiceClient client)
    {
        var functions = await client.GetAsync("_local/functions");
        var sweeper = functions.Json.GetProperty("functions").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "Sweeper");
        return (sweeper.GetProperty("invocations").GetInt32(), sweeper.GetProperty("errors").GetInt32());
    }
}
