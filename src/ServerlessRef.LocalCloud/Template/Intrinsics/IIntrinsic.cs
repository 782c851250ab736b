using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template.Intrinsics;

/// <summary>An intrinsic function of CloudFormation: an object with this one key.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html.</remarks>
internal interface IIntrinsic
{
    string Name { get; }

    /// <param name="argument">As written.</param>
    /// <exception cref="TemplateException">The argument does not fit or names something that does not exist.</exception>
    JsonNode? Evaluate(JsonNode? argument, Resolver resolver);
}
