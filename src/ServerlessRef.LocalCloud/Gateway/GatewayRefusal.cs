namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>Why the gateway itself answers, and which gateway response does. Default statuses: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html.</summary>
/// <param name="Type">Gateway response type.</param>
/// <param name="StatusCode">Unless the gateway response sets another one.</param>
/// <param name="Message">What <c>$context.error.message</c> says.</param>
/// <param name="ErrorType">Value of <c>x-amzn-ErrorType</c>.</param>
/// <param name="ValidationError">What <c>$context.error.validationErrorString</c> says.</param>
internal sealed record GatewayRefusal(string Type, int StatusCode, string Message, string ErrorType, string ValidationError = "")
{
    public static readonly GatewayRefusal MissingAuthenticationToken = new("MISSING_AUTHENTICATION_TOKEN", 403, "Missing Authentication Token", "MissingAuthenticationTokenException");

    public static readonly GatewayRefusal InvalidApiKey = new("INVALID_API_KEY", 403, "Forbidden", "ForbiddenException");

    public static readonly GatewayRefusal Unauthorized = new("UNAUTHORIZED", 401, "Unauthorized", "UnauthorizedException");

    public static readonly GatewayRefusal TokenExpired = Unauthorized with { Message = "The incoming token has expired" };

    public static readonly GatewayRefusal Throttled = new("THROTTLED", 429, "Too Many Requests", "TooManyRequestsException");

    public static readonly GatewayRefusal LimitExceeded = Throttled with { Message = "Limit Exceeded", ErrorType = "LimitExceededException" };

    public static readonly GatewayRefusal BodyTooLarge = new("REQUEST_TOO_LARGE", 413, "Request Too Long", "RequestTooLargeException");

    public static readonly GatewayRefusal HeadersTooLarge = BodyTooLarge with { Message = "Request header fields too large" };

    public static readonly GatewayRefusal IntegrationTimeout = new("INTEGRATION_TIMEOUT", 504, "Endpoint request timed out", "InternalServerErrorException");

    // The function ran and failed, or answered in another form: 502. Lambda refused to run it: 500.
    // https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html#services-apigateway-errors
    public static readonly GatewayRefusal BadIntegrationAnswer = new("DEFAULT_5XX", 502, "Internal server error", "InternalServerErrorException");

    public static readonly GatewayRefusal InvocationRefused = BadIntegrationAnswer with { StatusCode = 500 };

    public static readonly GatewayRefusal NoPermission = new("API_CONFIGURATION_ERROR", 500, "Internal server error", "InternalServerErrorException");

    public static GatewayRefusal MissingParameters(IEnumerable<string> names)
    {
        var message = $"Missing required request parameters: [{string.Join(", ", names)}]";
        return new("BAD_REQUEST_PARAMETERS", 400, message, "BadRequestException", message);
    }

    public static GatewayRefusal InvalidBody(string validationError) =>
        new("BAD_REQUEST_BODY", 400, "Invalid request body", "BadRequestException", validationError);
}
