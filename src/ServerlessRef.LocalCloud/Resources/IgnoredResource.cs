namespace ServerlessRef.LocalCloud.Resources;

/// <summary>A type without any effect on the laptop; its references are still resolved, so that a dangling one is found.</summary>
internal abstract class IgnoredResource(string type, string reason) : ResourceType
{
    public override string Type { get; } = type;

    /// <summary>Why nothing of it is emulated.</summary>
    public string Reason { get; } = reason;

    public override PropertyTable Properties { get; } = PropertyTable.Everything;

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "Arn" => resource.Arn(resource.Type.Split("::")[1].ToLowerInvariant(), resource.Ref()),
        "Id" => resource.Ref(),
        _ => null,
    };
}
