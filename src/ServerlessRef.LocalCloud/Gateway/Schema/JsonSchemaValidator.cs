using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary>
/// JSON Schema draft 4 as API Gateway's request models use it (https://json-schema.org/draft-04/json-schema-validation).
/// <c>format</c> is ignored there too. A keyword it does not know is refused when it is compiled, not skipped.
/// </summary>
internal sealed class JsonSchemaValidator
{
    private readonly Schema _schema;

    private JsonSchemaValidator(Schema schema) => _schema = schema;

    /// <exception cref="StartupException">Every problem of the schema.</exception>
    /// <param name="name">For messages: where the schema stands.</param>
    public static JsonSchemaValidator Compile(JsonElement schema, string name = "model")
    {
        var compiler = new SchemaCompiler(schema, name);
        var compiled = compiler.Compile(schema, "#");
        return compiler.Problems.Count > 0 ? throw new StartupException(compiler.Problems) : new(compiled);
    }

    /// <summary>What the value breaks; empty: valid.</summary>
    public IReadOnlyList<string> Validate(JsonElement value)
    {
        var errors = new List<string>();
        _schema.Check(value, errors);
        return errors;
    }
}
