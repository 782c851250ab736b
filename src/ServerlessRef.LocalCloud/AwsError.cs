namespace ServerlessRef.LocalCloud;

/// <summary>A refusal of an emulated service, with the code, status and text AWS sends.</summary>
internal sealed class AwsError(string code, int status, string message) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
