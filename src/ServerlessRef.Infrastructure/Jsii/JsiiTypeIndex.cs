using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ServerlessRef.Infrastructure.Jsii;

/// <summary>
/// The types of one jsii assembly by their jsii names, read from its metadata tables: reflection would have to create 23,216 types and
/// their attributes to find the few hundred a stack uses.
/// </summary>
internal sealed class JsiiTypeIndex
{
    /// <summary>What jsii appends to the name of an interface's proxy.</summary>
    private const string ProxySuffix = "$Proxy";

    private const string ProxyAttribute = "JsiiTypeProxyAttribute";

    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal) { "JsiiClassAttribute", "JsiiInterfaceAttribute", "JsiiEnumAttribute", ProxyAttribute };

    private readonly Dictionary<string, int> _tokens;

    private JsiiTypeIndex(Assembly assembly, Dictionary<string, int> tokens)
    {
        Assembly = assembly;
        _tokens = tokens;
    }

    public Assembly Assembly { get; }

    public Type? Find(string name) => _tokens.TryGetValue(name, out var token) ? Assembly.ManifestModule.ResolveType(token) : null;

    public static JsiiTypeIndex Read(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var kinds = new Dictionary<EntityHandle, string?>();
        var tokens = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var handle in metadata.TypeDefinitions)
        {
            foreach (var attributeHandle in metadata.GetCustomAttributes(handle))
            {
                var attribute = metadata.GetCustomAttribute(attributeHandle);
                if (!kinds.TryGetValue(attribute.Constructor, out var kind))
                {
                    kinds.Add(attribute.Constructor, kind = KindOf(metadata, attribute.Constructor));
                }

                if (kind is not null)
                {
                    tokens.Add(NameIn(metadata, attribute) + (kind == ProxyAttribute ? ProxySuffix : ""), MetadataTokens.GetToken(handle));
                }
            }
        }

        return new JsiiTypeIndex(assembly, tokens);
    }

    private static string? KindOf(MetadataReader metadata, EntityHandle constructor)
    {
        if (constructor.Kind != HandleKind.MemberReference
            || metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is not { Kind: HandleKind.TypeReference } parent)
        {
            return null;
        }

        var name = metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name);
        return Attributes.Contains(name) ? name : null;
    }

    // Two bytes of prolog, the .NET type, the jsii name (ECMA-335, II.23.3).
    private static string NameIn(MetadataReader metadata, CustomAttribute attribute)
    {
        var blob = metadata.GetBlobReader(attribute.Value);
        blob.Offset = sizeof(ushort);
        var length = blob.ReadCompressedInteger();
        blob.Offset += length;
        return blob.ReadSerializedString() ?? throw new BadImageFormatException("A jsii type has no name.");
    }
}
