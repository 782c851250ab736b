namespace ServerlessRef.LocalCloud.Resources;

/// <summary>What the local cloud knows of one CloudFormation resource type: one file each, listed in <see cref="ResourceTypes"/> and in docs/fidelity.md.</summary>
internal abstract class ResourceType
{
    /// <summary>For example <c>AWS::SQS::Queue</c>.</summary>
    public abstract string Type { get; }

    public abstract PropertyTable Properties { get; }

    /// <summary>What <c>Ref</c> gives. May read single properties, never the built resource: others may ask before it is built.</summary>
    public virtual string Ref(Resource resource) => resource.NameFrom("Name", 128);

    /// <returns>Null: the type has no such attribute here.</returns>
    public virtual string? GetAtt(Resource resource, string attribute) => null;

    /// <summary>Turns a resource whose properties are known and resolved into its part of the cloud.</summary>
    public virtual void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
    }
}
