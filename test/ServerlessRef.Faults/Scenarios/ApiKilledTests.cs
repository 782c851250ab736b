namespace ServerlessRef.Faults.Scenarios;

/// <summary>1: the API killed before, during and after its write, around its send, and before its reply.</summary>
[Collection(FaultyCloudGroup.Name)]
public sealed class ApiKilledTests(FaultyCloud cloud)
{
    [Theory(Timeout = 180_000)]
    [InlineData("dynamodb", "TransactWriteItems", "before")]
    [InlineData("dynamodb", "TransactWriteItems", "during")]
    [InlineData("dynamodb", "TransactWriteItems", "after")]
    [InlineData("sqs", "SendMessage", "before")]
    [InlineData("sqs", "SendMessage", "after")]
    [InlineData("runtime", "Response", "before")]
    public async Task KilledApi_LosesNothing_WhetherItsClientComesAgainOrNot(string service, string action, string when)
    {
        using var desk = await Desk.OpenAsync(cloud.Process.Address);
        await desk.FaultsAsync(Desk.Rule("Api", service, action, when, "kill", ("times", 1)));
        var patient = await desk.RegisterAsync();
        var struck = await desk.Console.StruckAsync();
        await desk.FaultsAsync(Desk.Rule("Api", service, action, when, "kill", ("times", 1)));
        var impatient = await desk.RegisterAsync(attempts: 1);

        var verdict = await desk.VerdictAsync();

        Assert.Equal([1], struck);
        Assert.Empty(verdict.Violations);
        Assert.NotNull(patient.Id);
        Assert.Null(impatient.Id);
        Assert.Equal((1, 1), (verdict.Accepted, verdict.Done));
    }
}
