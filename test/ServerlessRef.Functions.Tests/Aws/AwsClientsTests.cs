using Amazon.DynamoDBv2;
using Amazon.Runtime;
using ServerlessRef.Functions.Aws;

namespace ServerlessRef.Functions.Tests.Aws;

public sealed class AwsClientsTests
{
    [Theory]
    [InlineData("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:4566", true)]
    [InlineData("AWS_ENDPOINT_URL", "http://127.0.0.1:4566", true)]
    [InlineData("AWS_ENDPOINT_URL_S3", "https://storage.example.com", false)]
    public void S3_TakesItsEndpointFromTheEnvironment(string variable, string url, bool pathStyle)
    {
        var config = AwsClients.S3Config(name => name == variable ? url : name == "AWS_REGION" ? "eu-central-1" : null);

        Assert.Equal(new Uri(url), new Uri(config.ServiceURL));
        Assert.Equal(("eu-central-1", pathStyle), (config.AuthenticationRegion, config.ForcePathStyle));
    }

    [Fact]
    public void Attempts_OfOneCall_EndWithinTenSeconds() =>
        Assert.True((AwsClients.Retries + 1) * AwsClients.AttemptTimeout < TimeSpan.FromSeconds(10));

    [Fact(Timeout = 60_000)]
    public async Task AServiceThatHangs_OnAConnectionInUse_IsAskedAsOftenAsConfigured()
    {
        using var server = new HangingServer();
        var config = AwsClients.Bounded(new AmazonDynamoDBConfig { ServiceURL = server.Address.ToString() });
        using var database = new AmazonDynamoDBClient(new BasicAWSCredentials("key", "secret"), config);
        await database.ListTablesAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => database.ListTablesAsync());

        Assert.Equal(1 + 1 + AwsClients.Retries, server.Requests);
    }
}
