namespace ServerlessRef.Infrastructure.Jsii;

/// <summary>The assemblies jsii need not search for types: those with an index, and all that know nothing of jsii. Any other one jsii searches itself.</summary>
internal sealed class SearchedAssemblies(IEnumerable<string> indexed, string jsiiRuntime) : HashSet<string>(indexed, StringComparer.Ordinal), ISet<string>
{
    // jsii asks through the interface, which is why hiding the base class's member suffices.
    bool ICollection<string>.Contains(string item) => Contains(item) || (!MayHoldJsiiTypes(item) && Add(item));

    private bool MayHoldJsiiTypes(string fullName) =>
        Array.Find(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.FullName == fullName) is not { } assembly
        || Array.Exists(assembly.GetReferencedAssemblies(), reference => reference.Name == jsiiRuntime);
}
