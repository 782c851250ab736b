using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace ServerlessRef.BenchFunction;

/// <summary>Everything the function reads or writes as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
[JsonSerializable(typeof(BenchOrder))]
[JsonSerializable(typeof(BenchAnswer))]
internal sealed partial class BenchJson : JsonSerializerContext;
