using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Fuzz;

/// <summary>docs/openapi.json is what the local cloud makes of the templates. UPDATE_SNAPSHOTS=1 writes it anew.</summary>
[Collection(FuzzCloudGroup.Name)]
public sealed class DocumentTests(FuzzCloud cloud)
{
    private static readonly string Committed = RepositoryFiles.At("docs", "openapi.json");

    [Fact(Timeout = 60_000)]
    public async Task TheCommittedDocument_IsWhatTheTemplatesSay()
    {
        using var client = new ServiceClient(cloud.Address);
        var served = (await client.GetAsync("_local/openapi.json")).Body;
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(Committed, served);
        }

        Assert.Equal(await File.ReadAllTextAsync(Committed), served);
    }

    [Fact]
    public void EveryOperation_SaysWhatItAnswersWhenAllIsWell_AndWhenNothingIs()
    {
        var document = ApiDocument.Parse(File.ReadAllText(Committed));

        Assert.Equal(17, document.Operations.Count);
        Assert.All(document.Operations, operation =>
        {
            Assert.Contains(operation.Answers, answer => answer.Status is >= 200 and < 300);
            Assert.All([403, 413, 429, 500, 503, 504], status => Assert.Contains(operation.Answers, answer => answer.Status == status && answer.ContentType == "application/problem+json"));
            Assert.Equal(operation.NeedsToken, operation.Answers.Any(answer => answer.Status == 401));
            Assert.Equal(operation.Body is not null, operation.Answers.Any(answer => answer.Status == 415));
        });
    }

    [Fact]
    public void ARefusalAtTheEdge_IsDocumentedAsThePageItIs()
    {
        var document = ApiDocument.Parse(File.ReadAllText(Committed));

        Assert.All(document.Operations, operation => Assert.Equal([400, 403, 413, 504], operation.Answers.Where(answer => answer.ContentType == "text/html").Select(answer => answer.Status)));
    }
}
