namespace ServerlessRef.Functions.Aws;

/// <summary>Events as Lambda sends them, as small as they can be with every part the functions read, for <see cref="PrewarmCalls.Json"/>.</summary>
public static class SampleEvents
{
    public static ReadOnlyMemory<byte> ApiGateway { get; } = """
        {"resource":"/","path":"/","httpMethod":"GET","headers":{"a":"b"},"multiValueHeaders":{"a":["b"]},"queryStringParameters":{"a":"b"},
        "multiValueQueryStringParameters":{"a":["b"]},"pathParameters":{"a":"b"},"requestContext":{"requestId":"a","identity":{"sourceIp":"a"},
        "authorizer":{"claims":{"sub":"a"}}},"body":"{}","isBase64Encoded":false}
        """u8.ToArray();

    public static ReadOnlyMemory<byte> Sqs { get; } = """
        {"Records":[{"messageId":"a","receiptHandle":"a","body":"{}","attributes":{"ApproximateReceiveCount":"1"},"messageAttributes":{},"eventSource":"aws:sqs"}]}
        """u8.ToArray();
}
