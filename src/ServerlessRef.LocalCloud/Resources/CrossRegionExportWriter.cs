namespace ServerlessRef.LocalCloud.Resources;

/// <summary>CDK's custom resource that writes values as parameters of the consumer's region; read where they stand by <see cref="Template.LoadContext.CrossRegionParameter"/>.</summary>
internal sealed class CrossRegionExportWriter : ResourceType
{
    public const string TypeName = "Custom::CrossRegionExportWriter";

    public override string Type => TypeName;

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["ServiceToken", "WriterProps.region", "WriterProps.exports"],
        Ignored = { ["WriterProps.removalPolicy"] = Reasons.Protection },
    };
}
