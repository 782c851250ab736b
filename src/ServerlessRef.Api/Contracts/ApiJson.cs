using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace ServerlessRef.Api.Contracts;

/// <summary>Every type this function reads from or writes to JSON; generated code, because reflection does not survive native compilation.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventView))]
[JsonSerializable(typeof(ListView<EventView>))]
[JsonSerializable(typeof(RegistrationView))]
[JsonSerializable(typeof(NewRegistrationView))]
[JsonSerializable(typeof(ListView<AttendeeView>))]
[JsonSerializable(typeof(ListView<NoticeView>))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(CoverUploadView))]
[JsonSerializable(typeof(NewWaitlistEntryView))]
[JsonSerializable(typeof(WaitlistEntryView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
internal sealed partial class ApiJson : JsonSerializerContext;
