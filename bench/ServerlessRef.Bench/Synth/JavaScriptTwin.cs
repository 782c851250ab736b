using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServerlessRef.Bench.Synth;

/// <summary>
/// Writes the app as JavaScript: of each call the C# app made through jsii a line that makes the same call on the same class. What jsii
/// puts around values is taken off; there is no jsii, no second process and no pipe in what comes out.
/// </summary>
internal static partial class JavaScriptTwin
{
    private static readonly Dictionary<string, string> Modules = new(StringComparer.Ordinal) { ["aws-cdk-lib"] = "cdk", ["constructs"] = "constructs" };

    /// <param name="conversation">Requests and answers in turns, as the recorder wrote them.</param>
    public static string Write(IEnumerable<string> conversation)
    {
        // Tokens are numbered from a random start: what the first one differs by, all differ by.
        var program = new StringBuilder("""
            'use strict';
            const cdk = require('aws-cdk-lib');
            const constructs = require('constructs');
            let shift = 0;
            const number = (text) => Number(/Token\[[^\]]*\.(\d+)\]/.exec(text)[1]);
            const token = (text) => text.replace(/(Token\[[^\]]*\.)(\d+)\]/g, (_, name, n) => `${name}${Number(n) + shift}]`);

            """.ReplaceLineEndings("\n"));
        var (declared, hasShift) = (new HashSet<string>(StringComparer.Ordinal), false);
        JsonElement? request = null;
        foreach (var line in conversation)
        {
            var message = JsonElement.Parse(line);
            if (message.TryGetProperty("api", out var api))
            {
                request = api.GetString() is "load" ? null : message;
            }
            else if (message.TryGetProperty("ok", out var ok) && request is { } asked)
            {
                program.Append(Assigned(asked, ok, declared, ref hasShift)).Append(";\n");
                request = null;
            }
            else if (message.TryGetProperty("callback", out _))
            {
                throw new InvalidOperationException("The app overrides a method of the CDK in C#: this bench cannot write that as JavaScript.");
            }
        }

        return program.ToString();
    }

    private static string Assigned(JsonElement request, JsonElement ok, HashSet<string> declared, ref bool hasShift)
    {
        var call = Call(request);
        var answer = ok.ValueKind == JsonValueKind.Object && ok.TryGetProperty("result", out var result) ? result : ok.ValueKind == JsonValueKind.Object && ok.TryGetProperty("value", out var value) ? value : ok;
        if (IsNew(answer, declared) is { } name)
        {
            return $"const {name} = {call}";
        }

        if (answer.ValueKind == JsonValueKind.Array && answer.EnumerateArray().Select(item => IsNew(item, declared) ?? "").ToArray() is var names && names.Any(item => item.Length > 0))
        {
            return $"const [{string.Join(", ", names)}] = {call}";
        }

        if (!hasShift && answer.ValueKind == JsonValueKind.String && Token().Match(answer.GetString()!) is { Success: true } token)
        {
            hasShift = true;
            return $"shift = number({call}) - {token.Groups["number"].Value}";
        }

        return call;
    }

    private static string? IsNew(JsonElement answer, HashSet<string> declared) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("$jsii.byref", out var reference) && declared.Add(Variable(reference)) ? Variable(reference) : null;

    private static string Call(JsonElement request)
    {
        var api = request.GetProperty("api").GetString();
        return api switch
        {
            "create" when request.TryGetProperty("overrides", out var overrides) && overrides.GetArrayLength() > 0 => throw new InvalidOperationException("The app overrides a member of a CDK class: this bench cannot write that as JavaScript."),
            "create" => $"new {Symbol(request.GetProperty("fqn"))}({Arguments(request)})",
            "invoke" => $"{Target(request)}.{request.GetProperty("method").GetString()}({Arguments(request)})",
            "sinvoke" => $"{Symbol(request.GetProperty("fqn"))}.{request.GetProperty("method").GetString()}({Arguments(request)})",
            "get" => $"{Target(request)}.{request.GetProperty("property").GetString()}",
            "sget" => $"{Symbol(request.GetProperty("fqn"))}.{request.GetProperty("property").GetString()}",
            "set" => $"{Target(request)}.{request.GetProperty("property").GetString()} = {Value(request.GetProperty("value"))}",
            _ => throw new InvalidOperationException($"jsii was asked to {api}: this bench cannot write that as JavaScript."),
        };
    }

    private static string Target(JsonElement request) => Variable(request.GetProperty("objref").GetProperty("$jsii.byref"));

    // "aws-cdk-lib.aws_s3.Bucket@10014"
    private static string Variable(JsonElement reference) => $"o{reference.GetString()!.Split('@')[1]}";

    private static string Symbol(JsonElement name) => Symbol(name.GetString()!);

    private static string Symbol(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return Modules[name[..dot]] + name[dot..];
    }

    private static string Arguments(JsonElement request) =>
        request.TryGetProperty("args", out var arguments) && arguments.ValueKind == JsonValueKind.Array ? string.Join(", ", arguments.EnumerateArray().Select(Value)) : "";

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "undefined",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Value))}]",
        JsonValueKind.String when Token().IsMatch(value.GetString()!) => $"token({value.GetRawText()})",
        JsonValueKind.Object when value.TryGetProperty("$jsii.byref", out var reference) => Variable(reference),
        JsonValueKind.Object when value.TryGetProperty("$jsii.struct", out var data) => Properties(data.GetProperty("data")),
        JsonValueKind.Object when value.TryGetProperty("$jsii.map", out var map) => Properties(map),
        JsonValueKind.Object when value.TryGetProperty("$jsii.enum", out var member) => Symbol(member.GetString()!.Replace('/', '.')),
        JsonValueKind.Object => Properties(value),
        _ => value.GetRawText(),
    };

    private static string Properties(JsonElement data) =>
        $"{{ {string.Join(", ", data.EnumerateObject().Select(property => string.Create(CultureInfo.InvariantCulture, $"{JsonSerializer.Serialize(property.Name)}: {Value(property.Value)}")))} }}";

    [GeneratedRegex(@"Token\[[^\]]*\.(?<number>\d+)\]")]
    private static partial Regex Token();
}
