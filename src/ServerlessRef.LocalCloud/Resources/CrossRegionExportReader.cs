using ServerlessRef.LocalCloud.Template;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>CDK's custom resource that hands a stack the values another region's stack wrote.</summary>
internal sealed class CrossRegionExportReader : ResourceType
{
    public override string Type => "Custom::CrossRegionExportReader";

    public override PropertyTable Properties { get; } = new() { Read = ["ServiceToken", "ReaderProps.region", "ReaderProps.prefix", "ReaderProps.imports"] };

    public override string? GetAtt(Resource resource, string attribute) => resource.RawProperties["ReaderProps"]?["imports"]?[attribute] is null
        ? null
        : resource.Context.CrossRegionParameter(resource.Region, attribute)
            ?? throw new TemplateException($"no stack of the assembly writes the cross-region export \"{attribute}\" to {resource.Region}");
}
