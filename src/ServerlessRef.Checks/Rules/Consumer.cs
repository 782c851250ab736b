using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>The function behind an event source: named directly, or by an alias of one of its versions.</summary>
internal static class Consumer
{
    public static Resource? Of(Template template, Resource source)
    {
        var target = template.Target(source.At("FunctionName"));
        return target?.Type == "AWS::Lambda::Alias" ? template.Target(target.At("FunctionName")) : target;
    }
}
