namespace ServerlessRef.LocalCloud.Template;

/// <summary>What <see cref="CloudLoader"/> reads and where the resources of the templates will be reachable.</summary>
internal sealed record LoadOptions
{
    /// <summary>The cloud assembly: the folder with <c>manifest.json</c>.</summary>
    public required string CdkOutDirectory { get; init; }

    /// <summary>Where AWS calls of the functions arrive; queue URLs are made from it.</summary>
    public required Uri AwsFrontAddress { get; init; }

    /// <summary>Where the site is served; a distribution's domain name is its authority, so that callback URLs and outputs lead here.</summary>
    public required Uri SiteAddress { get; init; }

    /// <summary>Keeps generated secrets; without it they live as long as this load.</summary>
    public SecretStore Secrets { get; init; } = new();

    /// <summary>Where zipped function code is unpacked, one folder for each content; default: a folder of the user's temporary files.</summary>
    public string UnpackDirectory { get; init; } = Path.Combine(Path.GetTempPath(), "serverlessref-assets");
}
