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
}
