namespace ServerlessRef.LocalCloud;

/// <summary>A refusal of an emulated service, with the code, status and text AWS sends.</summary>
internal sealed class AwsError(string code, int status, string message) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>Another attempt may do: overload and failures of the service, not what it will never take.</summary>
    public bool IsTransient => Status is 429 or >= 500 || Code == "ThrottlingException";
}
