namespace ServerlessRef.Bench.Functions;

/// <summary>Credentials of nobody, in the lengths of those a function gets: AWS's own example keys, and a token of the usual size.</summary>
internal static class BenchCredentials
{
    public const string AccessKeyId = "ASIAIOSFODNN7EXAMPLE";
    public const string SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    public const string Region = "eu-central-1";

    public static readonly string SessionToken = string.Concat(Enumerable.Repeat("IQoJb3JpZ2luX2VjEXAMPLE/", 40));
}
