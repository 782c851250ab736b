namespace ServerlessRef.LocalCloud.Waf;

/// <summary>One rule of a managed group, by AWS's name.</summary>
internal interface IManagedRule
{
    string Name { get; }

    bool Matches(WafRequest request);
}
