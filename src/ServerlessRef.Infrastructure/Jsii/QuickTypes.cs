using System.Reflection;
using System.Runtime.CompilerServices;
using Amazon.JSII.Runtime.Deputy;
using Amazon.JSII.Runtime.Services;

namespace ServerlessRef.Infrastructure.Jsii;

/// <summary>
/// Spares a synth the second in which jsii looks through every type of the CDK: gives its type cache an index (docs/adr/0029-quick-synth.md).
/// That means private fields, hence only those of the one version it was written for; with any other jsii stays as it is.
/// </summary>
internal static class QuickTypes
{
    /// <summary>Environment variable: <c>off</c> leaves jsii as it is. Anything else, or none: the index is used where it can be.</summary>
    public const string Variable = "SERVERLESSREF_QUICK_TYPES";

    private const BindingFlags Private = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;

    /// <summary>The build of Amazon.JSII.Runtime 1.142.0: the one whose private fields are known. Its assembly version is 1.0.0.0, like that of any other.</summary>
    public static Guid KnownBuild { get; } = new("79ebc0f9-44c5-458f-84aa-97ac3787af4f");

    private static Assembly Runtime => typeof(DeputyBase).Assembly;

    /// <summary>Call it before the first construct; starts jsii. Templates are the same with and without.</summary>
    /// <param name="setting">What the environment says under <see cref="Variable"/>.</param>
    /// <param name="known">The build of jsii that may be changed; default <see cref="KnownBuild"/>.</param>
    /// <returns>A line for people when the index cannot be used, else null.</returns>
    public static string? Install(string? setting, Guid? known = null)
    {
        if (string.Equals(setting, "off", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (Runtime.ManifestModule.ModuleVersionId != (known ?? KnownBuild))
        {
            return Notice("this is not Amazon.JSII.Runtime 1.142.0, the version it is spared with");
        }

        // Starting jsii is waiting for Node.js: a second core reads the metadata and compiles our own methods meanwhile.
        var reading = Task.Run(ReadIndexes);
        _ = Task.Run(CompileAhead);
        var services = typeof(ServiceContainer).GetProperty("ServiceProvider", Private)?.GetValue(null) as IServiceProvider;
        return Runtime.GetType("Amazon.JSII.Runtime.Services.ITypeCache") is { } service && services?.GetService(service) is { } cache
            ? Replace(cache, reading.GetAwaiter().GetResult())
            : Notice("jsii's type cache is not where it was");
    }

    /// <summary>Whether <paramref name="cache"/> looks names up in an index.</summary>
    internal static bool IsInstalled(object cache) => Field<IDictionary<string, Type>>(cache, "_types")?.GetValue(cache) is IndexedTypes;

    /// <returns>A line for people when the cache is not as it was, else null.</returns>
    internal static string? Replace(object cache, IReadOnlyList<JsiiTypeIndex> indexes)
    {
        if (Field<IDictionary<string, Type>>(cache, "_types") is not { } types || Field<ISet<string>>(cache, "_assemblies") is not { } assemblies)
        {
            return Notice($"{cache.GetType().Name} has other fields than it had");
        }

        types.SetValue(cache, new IndexedTypes(indexes));
        assemblies.SetValue(cache, new SearchedAssemblies(indexes.Select(index => index.Assembly.FullName!), Runtime.GetName().Name!));
        return null;
    }

    private static FieldInfo? Field<T>(object cache, string name) =>
        cache.GetType().GetField(name, Private) is { } field && field.FieldType == typeof(T) ? field : null;

    private static string Notice(string why) => $"Synthesizing takes a second longer: {why} (docs/adr/0029-quick-synth.md; {Variable}=off silences this).";

    private static List<JsiiTypeIndex> ReadIndexes()
    {
        var found = new List<JsiiTypeIndex>();
        Read(typeof(Amazon.CDK.App).Assembly);
        return found;

        void Read(Assembly assembly)
        {
            if (assembly.IsDefined(typeof(JsiiAssemblyAttribute)) && !found.Exists(index => index.Assembly == assembly))
            {
                found.Add(JsiiTypeIndex.Read(assembly));
                Array.ForEach(assembly.GetReferencedAssemblies(), reference => Read(Assembly.Load(reference)));
            }
        }
    }

    private static void CompileAhead()
    {
        foreach (var method in Runtime.GetTypes().Concat(typeof(QuickTypes).Assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetMethods(Private | BindingFlags.Public | BindingFlags.DeclaredOnly).Concat<MethodBase>(type.GetConstructors(Private | BindingFlags.Public)))
            .Where(method => method is { IsAbstract: false, ContainsGenericParameters: false }))
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }
    }
}
