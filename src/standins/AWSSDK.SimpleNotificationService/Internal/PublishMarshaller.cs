using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.SimpleNotificationService.Model;

namespace Amazon.SimpleNotificationService.Internal;

/// <summary>A request of the query protocol: parameters in a form (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html).</summary>
internal sealed class PublishMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly PublishMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var publish = (PublishRequest)input;
        var request = new DefaultRequest(publish, "Amazon.SimpleNotificationService") { HttpMethod = "POST", ResourcePath = "/" };
        Add(request, "Action", "Publish");
        Add(request, "Version", "2010-03-31");
        Add(request, "Message", publish.Message);
        Add(request, "MessageStructure", publish.MessageStructure);
        Add(request, "Subject", publish.Subject);
        Add(request, "TopicArn", publish.TopicArn);

        var number = 0;
        foreach (var (name, value) in publish.MessageAttributes ?? [])
        {
            var entry = string.Create(CultureInfo.InvariantCulture, $"MessageAttributes.entry.{++number}");
            Add(request, $"{entry}.Name", name);
            Add(request, $"{entry}.Value.DataType", value.DataType);
            Add(request, $"{entry}.Value.StringValue", value.StringValue);
        }

        return request;
    }

    private static void Add(DefaultRequest request, string name, string value)
    {
        if (value is not null)
        {
            request.Parameters.Add(name, value);
        }
    }
}
