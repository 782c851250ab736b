namespace Amazon.Lambda.Core;

/// <summary>Names the serializer of a handler or an assembly, for hosts that find handlers by name.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Method, AllowMultiple = false)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    public Type SerializerType { get; set; } = serializerType;
}
