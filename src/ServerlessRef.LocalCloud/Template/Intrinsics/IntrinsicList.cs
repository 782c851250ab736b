namespace ServerlessRef.LocalCloud.Template.Intrinsics;

internal static class IntrinsicList
{
    public static readonly IReadOnlyDictionary<string, IIntrinsic> ByName = new IIntrinsic[]
    {
        new RefIntrinsic(),
        new GetAttIntrinsic(),
        new SubIntrinsic(),
        new JoinIntrinsic(),
        new SelectIntrinsic(),
        new SplitIntrinsic(),
        new ImportValueIntrinsic(),
        new FindInMapIntrinsic(),
        new Base64Intrinsic(),
        new GetAZsIntrinsic(),
        new IfIntrinsic(),
        new EqualsIntrinsic(),
        new AndIntrinsic(),
        new OrIntrinsic(),
        new NotIntrinsic(),
        new ConditionIntrinsic(),
    }.ToDictionary(i => i.Name, StringComparer.Ordinal);
}
